// The guide to monitoring names every event and every field of the log, and no other: scripts are written by it.

import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = resolve(import.meta.dirname, '../src');
const read = (path: string) => readFileSync(`${SRC}/${path}`, 'utf8');
const code = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map(read)
  .join('\n');
const logged = new Set([...code.matchAll(/\bevent: '([a-z-]+)'/g)].map(([, name = '']) => name));
/** Made of the origin of our own mail. */
const composed = /^(notice|dsn)-undeliverable$/;
const [, logLine = ''] = /export type LogLine = \{([\s\S]*?)\n\};/.exec(read('relay/ports.ts')) ?? [];
const fields = [...logLine.matchAll(/^ {2}readonly (\w+)/gm)].map(([, name = '']) => name);

describe.each(['en', 'ja'])('the guide to monitoring (%s)', (language) => {
  const guide = read(`docs/${language}/monitoring.md`);
  const [, log = ''] = /^## (?:The log|ログ)\n([\s\S]*)$/m.exec(guide) ?? [];
  const named = (text: string) => [...text.matchAll(/`([\w-]+)`/g)].map(([, name = '']) => name);
  const events = log
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .flatMap((line) => named(line.split('|')[1] ?? ''));

  it('names every event that is logged, once', () => {
    expect([...logged].filter((event) => !events.includes(event))).toEqual([]);
    expect(events).toHaveLength(new Set(events).size);
  });

  it('names no event that nothing logs', () => {
    const isInCode = (event: string) => code.includes(`'${event}'`) || composed.test(event);
    expect(events.filter((event) => !isInCode(event))).toEqual([]);
  });

  it('names every field of a line', () => {
    expect(fields).toContain('mailId');
    const said = named(log);
    expect(fields.filter((field) => !said.includes(field))).toEqual([]);
  });
});
