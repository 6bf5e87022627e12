// Distinct persons among many records: another spelling, another line or another file is still the same person, and two
// of one name with different dates of birth are two. find-personal-data.ts adds every record of a mail.

import { PagedList } from './paged-list.ts';
import type { PersonRecord } from './record.ts';
import { bitsOf, orderOf, type RecordValues, type Sort, sortBitOf } from './record-values.ts';
import { IDENTIFIERS } from './values.ts';

/** What belongs to one person only; a phone or an address is shared by a family. */
const OWN = bitsOf(['email', ...IDENTIFIERS]);
/** What tells two persons of one name apart, and shows that two records are about one. */
const TELLING = bitsOf(['birth-date', 'phone', 'address', 'email', 'reference', ...IDENTIFIERS]);
/** One person has one of it: another value is another person, whatever else agrees. */
const UNIQUE = bitsOf(['birth-date', 'my-number', 'ssn', 'nino', 'pension'] satisfies Sort[]);

/** Of one name so many persons are told apart; whoever comes after them is somebody new. */
const MAX_NAMESAKES = 64;
/** So many values are looked through one by one. */
const FEW = 16;

/** Scripts of names, as bits. */
const LATIN = 1;
const KANA = 2;
const KANJI = 4;

/** What a record says of the person it is about. */
export type Told = {
  /** Numbers of its names. */
  readonly keys: readonly number[];
  /** Bits of the scripts of the keys. */
  readonly scripts: number;
  /** Numbers of the values that tell persons apart. */
  readonly traits: readonly number[];
  /** Bits of their sorts. */
  readonly sorts: number;
  /** From this number on no record before had the value. */
  readonly firstNew: number;
};

/** What is known about one person so far. */
class Person {
  #traits: number[] | Set<number> = [];
  #sorts = 0;
  #scripts = 0;

  /** Bits of the sorts of values that are known. */
  get sorts(): number {
    return this.#sorts;
  }

