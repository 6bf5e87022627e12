// The guides: the same topics in both languages, every link of the README leads somewhere, every check is explained.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findCheckText } from '../../src/docs/documents.ts';
import { CHECK_IDS } from '../../src/guard/checks-list.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const topicsOf = (language: string) => readdirSync(join(ROOT, 'src/docs', language)).sort();

describe('the guides', () => {
  it('have the same topics in both languages', () => {
    expect(topicsOf('ja')).toEqual(topicsOf('en'));
  });

  it.each(['README.md', 'README.ja.md'])('are where %s says they are', (readme) => {
    const links = [...readFileSync(join(ROOT, readme), 'utf8').matchAll(/\]\(([\w./-]+)\)/g)];
    const missing = links.map(([, path = '']) => path).filter((path) => !existsSync(join(ROOT, path)));
    expect(missing).toEqual([]);
  });

  it.each(['en', 'ja'] as const)('explain every check (%s)', (language) => {
    expect(CHECK_IDS.filter((check) => findCheckText(check, language) === null)).toEqual([]);
  });
});
