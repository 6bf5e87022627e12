// Distinct persons among many records: another spelling, another line or another file is still the same person, and two
// of one name with different dates of birth are two. find-personal-data.ts adds every record of a mail.

import type { PersonalKind } from '../facts.ts';
import type { PersonRecord } from './record.ts';
import { IDENTIFIERS } from './values.ts';

/** What belongs to one person only; a phone or an address is shared by a family. */
const OWN: ReadonlySet<string> = new Set<PersonalKind>(['email', ...IDENTIFIERS]);
/** What tells two persons of one name apart, and shows that two records are about one. */
const TELLING: ReadonlySet<string> = new Set<PersonalKind>([
  'birth-date',
  'phone',
  'address',
  'email',
  ...IDENTIFIERS,
]);
/** One person has one of it: another value is another person, whatever else agrees. */
const UNIQUE: ReadonlySet<string> = new Set<PersonalKind>([
  'birth-date',
  'my-number',
  'ssn',
  'nino',
  'pension',
]);

/** Of one name so many persons are told apart; whoever comes after them is somebody new. */
const MAX_NAMESAKES = 64;

type Trait = { readonly sort: string; readonly value: string };
type Script = 'kanji' | 'kana' | 'latin';

/** What is known about one person so far. */
class Person {
  readonly #traits = new Map<string, Set<string>>();
  readonly #scripts = new Set<Script>();

  /** They share something, or nothing speaks against it. */
  mayBe(traits: readonly Trait[]): boolean {
    let shares = false;
    let differs = false;
    for (const { sort, value } of traits) {
      const known = this.#traits.get(sort);
      if (known === undefined) continue;
      if (known.has(value)) shares = true;
      else if (UNIQUE.has(sort)) return false;
      else differs = true;
    }
    return shares || !differs;
  }

  isNamedIn(scripts: readonly Script[]): boolean {
    return scripts.some((script) => this.#scripts.has(script));
  }

  learn(traits: readonly Trait[], scripts: readonly Script[]): void {
    for (const script of scripts) this.#scripts.add(script);
    for (const { sort, value } of traits) {
      const values = this.#traits.get(sort);
      if (values === undefined) this.#traits.set(sort, new Set([value]));
      else values.add(value);
    }
  }
}

const scriptOf = (key: string): Script =>
  /[a-z]/.test(key) ? 'latin' : /^[ぁ-ゖー]+$/.test(key) ? 'kana' : 'kanji';

const traitsOf = ({ data, references }: PersonRecord): Trait[] => [
  ...data.filter(({ kind }) => TELLING.has(kind)).map(({ kind, value }) => ({ sort: kind, value })),
  ...references.map((value) => ({ sort: 'reference', value })),
];

const ownKey = ({ sort, value }: Trait): string => `${sort} ${value}`;

export class Persons {
  readonly #byName = new Map<string, Person[]>();
  readonly #byOwnValue = new Map<string, Person>();
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(record: PersonRecord): void {
    const { keys } = record;
    const traits = traitsOf(record);
    let person = this.#findNamesake(keys, traits) ?? this.#findOwner(keys, traits);
    if (person === undefined) {
      person = new Person();
      this.#count++;
    }
    person.learn(traits, keys.map(scriptOf));
    this.#index(person, keys, traits);
  }

  #index(person: Person, keys: readonly string[], traits: readonly Trait[]): void {
    for (const key of keys) {
      const namesakes = this.#byName.get(key);
      if (namesakes === undefined) this.#byName.set(key, [person]);
      else if (namesakes.length < MAX_NAMESAKES && !namesakes.includes(person)) namesakes.push(person);
    }
    for (const trait of traits) if (OWN.has(trait.sort)) this.#byOwnValue.set(ownKey(trait), person);
  }

  #findNamesake(keys: readonly string[], traits: readonly Trait[]): Person | undefined {
    for (const key of keys) {
      const namesake = this.#byName.get(key)?.find((person) => person.mayBe(traits));
      if (namesake !== undefined) return namesake;
    }
    return undefined;
  }

  /** Who has this mail address or number, unless another name in the same script belongs to it. */
  #findOwner(keys: readonly string[], traits: readonly Trait[]): Person | undefined {
    const scripts = keys.map(scriptOf);
    return traits
      .filter(({ sort }) => OWN.has(sort))
      .map((trait) => this.#byOwnValue.get(ownKey(trait)))
      .find((person) => person !== undefined && !person.isNamedIn(scripts));
  }
}
