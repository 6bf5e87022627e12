// Names inside archives are text that somebody made up: they are shown so that nobody is misled, and are never paths.

import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { plainText } from '../../src/guard/plain-text.ts';
import { showLine } from '../../src/web/shown.ts';
import { inspect, textOf } from './inspect.ts';
import { makeZip } from './make-zip.ts';

const NAMES: readonly (readonly [what: string, name: string])[] = [
  ['a NUL', 'list.txt\0.exe'],
  ['a way up', '../../../tmp/sekisho-escaped.txt'],
  ['a root', '/tmp/sekisho-escaped.txt'],
  ['a drive', 'C:\\\\Windows\\\\sekisho-escaped.txt'],
  ['64 KB', `${'n'.repeat(65_000)}.txt`],
  ['letters that turn the direction', 'cod\u202etxt.exe'],
  ['a line end', 'list.txt\r\nBcc: x@example.com'],
  ['an escape', '\u001b[2Jlist.txt'],
];

it.each(NAMES)('a file whose name has %s is read, and no file of that name appears', async (_what, name) => {
  const before = [...readdirSync(tmpdir()), ...readdirSync('.')];
  const file = await inspect(makeZip([{ name, content: '中身の文です。' }]), 'a.zip');
  expect(textOf(file)).toContain('中身の文です。');
  for (const { path } of file.files)
    for (const shown of [showLine(path), plainText(path, 400)]) {
      expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      expect(shown.length).toBeLessThanOrEqual(400);
    }
  const fresh = [...readdirSync(tmpdir()), ...readdirSync('.')].filter((one) => !before.includes(one));
  expect(fresh.filter((one) => /escaped|\.txt/.test(one))).toEqual([]);
});
