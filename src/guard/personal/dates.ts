// Calendar dates as people write dates of birth: Western and Japanese eras, packed digits, month names.

import { matchesOf } from './matches.ts';

type FoundDate = { readonly start: number; readonly end: number; readonly iso: string };

/** First year of each era, minus one. */
const ERAS: Readonly<Record<string, number>> = {
  明治: 1867,
  明: 1867,
  M: 1867,
  大正: 1911,
  大: 1911,
  T: 1911,
  昭和: 1925,
  昭: 1925,
  S: 1925,
  平成: 1988,
  平: 1988,
  H: 1988,
  令和: 2018,
  令: 2018,
  R: 2018,
};

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

const ERA_DATE =
  /(明治|大正|昭和|平成|令和|[明大昭平令]|(?<![A-Za-z0-9])[MTSHR])\s?(元|\d{1,2})\s?(年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日|[./-](\d{1,2})[./-](\d{1,2}))(?!\d)/g;
const YEAR_FIRST = /(?<!\d)((?:18|19|20)\d\d)\s?(年|[./-])\s?(\d{1,2})\s?(月|[./-])\s?(\d{1,2})(?!\d)日?/g;
const YEAR_LAST = /(?<![\d/])(\d{1,2})[./-](\d{1,2})[./-]((?:18|19|20)\d\d)(?!\d)/g;
const WITH_MONTH_NAME =
  /(?<![\dA-Za-z])(?:(\d{1,2})(?:st|nd|rd|th)?[ -]?)?(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?[ -]?(?:(\d{1,2})(?:st|nd|rd|th)?,? )?((?:19|20)\d\d)(?!\d)/gi;

function toIso(year: number, month: number, day: number): string | null {
  if (month < 1 || month > 12 || day < 1 || day > 31 || year < 1868 || year > 2100) return null;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** `1960-07-15` from `07/15/1960` and from `15/07/1960`; day first when both are possible and month first is not. */
function fromYearLast(first: number, second: number, year: number): string | null {
  return first > 12 ? toIso(year, second, first) : toIso(year, first, second);
}

/** Each look costs: a line without a year of four digits or the sign of an era has no date. */
const HAS_YEAR = /(?:18|19|20)\d\d/;
const HAS_ERA = /[明大昭平令]|(?<![A-Za-z0-9])[MTSHR]\s?[\d元]/;
const HAS_MONTH_NAME = /jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec/i;

/** All dates in a line, in order. */
export function findDates(line: string): readonly FoundDate[] {
  const found: FoundDate[] = [];
  const add = (match: RegExpMatchArray, iso: string | null) => {
    const start = match.index ?? 0;
    if (iso !== null) found.push({ start, end: start + match[0].length, iso });
  };
  if (HAS_ERA.test(line))
    for (const match of matchesOf(line, ERA_DATE)) {
      const year = (ERAS[match[1] ?? ''] ?? 0) + (match[2] === '元' ? 1 : Number(match[2]));
      add(match, toIso(year, Number(match[4] ?? match[6]), Number(match[5] ?? match[7])));
    }
  if (!HAS_YEAR.test(line)) return found;
  for (const match of matchesOf(line, YEAR_FIRST))
    add(match, toIso(Number(match[1]), Number(match[3]), Number(match[5])));
  for (const match of matchesOf(line, YEAR_LAST))
    add(match, fromYearLast(Number(match[1]), Number(match[2]), Number(match[3])));
  if (HAS_MONTH_NAME.test(line))
    for (const match of matchesOf(line, WITH_MONTH_NAME)) {
      const month = MONTHS.indexOf((match[2] ?? '').toLowerCase()) + 1;
      add(match, toIso(Number(match[4]), month, Number(match[1] ?? match[3] ?? 0)));
    }
  return found.sort((a, b) => a.start - b.start);
}

/** `19960104` → `1996-01-04`, `3240702` (era digit of claims: 1 M, 2 T, 3 S, 4 H, 5 R) → `1949-07-02`; else null. */
export function parsePackedDate(digits: string): string | null {
  const western = /^((?:18|19|20)\d\d)(\d\d)(\d\d)$/.exec(digits);
  if (western !== null) return toIso(Number(western[1]), Number(western[2]), Number(western[3]));
  const era = /^([1-5])(\d\d)(\d\d)(\d\d)$/.exec(digits);
  if (era === null) return null;
  const base = [1867, 1911, 1925, 1988, 2018][Number(era[1]) - 1] ?? 0;
  return toIso(base + Number(era[2]), Number(era[3]), Number(era[4]));
}

/** `1990/1/2`, `1990-01-02`, and nothing around it. */
const ONLY_YEAR_FIRST = /^(?:18|19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}$/;
const YEAR_LENGTH = 4;

function isoOfYearFirst(date: string): string | null {
  const isLong = /\d/.test(date.charAt(YEAR_LENGTH + 2));
  const month = date.slice(YEAR_LENGTH + 1, YEAR_LENGTH + (isLong ? 3 : 2));
  const day = date.slice(YEAR_LENGTH + (isLong ? 4 : 3));
  return toIso(Number(date.slice(0, YEAR_LENGTH)), Number(month), Number(day));
}

/** What stands under 生年月日: any date, packed digits, or month and day alone (`4月18日`). Null when it is none. */
export function parseBirthDate(cell: string): string | null {
  if (ONLY_YEAR_FIRST.test(cell)) return isoOfYearFirst(cell);
  const [date] = findDates(cell);
  if (date !== undefined) return date.iso;
  const packed = /^\d{7,8}$/.test(cell) ? parsePackedDate(cell) : null;
  if (packed !== null) return packed;
  const era = /^([MTSHR])(\d\d)(\d\d)(\d\d)$/i.exec(cell);
  if (era !== null)
    return toIso((ERAS[(era[1] ?? '').toUpperCase()] ?? 0) + Number(era[2]), Number(era[3]), Number(era[4]));
  const short = /^(\d{1,2})(?:月|[/-])(\d{1,2})日?$/.exec(cell);
  if (short === null || Number(short[1]) > 12 || Number(short[2]) > 31) return null;
  return `--${short[1]?.padStart(2, '0')}-${short[2]?.padStart(2, '0')}`;
}

/** Dates of birth lie decades apart and in the past; dates of a business do not. Null is no date. */
export function lieLikeBirthDates(dates: readonly (string | null)[]): boolean {
  const known = dates.filter((iso) => iso !== null).map((iso) => Number(iso.slice(0, 4)));
  if (known.length < dates.length * 0.8 || known.length < 3) return false;
  return Math.max(...known) - Math.min(...known) >= 15 && Math.max(...known) <= 2025;
}
