// Keeps `serve` small on a large machine. V8 takes the memory of the machine for a reason to collect late: 600 MiB after
// 5,000 small mails where 310 do, measured. And glibc raises the threshold above which it gives large pieces back with
// every such piece freed, up to 32 MiB, and keeps what mails of such sizes took: 250 MiB more; and each thread keeps what it
// freed for itself alone, 25 MiB of large mails. Options of the one and the environment variables of the other are read at
// start alone: so `serve` starts itself anew in its own place, with the same process id. Does nothing elsewhere than on Linux,
// or when the administrator has set the first variable.

import { env, execArgv, execPath, platform } from 'node:process';

const VARIABLE = 'MALLOC_MMAP_THRESHOLD_';
/** https://man7.org/linux/man-pages/man3/mallopt.3.html */
const MALLOC = { [VARIABLE]: String(256 * 1024), MALLOC_ARENA_MAX: '1' };
/** Of JavaScript objects, per thread; octets of mails do not count. In use are about 60. */
const HEAP = ['--max-old-space-size=384', '--max-semi-space-size=4'];

export function boundMemory(): void {
  if (platform !== 'linux' || env[VARIABLE] !== undefined || process.execve === undefined) return;
  // What the administrator has given comes later and wins.
  const start = [execPath, ...HEAP, ...execArgv, ...process.argv.slice(1)];
  process.execve(execPath, start, { ...MALLOC, ...env });
}
