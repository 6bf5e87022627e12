// Conversations as files, held with the real server. In test/dialogues/*.txt: `C:` is sent (with \r \n \t \x00
// escapes and CRLF), `S:` is how the next reply begins, `has:` and `hasnot:` look into that reply, `taken:` is
// matched with the last mail, `count:` is the number of mails taken, `logged:` an event, `server:` its settings.

import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { start } from './start.ts';

const FOLDER = new URL('../dialogues/', import.meta.url);
const ESCAPES: Readonly<Record<string, string>> = { r: '\r', n: '\n', t: '\t', x00: '\x00' };
const unescaped = (text: string) =>
  text.replace(/\\(r|n|t|x00)/g, (_whole, name: string) => ESCAPES[name] ?? '');

type Step = { readonly kind: string; readonly text: string };

function readSteps(name: string): Step[] {
  return readFileSync(new URL(name, FOLDER), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const match = /^(\w+): ?(.*)$/.exec(line);
      if (!match) throw new Error(`${name}: ${line}`);
      return { kind: match[1] ?? '', text: match[2] ?? '' };
    });
}

for (const name of readdirSync(FOLDER)) {
  test(`the server says what ${name} says`, async () => {
    const steps = readSteps(name);
    const settings = steps.find(({ kind }) => kind === 'server');
    const server = await start(JSON.parse(settings?.text ?? '{}'));
    const client = await server.connect();
    let last = '';
    const act: Record<string, (text: string) => void | Promise<void>> = {
      server: () => undefined,
      C: (text) => client.write(`${unescaped(text)}\r\n`),
      S: async (text) => {
        last = await client.reply();
        expect(last.slice(0, text.length)).toBe(text);
      },
      has: (text) => expect(last).toContain(text),
      hasnot: (text) => expect(last).not.toContain(text),
      count: (text) => expect(server.taken).toHaveLength(Number(text)),
      logged: (text) => expect(server.logged.map(({ event }) => event)).toContain(text),
      taken: (text) => {
        const mail = server.taken.at(-1);
        const octets = Buffer.from(mail?.octets ?? []).toString('latin1');
        expect({ ...mail, octets }).toMatchObject(JSON.parse(text));
      },
    };
    for (const { kind, text } of steps) await act[kind]?.(text);
  });
}
