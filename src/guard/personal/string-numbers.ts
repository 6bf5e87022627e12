// Numbers for strings: the same string has the same number. In place of a Map where there are tens of thousands of strings:
// a third of its memory, which is what such a table costs.

import { PagedList } from './paged-list.ts';

const FIRST_SLOTS = 1024;
/** Of all slots so many are taken at most. */
const FILL = 0.7;
/** So far from its place a string may stand. Whoever makes strings of one hash meets a Map, which cannot be foreseen. */
const MAX_STEPS = 64;
/** FNV-1a. */
const BASIS = 0x811c9dc5;
const PRIME = 0x01000193;

function hashOf(sort: number, text: string): number {
  let hash = Math.imul(BASIS ^ sort, PRIME);
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), PRIME);
  return hash ^ (hash >>> 15);
}

export class StringNumbers {
  /** By hash: one more than the number of the string, 0 where there is none. */
  #slots = new Int32Array(FIRST_SLOTS);
  readonly #strings = new PagedList<string>();
  readonly #sorts = new PagedList<number>();
  readonly #hashes = new PagedList<number>();
  /** Those that found no slot near their place. */
  readonly #others = new Map<string, number>();
  #count = 0;

  /** How many there are: the number of the next new one. */
  get count(): number {
    return this.#count;
  }

  /** Of a string of a sort (a small integer): its number, counted from 0 in the order in which they first came. */
  numberOf(sort: number, text: string): number {
    const hash = hashOf(sort, text);
    const mask = this.#slots.length - 1;
    for (let step = 0; step < MAX_STEPS; step++) {
      const taken = this.#slots[(hash + step) & mask] ?? 0;
      if (taken === 0) break;
      if (this.#isAt(taken - 1, hash, sort, text)) return taken - 1;
    }
    const other = this.#others.size === 0 ? undefined : this.#others.get(`${sort} ${text}`);
    return other ?? this.#add(hash, sort, text);
  }

  #isAt(number: number, hash: number, sort: number, text: string): boolean {
    return (
      this.#hashes.get(number) === hash &&
      this.#sorts.get(number) === sort &&
      this.#strings.get(number) === text
    );
  }

  #add(hash: number, sort: number, text: string): number {
    const number = this.#count;
    this.#count += 1;
    this.#strings.set(number, text);
    this.#sorts.set(number, sort);
    this.#hashes.set(number, hash);
    if (this.#count > this.#slots.length * FILL) this.#grow();
    else this.#place(number);
    return number;
  }

  #place(number: number): void {
    const mask = this.#slots.length - 1;
    const hash = this.#hashes.get(number) ?? 0;
    for (let step = 0; step < MAX_STEPS; step++) {
      const slot = (hash + step) & mask;
      if (this.#slots[slot] !== 0) continue;
      this.#slots[slot] = number + 1;
      return;
    }
    this.#others.set(`${this.#sorts.get(number)} ${this.#strings.get(number)}`, number);
  }

  #grow(): void {
    this.#slots = new Int32Array(this.#slots.length * 2);
    for (let number = 0; number < this.#count; number++) this.#place(number);
  }
}
