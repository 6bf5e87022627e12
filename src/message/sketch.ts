// A sketch of a text by which mails made from one template are known again (bottom-k MinHash over pieces of eight
// characters): digits are masked and white space is left out, so names and numbers change few of its values.

import { beginningInNfkc, inNfkc } from './nfkc.ts';

const PIECE = 8;
const MAX_VALUES = 64;
const MIN_LENGTH = 40;
const MAX_LENGTH = 20_000;

/** FNV-1a, finished so that neighbouring pieces do not stay neighbours. */
function hashOf(text: string, from: number): number {
  let hash = 0x811c9dc5;
  for (let i = from; i < from + PIECE; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** The first of it without white space, digits masked: more of a large text is looked at only where little of it is left. */
function plainBeginning(text: string): string {
  for (let length = 4 * MAX_LENGTH; ; length *= 4) {
    const normal = length < text.length ? beginningInNfkc(text, length) : inNfkc(text);
    const plain = normal.replace(/\d/g, '0').replace(/\s+/g, '').slice(0, MAX_LENGTH);
    if (plain.length === MAX_LENGTH || length >= text.length) return plain;
  }
}

/** At most 64 numbers below 2^32 in ascending order; empty for a text of under 40 characters. */
export function sketchOf(text: string): number[] {
  const plain = plainBeginning(text);
  if (plain.length < MIN_LENGTH) return [];
  const values = new Set<number>();
  for (let at = 0; at + PIECE <= plain.length; at += 1) values.add(hashOf(plain, at));
  return [...values].sort((a, b) => a - b).slice(0, MAX_VALUES);
}
