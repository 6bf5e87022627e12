// Distinct persons among many records: another spelling, another line or another file is still the same person, and two
// of one name with different dates of birth are two. find-personal-data.ts adds every record of a mail.

import type { PersonRecord } from './record.ts';
import { bitsOf, type RecordValues, type Sort, sortBitOf } from './record-values.ts';
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
type Told = {
  readonly keys: readonly string[];
  /** Bits of the scripts of the keys. */
  readonly scripts: number;
  /** Numbers of the values that tell persons apart. */
  readonly traits: readonly number[];
  /** Bits of their sorts. */
  readonly sorts: number;
  /** Whether any of them stood in a record before. */
  readonly isKnown: boolean;
};

/** What is known about one person so far. */
class Person {
  #traits: number[] | Set<number> = [];
  #sorts = 0;
  #scripts = 0;

  /** They share something, or nothing speaks against it. */
  mayBe({ traits, sorts, isKnown }: Told): boolean {
    if ((this.#sorts & sorts) === 0) return true;
    return isKnown && this.#shares(traits);
  }

  #shares(traits: readonly number[]): boolean {
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

function toldBy({ keys }: PersonRecord, { data, references, firstNew }: RecordValues): Told {
  const traits = [...data.filter((value) => (sortBitOf(value) & TELLING) !== 0), ...references];
  return {
    keys,
    scripts: keys.reduce((bits, key) => bits | scriptOf(key), 0),
    traits,
    sorts: traits.reduce((bits, trait) => bits | sortBitOf(trait), 0),
    isKnown: traits.some((trait) => trait < firstNew),
  };
}

export class Persons {
  readonly #byName = new Map<string, Person[]>();
  readonly #byOwnValue = new Map<number, Person>();
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** `values` are those of the record. */
  add(record: PersonRecord, values: RecordValues): void {
    const told = toldBy(record, values);
    let person = this.#findNamesake(told) ?? this.#findOwner(told);
    if (person === undefined) {
      person = new Person();
      this.#count++;
    }
    person.learn(told);
    this.#index(person, told);
  }

  #index(person: Person, { keys, traits }: Told): void {
    for (const key of keys) {
      const namesakes = this.#byName.get(key);
      if (namesakes === undefined) this.#byName.set(key, [person]);
      else if (namesakes.length < MAX_NAMESAKES && !namesakes.includes(person)) namesakes.push(person);
    }
    for (const trait of traits) if ((sortBitOf(trait) & OWN) !== 0) this.#byOwnValue.set(trait, person);
  }

  #findNamesake(told: Told): Person | undefined {
    for (const key of told.keys) {
      const namesake = this.#byName.get(key)?.find((person) => person.mayBe(told));
      if (namesake !== undefined) return namesake;
    }
    return undefined;
  }

  /** Who has this mail address or number, unless another name in the same script belongs to it. */
  #findOwner({ traits, scripts, isKnown }: Told): Person | undefined {
    if (!isKnown) return undefined;
    for (const trait of traits) {
      const person = (sortBitOf(trait) & OWN) === 0 ? undefined : this.#byOwnValue.get(trait);
      if (person !== undefined && !person.isNamedIn(scripts)) return person;
    }
    return undefined;
  }
}
