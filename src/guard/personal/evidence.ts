// What is shown of found personal data: masked values, so that a reviewer recognises them and nobody learns them.

import type { PersonalEvidence, PersonalKind, PersonalPlace } from '../facts.ts';
import type { Datum, PersonRecord } from './record.ts';
import { type RecordValues, sortBitOf, type ValueNumbers } from './record-values.ts';

const MAX_EVIDENCE = 5;

/** What a reviewer should see first. */
const ORDER: readonly PersonalKind[] = [
  'my-number',
  'credit-card',
  'medical',
  'health-insurance',
  'name',
  'driving-licence',
  'passport',
  'residence-card',
  'pension',
  'ssn',
  'nino',
  'bank-account',
  'salary',
  'grade',
  'birth-date',
  'address',
  'phone',
  'email',
];

const stars = (text: string): string => '*'.repeat(Math.min(8, [...text].length));

/** The first letter of every word: `山* 太*`, `J*** R**`. */
const maskWords = (text: string): string =>
  text
    .split(/\s+/)
    .map((word) => [...word].slice(0, 1).join('') + stars([...word].slice(1).join('')))
    .join(' ');

/** Every digit but the first three and the last two: `090-****-**12`. */
function maskDigits(text: string): string {
  const total = text.replace(/\D/g, '').length;
  let seen = 0;
  return text.replace(/\d/g, (digit) => {
    seen++;
    return seen <= Math.min(3, total - 5) || seen > total - 2 ? digit : '*';
  });
}

function maskMailAddress(text: string): string {
  const at = text.indexOf('@');
  return `${text.slice(0, 1)}***${at < 0 ? '' : text.slice(at)}`;
}

/** `kind` decides what may stay: enough to find the place again, not enough to use the value. */
export function mask(kind: PersonalKind, shown: string): string {
  const text = shown.slice(0, 60);
  if (kind === 'email') return maskMailAddress(text);
  if (kind === 'name') return maskWords(text);
  if (kind === 'address') return `${[...text].slice(0, 6).join('')}****`;
  if (kind === 'medical' || kind === 'grade' || kind === 'salary')
    return `${[...text].slice(0, 1).join('')}***`;
  return /\d{3}/.test(text) ? maskDigits(text) : `${text.slice(0, 2)}****`;
}

type PlacedDatum = { readonly section: string; readonly datum: Datum };

const placeOf = ({ section, datum }: PlacedDatum): string =>
  section === '' ? `line ${datum.line}` : `${section} line ${datum.line}`;

/** The most telling kinds first, sections in turn. */
function choose(firsts: readonly PlacedDatum[]): PlacedDatum[] {
  const turn = new Map<string, number>();
  return [...firsts]
    .sort((a, b) => ORDER.indexOf(a.datum.kind) - ORDER.indexOf(b.datum.kind))
    .map((placed) => {
      const round = turn.get(placed.section) ?? 0;
      turn.set(placed.section, round + 1);
      return { placed, round };
    })
    .sort((a, b) => a.round - b.round)
    .slice(0, MAX_EVIDENCE)
    .map(({ placed }) => placed);
}

/** What the records of one place come to: distinct values of every kind, and one value of each to be shown. */
export class Evidence {
  readonly #counts = new Map<PersonalKind, number>();
  /** One value of every kind in every section. */
  readonly #firsts: PlacedDatum[] = [];
  /** Bits of the kinds that a section has one of. */
  readonly #kinds = new Map<string, number>();

  readonly #numbers: ValueNumbers;
  readonly #place: number;

  /** `place`: a number of its own for each place of a mail, all of which share `numbers`; one after the other. */
  constructor(numbers: ValueNumbers, place: number) {
    this.#numbers = numbers;
    this.#place = place;
  }

  /** `values` are those of the record. */
  add(section: string, { data }: PersonRecord, values: RecordValues): void {
    const before = this.#kinds.get(section) ?? 0;
    let kinds = before;
    for (let index = 0; index < data.length; index++) {
      const datum = data[index];
      const value = values.data[index];
      if (datum === undefined || value === undefined) continue;
      if ((kinds & sortBitOf(value)) === 0) this.#firsts.push({ section, datum });
      kinds |= sortBitOf(value);
      if (this.#numbers.isFirstIn(this.#place, value))
        this.#counts.set(datum.kind, (this.#counts.get(datum.kind) ?? 0) + 1);
    }
    if (kinds !== before) this.#kinds.set(section, kinds);
  }

  /** The place `where`, with as many persons as the caller counted. */
  placeOf(where: string, persons: number): PersonalPlace {
    return {
      where,
      persons,
      kinds: ORDER.flatMap((kind) => {
        const count = this.#counts.get(kind) ?? 0;
        return count === 0 ? [] : [{ kind, count }];
      }),
      evidence: choose(this.#firsts).map(
        (placed): PersonalEvidence => ({
          at: placeOf(placed),
          kind: placed.datum.kind,
          masked: mask(placed.datum.kind, placed.datum.shown),
        }),
      ),
    };
  }
}
