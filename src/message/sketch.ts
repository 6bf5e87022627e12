// A sketch of a text by which mails made from one template are known again (bottom-k MinHash over pieces of eight
// characters): digits are masked and white space is left out, so names and numbers change few of its values.

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

/** At most 64 numbers below 2^32 in ascending order; empty for a text of under 40 characters. */
export function sketchOf(text: string): number[] {
  const plain = text.normalize('NFKC').replace(/\d/g, '0').replace(/\s+/g, '').slice(0, MAX_LENGTH);
  if (plain.length < MIN_LENGTH) return [];
  const values = new Set<number>();
  for (let at = 0; at + PIECE <= plain.length; at += 1) values.add(hashOf(plain, at));
  return [...values].sort((a, b) => a - b).slice(0, MAX_VALUES);
}
