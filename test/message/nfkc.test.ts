// A large text is brought into one spelling a piece at a time, and gives what the whole would have given at once.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beginningInNfkc, inNfkc } from '../../src/message/nfkc.ts';
import { sketchOf } from '../../src/message/sketch.ts';

/** Decomposed kana, Hangul in parts, letters with three marks, half width, ligatures, line ends. */
const PARTS = [
  'か\u3099',
  'ｶﾞ',
  '\u1112\u1161\u11ab',
  'u\u0308\u0304',
  'ﬃ',
  '㌖',
  'A',
  '９',
  '\n',
  '\r\n',
  ' ',
  '\u0301',
  '😀',
];
const text = (minLength: number) =>
  fc
    .tuple(
      fc.array(fc.constantFrom(...PARTS), { minLength: 10, maxLength: 60 }),
      fc.integer({ min: 0, max: 300 }),
    )
    .map(([parts, extra]) => {
      const one = parts.join('');
      return one.repeat(Math.ceil((minLength + extra) / one.length));
    });

describe('A large text', () => {
  it('is the same in NFKC, piece by piece', () => {
    fc.assert(
      fc.property(text(150_000), (given) => {
        expect(inNfkc(given) === given.normalize('NFKC')).toBe(true);
      }),
      { numRuns: 60 },
    );
    const plain = 'a line of plain text\r\n'.repeat(20_000);
    expect(inNfkc(plain) === plain).toBe(true);
  });

  it('has the same beginning, of which only the beginning is looked at', () => {
    fc.assert(
      fc.property(text(3000), fc.integer({ min: 1, max: 2500 }), (given, length) => {
        expect(beginningInNfkc(given, length)).toBe(given.normalize('NFKC').slice(0, length));
      }),
      { numRuns: 300 },
    );
  });

  it('is sketched by its first 20,000 signs, however much white space stands before and between them', () => {
    const signs = Array.from({ length: 3000 }, (_, n) => `sign ${String.fromCodePoint(0x4e00 + n)}か\u3099`);
    const dense = sketchOf(signs.join(''));
    expect(dense).toHaveLength(64);
    expect(sketchOf(`${'\r\n'.repeat(300_000)}${signs.join(' '.repeat(200))}`)).toEqual(dense);
    expect(sketchOf(`${signs.join('')}${'x'.repeat(300_000)}`)).toEqual(dense);
  });
});
