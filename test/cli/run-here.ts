// Runs one command line inside the test's own process: the same program without the start of a process.

import { vi } from 'vitest';
import { runProgram } from '../../src/cli/program.ts';
import type { Ran } from './run.ts';

/** `LANG` and the other locale variables are those of the options alone. */
export async function runHere(
  words: readonly string[],
  { cwd, env = {} }: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> },
): Promise<Ran> {
  const written = { stdout: '', stderr: '' };
  const before = process.cwd();
  for (const name of ['LC_ALL', 'LC_MESSAGES', 'LANG', 'INIT_CWD']) vi.stubEnv(name, env[name]);
  for (const name of ['stdout', 'stderr'] as const) {
    vi.spyOn(process[name], 'write').mockImplementation((chunk) => {
      written[name] += String(chunk);
      return true;
    });
  }
  process.chdir(cwd);
  process.exitCode = 0;
  try {
    await runProgram(words);
    return { code: Number(process.exitCode), ...written };
  } finally {
    process.chdir(before);
    process.exitCode = undefined;
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  }
}