  /** They share something, or nothing speaks against it. */
  mayBe({ traits, sorts }: Told): boolean {
    if ((this.#sorts & sorts) === 0) return true;
    let shares = false;
    for (const trait of traits) {
      const sort = sortBitOf(trait);
      if ((this.#sorts & sort) === 0) continue;
      if (this.#has(trait)) shares = true;
      else if ((sort & UNIQUE) !== 0) return false;
    }
    return shares;
  }

  #has(trait: number): boolean {
    return this.#traits instanceof Set ? this.#traits.has(trait) : this.#traits.includes(trait);
  }

  isNamedIn(scripts: number): boolean {
    return (this.#scripts & scripts) !== 0;
  }

  learn({ traits, sorts, scripts }: Told): void {
    this.#scripts |= scripts;
    this.#sorts |= sorts;
    for (const trait of traits) this.#learnTrait(trait);
  }

  #learnTrait(trait: number): void {
    if (this.#traits instanceof Set) this.#traits.add(trait);
    else if (!this.#traits.includes(trait)) {
      this.#traits.push(trait);
      if (this.#traits.length > FEW) this.#traits = new Set(this.#traits);
    }
  }
}

const scriptOf = (key: string): number =>
  /[a-z]/.test(key) ? LATIN : /^[ぁ-ゖー]+$/.test(key) ? KANA : KANJI;

/** `values` are those of the record. */
export function toldBy(
  { keys: names }: PersonRecord,
  { data, references, keys, firstNew }: RecordValues,
): Told {
  const traits = data.filter((value) => (sortBitOf(value) & TELLING) !== 0);
  traits.push(...references);
  return {
    keys,
    scripts: names.reduce((bits, key) => bits | scriptOf(key), 0),
    traits,
    sorts: traits.reduce((bits, trait) => bits | sortBitOf(trait), 0),
    firstNew,
  };
}

/** Who has one name, at most MAX_NAMESAKES, and the bits of what is known of each of them. */
type Namesakes = { readonly persons: Person[]; common: number };

/** Who has one value, the last to be told of at the end; of more than MAX_NAMESAKES only that one is right. */
type Holders = Person | Person[];

const lastOf = (holders: Holders | undefined): Person | undefined =>
  Array.isArray(holders) ? holders.at(-1) : holders;

/** By numbers of values: from `first` on in a list, since they rise; those before it are few or come from other places. */
class ByNumber<T> {
  readonly #first: number;
  readonly #rising = new PagedList<T>();
  readonly #before = new Map<number, T>();

  constructor(first: number) {
    this.#first = orderOf(first);
  }

  get(number: number): T | undefined {
    const at = orderOf(number) - this.#first;
    return at < 0 ? this.#before.get(number) : this.#rising.get(at);
  }

  set(number: number, value: T): void {
    const at = orderOf(number) - this.#first;
    if (at < 0) this.#before.set(number, value);
    else this.#rising.set(at, value);
  }
}

export class Persons {
  readonly #byName: ByNumber<Namesakes>;
  readonly #byValue: ByNumber<Holders>;
  #count = 0;

  /** `firstNew`: the first number that no value has yet. */
  constructor(firstNew: number) {
    this.#byName = new ByNumber(firstNew);
    this.#byValue = new ByNumber(firstNew);
  }

  get count(): number {
    return this.#count;
  }

  add(told: Told): void {
    const known = this.#findNamesake(told) ?? this.#findOwner(told);
    const person = known ?? new Person();
    if (known === undefined) this.#count++;
    person.learn(told);
    for (const key of told.keys) this.#name(key, person, known === undefined);
    for (const trait of told.traits) this.#hold(trait, person);
  }

  #name(key: number, person: Person, isNew: boolean): void {
    const namesakes = this.#byName.get(key);
    if (namesakes === undefined) {
      this.#byName.set(key, { persons: [person], common: person.sorts });
      return;
    }
    const { persons } = namesakes;
    if (persons.length >= MAX_NAMESAKES || (!isNew && persons.includes(person))) return;
    persons.push(person);
    namesakes.common &= person.sorts;
  }

  #hold(trait: number, person: Person): void {
    const holders = this.#byValue.get(trait);
    if (holders === undefined) this.#byValue.set(trait, person);
    else if (!Array.isArray(holders)) {
      if (holders !== person) this.#byValue.set(trait, [holders, person]);
    } else if (holders.length > MAX_NAMESAKES) holders[holders.length - 1] = person;
    else {
      const at = holders.indexOf(person);
      if (at >= 0) holders.splice(at, 1);
      holders.push(person);
    }
  }

  #findNamesake(told: Told): Person | undefined {
    for (const key of told.keys) {
      const namesakes = this.#byName.get(key);
      const namesake = namesakes === undefined ? undefined : this.#findAmong(namesakes, told);
      if (namesake !== undefined) return namesake;
    }
    return undefined;
  }

  /** The first who may be meant. Where each is known by something that is told as well, it must be one with such a value. */
  #findAmong({ persons, common }: Namesakes, told: Told): Person | undefined {
    if ((common & told.sorts) === 0) return persons.find((person) => person.mayBe(told));
    let first = persons.length;
    for (const trait of told.traits) {
      const holders = trait < told.firstNew ? this.#byValue.get(trait) : undefined;
      if (holders === undefined) continue;
      const some = Array.isArray(holders) ? holders : [holders];
      if (some.length > MAX_NAMESAKES) return persons.find((person) => person.mayBe(told));
      for (const holder of some) {
        const at = persons.indexOf(holder);
        if (at >= 0 && at < first && holder.mayBe(told)) first = at;
      }
    }
    return persons[first];
  }

  /** Who has this mail address or number, unless another name in the same script belongs to it. */
  #findOwner({ traits, scripts, firstNew }: Told): Person | undefined {
    for (const trait of traits) {
      if (trait >= firstNew || (sortBitOf(trait) & OWN) === 0) continue;
      const person = lastOf(this.#byValue.get(trait));
      if (person !== undefined && !person.isNamedIn(scripts)) return person;
    }
    return undefined;
  }
}
