// The pages speak both languages completely, and nothing but their dictionaries holds text for people.

import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chooseLanguage } from '../../src/web/language.ts';
import { en } from '../../src/web/words/en.ts';
import { ja } from '../../src/web/words/ja.ts';

const WEB = resolve(import.meta.dirname, '../../src/web');
const JAPANESE = /[\u3040-\u30ff\u3400-\u9fff]/;

function keysOf(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [`${path}: ${typeof value}`];
  return Object.entries(value).flatMap(([key, inner]) => keysOf(inner, `${path}.${key}`));
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'function') return [String(value(3, 5))];
  return Object.values(value as object).flatMap(textsOf);
}

describe('the words of the pages', () => {
  it('are the same set in both languages', () => {
    expect(keysOf(ja)).toEqual(expect.arrayContaining(keysOf(en)));
    expect(keysOf(ja)).toHaveLength(keysOf(en).length);
  });

  it('are never empty, and English is English', () => {
    for (const text of [...textsOf(en), ...textsOf(ja)]) expect(text).toMatch(/\S/);
    expect(textsOf(en).filter((text) => JAPANESE.test(text))).toEqual([]);
  });

  it('stand in the dictionaries only', () => {
    const sources = readdirSync(WEB, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.tsx?$/.test(name),
    );
    const withText = sources.filter((name) =>
      readFileSync(join(WEB, name), 'utf8')
        .split('\n')
        .some((line) => JAPANESE.test(line) && !/^\s*(\/\/|\*|\/\*)/.test(line)),
    );
    expect(withText.filter((name) => !/^words\/([a-z-]+-)?ja\.ts$/.test(name))).toEqual(['language.ts']);
  });
});

describe('the language of a page', () => {
  it.each([
    ['the one chosen on a page', 'ja', 'en', 'en', 'ja'],
    ["else the user's own", undefined, 'ja', 'en', 'ja'],
    ['else what the browser asks for', undefined, null, 'fr, ja-JP;q=0.8, en;q=0.5', 'ja'],
    ['else English', undefined, null, 'fr', 'en'],
    ['and never what a forged cookie says', 'xx', null, undefined, 'en'],
  ] as const)('is %s', (_, chosen, own, accepted, expected) => {
    expect(chooseLanguage(chosen, own, accepted)).toBe(expected);
  });
});
