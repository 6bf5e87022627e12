// What is shown of found personal data: masked values, so that a reviewer recognises them and nobody learns them.

import type { PersonalEvidence, PersonalKind, PersonalPlace } from '../facts.ts';
import type { Datum, PersonRecord } from './record.ts';

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

/** A record and where in a file it stands. */
export type Placed = { readonly section: string; readonly record: PersonRecord };

type PlacedDatum = { readonly section: string; readonly datum: Datum };

const placeOf = ({ section, datum }: PlacedDatum): string =>
  section === '' ? `line ${datum.line}` : `${section} line ${datum.line}`;

/** One value of every kind in every section, the most telling kinds first, sections in turn. */
function choose(data: readonly PlacedDatum[]): PlacedDatum[] {
  const firsts = new Map<string, PlacedDatum>();
  for (const placed of data) {
    const key = `${placed.section}\t${placed.datum.kind}`;
    if (!firsts.has(key)) firsts.set(key, placed);
  }
  const turn = new Map<string, number>();
  return [...firsts.values()]
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

/** The place `where` with its counts: distinct values of every kind, and `persons` as counted by the caller. */
export function placeFrom(where: string, persons: number, records: readonly Placed[]): PersonalPlace {
  const data = records.flatMap(({ section, record }) => record.data.map((datum) => ({ section, datum })));
  const values = new Map<PersonalKind, Set<string>>();
  for (const { datum } of data) {
    const known = values.get(datum.kind);
    if (known === undefined) values.set(datum.kind, new Set([datum.value]));
    else known.add(datum.value);
  }
  return {
    where,
    persons,
    kinds: ORDER.flatMap((kind) => {
      const count = values.get(kind)?.size ?? 0;
      return count === 0 ? [] : [{ kind, count }];
    }),
    evidence: choose(data).map(
      (placed): PersonalEvidence => ({
        at: placeOf(placed),
        kind: placed.datum.kind,
        masked: mask(placed.datum.kind, placed.datum.shown),
      }),
    ),
  };
}
