// Watches the system calls of a running process, makes them fail, or kills the process at one: strace, from outside.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';

export type Watched = {
  readonly pid: number;
  /** What strace is told, such as `inject=fdatasync:error=EIO`. */
  readonly expressions: readonly string[];
  /** Only calls on these files. */
  readonly paths?: readonly string[];
  /** The first thread alone, not those beside it. */
  readonly isMainThreadOnly?: boolean;
  /** Where the calls are written, a line each, files by their names. */
  readonly output?: string;
};

/** Resolves once every call from now on is seen; what it resolves with lets the process go again. */
export async function watchCalls(watched: Watched): Promise<() => Promise<void>> {
  const { pid, expressions, paths = [], isMainThreadOnly = false, output = '/dev/null' } = watched;
  const options = isMainThreadOnly ? [] : ['-f'];
  const selected = [...expressions.flatMap((one) => ['-e', one]), ...paths.flatMap((path) => ['-P', path])];
  const words = [...options, '-y', '-x', '-s', '5000', '-o', output, ...selected, '-p', String(pid)];
  const strace = spawn('strace', words, { stdio: ['ignore', 'ignore', 'pipe'] });
  const exited = once(strace, 'exit');
  onTestFinished(() => void strace.kill('SIGKILL'));
  const said: string[] = [];
  const lines = createInterface({ input: strace.stderr });
  await new Promise<void>((done, fail) => {
    lines.on('line', (line) => {
      said.push(line);
      if (line.includes('attached')) done();
    });
    void exited.then(() => fail(new Error(`strace ended: ${said.join('\n')}`)));
  });
  return async () => {
    strace.kill('SIGINT');
    await exited;
  };
}
