// The values of all records of one mail, each given a number once: what is compared afterwards, by persons.ts and
// evidence.ts, are numbers. A number never seen before needs no look at who has it.

import type { PersonalKind } from '../facts.ts';
import { PagedList } from './paged-list.ts';
import { LABELLED_KINDS, type PersonRecord } from './record.ts';
import { StringNumbers } from './string-numbers.ts';

/** A kind of personal data, or a number that tells persons of one name apart. */
export type Sort = PersonalKind | 'reference';

const SORTS: readonly Sort[] = ['name', 'address', ...LABELLED_KINDS, 'reference'];
const INDEX: ReadonlyMap<Sort, number> = new Map(SORTS.map((sort, index) => [sort, index]));
/** Room for the index of a sort in the number of a value; the sorts fit into the bits of one integer. */
const ROOM = 32;

const indexOf = (sort: Sort): number => INDEX.get(sort) ?? 0;

const NAME = indexOf('name');
const REFERENCE = indexOf('reference');

/** The bit of a sort in a set of sorts. */
const bitOf = (sort: Sort): number => 1 << indexOf(sort);
export const bitsOf = (sorts: Iterable<Sort>): number =>
  Array.from(sorts, bitOf).reduce((bits, bit) => bits | bit, 0);
/** The bit of the sort that the value of this number is of. */
export const sortBitOf = (value: number): number => 1 << (value % ROOM);

/** How many values had a number before this one got its. */
export const orderOf = (value: number): number => Math.floor(value / ROOM);

/** What is compared of a record: numbers of values. */
export type RecordValues = {
  /** Of its data, in their order. */
  readonly data: readonly number[];
  readonly references: readonly number[];
  /** Of its names in the spelling that is compared. */
  readonly keys: readonly number[];
  /** The first number that no value before this record had. */
  readonly firstNew: number;
};

export class ValueNumbers {
  readonly #strings = new StringNumbers();
  /** For each value in the order of numbers, the place in which it was last counted. */
  readonly #countedIn = new PagedList<number>();

  valuesOf({ data, references, keys }: PersonRecord): RecordValues {
    const firstNew = this.#strings.count * ROOM;
    return {
      data: data.map(({ kind, value }) => this.#numberOf(indexOf(kind), value)),
      references: references.map((value) => this.#numberOf(REFERENCE, value)),
      keys: keys.map((key) => this.#numberOf(NAME, key)),
      firstNew,
    };
  }

  /** The first number that nothing has yet. */
  get next(): number {
    return this.#strings.count * ROOM;
  }

  /** Whether it is asked about this value for the first time since it was asked about another place. */
  isFirstIn(place: number, value: number): boolean {
    const at = orderOf(value);
    if (this.#countedIn.get(at) === place) return false;
    this.#countedIn.set(at, place);
    return true;
  }

  /** The same value of the same sort has the same number. Rising, so that a new one is known by its size. */
  #numberOf(sort: number, value: string): number {
    return this.#strings.numberOf(sort, value) * ROOM + sort;
  }
}
