// Where in a line something stands that belongs to a person: phone, address, mail address, date, number, illness.
// Says only what it looks like; whether it counts is decided by listing.ts.

import type { PersonalKind } from '../facts.ts';
import { findAddresses } from './addresses.ts';
import { findDates } from './dates.ts';
import { matchesOf } from './matches.ts';
import { medicalWords } from './medical-words.ts';
import { findNumbers } from './numbers.ts';
import { findPhones } from './phones.ts';

/** `date`, `postal` and `age` tell something about a record without being a kind of personal data by themselves. */
export type SpanKind = PersonalKind | 'date' | 'postal' | 'age';

export type Span = {
  readonly kind: SpanKind;
  readonly start: number;
  readonly end: number;
  /** One spelling of the value, for comparing: digits of a phone, ISO date, mail address in lower case. */
  readonly value: string;
};

const IN_LOCAL_PART = /[A-Za-z0-9._%+'-]/;
const MAX_LOCAL_PART = 64;
const DOMAIN_START = /^[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,8}\.[A-Za-z][A-Za-z0-9-]{0,62}/;

/** Where the local-part that ends before `at` begins. */
function startOfLocalPart(line: string, at: number): number {
  let start = at;
  while (start > 0 && at - start < MAX_LOCAL_PART && IN_LOCAL_PART.test(line.charAt(start - 1))) start--;
  return start;
}

export function findMailAddresses(line: string): Span[] {
  const spans: Span[] = [];
  for (let at = line.indexOf('@'); at >= 0; at = line.indexOf('@', at + 1)) {
    const start = startOfLocalPart(line, at);
    const domain = start === at ? undefined : DOMAIN_START.exec(line.slice(at + 1, at + 256))?.[0];
    if (domain === undefined) continue;
    const end = at + 1 + domain.length;
    spans.push({ kind: 'email', start, end, value: line.slice(start, end).toLowerCase().replace(/^'+/, '') });
  }
  return spans;
}

const BORN_BEFORE = /(生年月日|誕生日|生まれ|DOB|D\.O\.B\.?|date of birth|born|birthday)[\s:(]{0,4}(on )?$/i;
const BORN_AFTER = /^\s?(生まれ|生|うまれ)/;

function findDateSpans(line: string): Span[] {
  return findDates(line).map(({ start, end, iso }) => {
    const born =
      BORN_BEFORE.test(line.slice(Math.max(0, start - 20), start)) ||
      BORN_AFTER.test(line.slice(end, end + 4));
    return { kind: born ? 'birth-date' : 'date', start, end, value: iso };
  });
}

const WORDS: readonly (readonly [SpanKind, RegExp])[] = [
  ['medical', medicalWords()],
  [
    'grade',
    /(?:国語|算数|数学|英語|理科|社会|物理|化学|世界史|日本史|内申|評定|偏差値)\s?[:=]?\s?\d{1,3}(?!\d)/g,
  ],
  [
    'salary',
    /(?:基本給|月給|月収|年収|給与|給料|賞与|年俸|日給|時給|支給額|手取り)[はが:]?\s?[\d,]{3,12}\s?(?:円|万)?/g,
  ],
  ['age', /(?<![\d.])\d{1,3}\s?(?:歳|才)|\b(?:aged?|age:?) \d{1,3}\b/g],
  ['bank-account', /(?:普通|当座|貯蓄)(?:預金)?\s?(?:口座)?(?:番号)?\s?(?:No\.?)?\s?:?\s?\d{6,8}(?!\d)/g],
];
/** One look at a line instead of five. */
const ANY_WORD = new RegExp(WORDS.map(([, { source }]) => source).join('|'), 'i');

function findWords(line: string): Span[] {
  if (!ANY_WORD.test(line)) return [];
  return WORDS.flatMap(([kind, pattern]) =>
    matchesOf(line, pattern).map((match) => ({
      kind,
      start: match.index,
      end: match.index + match[0].length,
      value: kind === 'bank-account' ? match[0].replace(/\D/g, '') : match[0],
    })),
  );
}

/** Without one of these there is nothing in a line but words. */
const HAS_DATUM = /[\d@市区郡町村]/;

/** Whether a normalised line may hold a span; of nearly every other one it is known at once that it does not. */
export const mayHoldSpan = (line: string): boolean => HAS_DATUM.test(line) || ANY_WORD.test(line);

/** All spans of a normalised line in order, none over another. */
export function findSpans(line: string): readonly Span[] {
  if (!HAS_DATUM.test(line)) {
    const words = findWords(line);
    return words.length < 2 ? words : withoutOverlaps(words);
  }
  const all = [
    ...findMailAddresses(line),
    ...findPhones(line),
    ...findDateSpans(line),
    ...findNumbers(line),
    ...findAddresses(line),
    ...findWords(line),
  ];
  return all.length < 2 ? all : withoutOverlaps(all);
}

/** Where two overlap, the one that begins first stays, of those the longer one. */
function withoutOverlaps(spans: Span[]): readonly Span[] {
  const all = spans.sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: Span[] = [];
  let end = 0;
  for (const span of all) {
    if (span.start < end) continue;
    kept.push(span);
    end = span.end;
  }
  return kept;
}
