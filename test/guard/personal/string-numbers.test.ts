// Values of a mail are told apart by numbers; who writes them must not be able to make that slow or wrong.

import { expect, test } from 'vitest';
import { StringNumbers } from '../../../src/guard/personal/string-numbers.ts';

const BASIS = 0x811c9dc5;
const PRIME = 0x01000193;
/** The number that undoes a multiplication by PRIME. */
const UNDO = 0x359c449b;
const SORT = 3;

const step = (hash: number, code: number): number => Math.imul(hash ^ code, PRIME);

/** `prefix` and two letters more, so that the hash of all is `target`; null where no two letters do it. */
function collide(prefix: string, target: number): string | null {
  const start = [...prefix].reduce((hash, letter) => step(hash, letter.charCodeAt(0)), step(BASIS, SORT));
  const wanted = Math.imul(target, UNDO);
  for (let first = 0; first < 0x10000; first++) {
    const second = step(start, first) ^ wanted;
    if (second >>> 16 === 0) return prefix + String.fromCharCode(first, second);
  }
  return null;
}

const colliding = Array.from({ length: 400 }, (_, n) => collide(`p${n}-`, 12_345)).filter(
  (text) => text !== null,
);

test('strings made to have one hash are told apart, also after thousands of others came', () => {
  expect(colliding.length).toBeGreaterThan(200);
  const numbers = new StringNumbers();
  const first = colliding.map((text) => numbers.numberOf(SORT, text));
  for (let n = 0; n < 5000; n++) numbers.numberOf(1, `another ${n}`);
  expect(new Set(first).size).toBe(colliding.length);
  expect(colliding.map((text) => numbers.numberOf(SORT, text))).toEqual(first);
});

test('the same string of another sort is another value', () => {
  const numbers = new StringNumbers();
  expect([numbers.numberOf(1, 'x'), numbers.numberOf(2, 'x'), numbers.numberOf(1, 'x')]).toEqual([0, 1, 0]);
  expect(numbers.count).toBe(2);
});
