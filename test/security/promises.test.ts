// The table of promises in the security guide names tests that there are, the same ones in both languages.

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');

function rowsOf(language: string): readonly (readonly [file: string, title: string])[] {
  const guide = readFileSync(join(ROOT, 'src/docs', language, 'security.md'), 'utf8');
  return [...guide.matchAll(/^\| .* \| `(test\/[\w./-]+)` \| (.*) \|$/gm)].map(
    ([, file = '', title = '']) => [file, title],
  );
}

it('every test that the security guide names is there, in both languages', () => {
  expect(rowsOf('en').length).toBeGreaterThan(30);
  expect(rowsOf('ja')).toEqual(rowsOf('en'));
  const missing = rowsOf('en').filter(([file, title]) => {
    const source = readFileSync(join(ROOT, file), 'utf8');
    return ![`'${title}'`, `"${title}"`, `\`${title}\``].some((quoted) => source.includes(quoted));
  });
  expect(missing).toEqual([]);
});
