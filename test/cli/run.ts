// Runs one command line as its user would, in a process of its own.

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** As built. */
const MAIN = resolve(import.meta.dirname, '../../dist/main.js');

/** Where Node.js keeps compiled source between one run and the next: the same program, started sooner. */
const COMPILED = { NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? '' };

export type Ran = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

export type RunOptions = {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Standard input. */
  readonly input?: string;
  readonly main?: string;
  /** Options of Node.js itself. */
  readonly nodeOptions?: readonly string[];
};

export async function run(words: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const { cwd = tmpdir(), env = {}, input = '', main = MAIN, nodeOptions = [] } = options;
  const child = spawn(process.execPath, [...nodeOptions, main, ...words], {
    cwd,
    env: { PATH: process.env.PATH ?? '', LANG: 'C.UTF-8', ...COMPILED, ...env },
  });
  child.stdin.end(input);
  const closed = new Promise<number | null>((done) => child.once('close', done));
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
  return { code, stdout, stderr };
}

export const MINIMAL = 'organization: { domains: [corp.example] }\nnextHop: { host: 127.0.0.1, port: 9 }\n';

/** A folder with a minimal configuration, gone after the test. */
export function freshFolder(more = ''): string {
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'sekisho.yaml'), MINIMAL + more);
  return folder;
}
