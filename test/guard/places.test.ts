// Places in files are said in the reader's language; names out of a file stay as they are.

import { expect, it } from 'vitest';
import { placeText } from '../../src/guard/sentences/places.ts';

it.each([
  ['line 2', '2 行目'],
  ['page 3 line 12', '3 ページ 12 行目'],
  ['page 3 fields', '3 ページの入力欄'],
  ['slide 4 line 1', 'スライド 4 1 行目'],
  ['notes 4', 'スライド 4 のノート'],
  ['header line 2', 'ヘッダー 2 行目'],
  ['Sheet1!B4', 'Sheet1!B4'],
  ['名簿 line 7', '名簿 7 行目'],
  ['header2026!C3', 'header2026!C3'],
])('says %s in Japanese as %s', (place, words) => {
  expect(placeText(place, 'ja')).toBe(words);
  expect(placeText(place, 'en')).toBe(place);
});
