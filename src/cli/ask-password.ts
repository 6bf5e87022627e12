// A new password: asked for twice without echo on a terminal, else the first line of standard input. Never from the
// command line, where other users of the machine can read it.

import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { Problem } from './explain-error.ts';

const silent = () => new Writable({ write: (_chunk, _encoding, done) => done() });

async function askOnTerminal(prompt: string): Promise<string> {
  process.stderr.write(prompt);
  const terminal = createInterface({ input: process.stdin, output: silent(), terminal: true });
  try {
    return await terminal.question('');
  } finally {
    terminal.close();
    process.stderr.write('\n');
  }
}

async function readFirstLine(): Promise<string> {
  const lines = createInterface({ input: process.stdin });
  for await (const line of lines) {
    lines.close();
    return line;
  }
  return '';
}

/** A password that somebody has already: asked for once. */
export async function askKnownPassword(): Promise<string> {
  return process.stdin.isTTY ? askOnTerminal('Password: ') : readFirstLine();
}

export async function askPassword(): Promise<string> {
  if (!process.stdin.isTTY) return readFirstLine();
  const password = await askOnTerminal('Password: ');
  if ((await askOnTerminal('The same again: ')) !== password) throw new Problem('the two are not the same');
  return password;
}
