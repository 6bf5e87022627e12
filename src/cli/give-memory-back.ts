// Makes the C library give large pieces of memory back as soon as they are free. glibc raises its threshold for that with
// every large piece freed, up to 32 MiB, and then keeps what mails of such sizes took: 250 MiB more, measured. The one way
// to keep the threshold is its environment variable, read at start: so `serve` starts itself anew in its own place, with
// the same process id. Does nothing elsewhere than on Linux, or when the administrator has set the variable.

import { env, execArgv, execPath, platform } from 'node:process';

const VARIABLE = 'MALLOC_MMAP_THRESHOLD_';
const THRESHOLD_OCTETS = 256 * 1024;

export function giveMemoryBack(): void {
  if (platform !== 'linux' || env[VARIABLE] !== undefined || process.execve === undefined) return;
  const start = [execPath, ...execArgv, ...process.argv.slice(1)];
  process.execve(execPath, start, { ...env, [VARIABLE]: String(THRESHOLD_OCTETS) });
}
