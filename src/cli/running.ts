// Which relays run on this machine with these data: each leaves a file beside the key while it runs, for `reload`. The
// number of a process may be given to another one later, so the time of its start is kept too. Nothing is lost with it.

import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const SUFFIX = '.pid';
const folderOf = (keyFile: string) => join(dirname(keyFile), 'running');

/** When the process began, in ticks after the start of the machine (proc(5)); null where there is no /proc. */
async function startOf(pid: number): Promise<string | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  // The name of the program, in parentheses, may contain anything.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}

/** Rejects when the folder cannot be written. Resolves with the way to take it back. */
export async function announceRunning(keyFile: string): Promise<() => Promise<void>> {
  const folder = folderOf(keyFile);
  const file = join(folder, `${process.pid}${SUFFIX}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(file, (await startOf(process.pid)) ?? '', { mode: 0o600 });
  return () => rm(file, { force: true });
}

/** Numbers of the processes that run; files of those that died are removed. */
export async function findRunning(keyFile: string): Promise<readonly number[]> {
  const folder = folderOf(keyFile);
  const names = await readdir(folder).catch(() => []);
  const found = await Promise.all(
    names.map(async (name) => {
      const file = join(folder, name);
      const start = await readFile(file, 'utf8').catch(() => '');
      const pid = Number(name.slice(0, -SUFFIX.length));
      if (name.endsWith(SUFFIX) && start !== '' && start === (await startOf(pid))) return pid;
      await rm(file, { force: true });
      return null;
    }),
  );
  return found.filter((pid) => pid !== null);
}
