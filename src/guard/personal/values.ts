// Whether what stands under a label or header is such a value, and its one spelling for comparing. A blank field, a
// dash, 「なし」 or a number with a wrong check digit is no datum. Asked by record.ts for every labelled value.

import type { PersonalKind } from '../facts.ts';
import { addressKey, isAddressLike } from './addresses.ts';
import { isCardNumber, isIban, isMyNumber, isNino, isSsn } from './check-digits.ts';
import { parseBirthDate } from './dates.ts';
import { parsePhone } from './phones.ts';

/** The value in one spelling, or null when it is none of this kind. */
type Parse = (text: string) => string | null;

const NOTHING =
  /^(?:[-ー―—–/~*.×xX〇○◯□_\s]*|なし|無し?|無|特に?なし|該当なし|未記入|未定|不明|n\/?a|none|null|nil|-|tbd)$/i;

/** The longest word for nothing. */
const MAX_WORD = 4;
/** A digit, a letter before x, a kanji: with one of these only a word for nothing begins. */
const BEGINS_SOMETHING = /^[0-9a-wA-W\u4e00-\u9fff]/;

export const isNothing = (text: string): boolean =>
  !(text.length > MAX_WORD && BEGINS_SOMETHING.test(text)) && NOTHING.test(text);

const compact = (text: string): string =>
  /^[\dA-Z]*$/.test(text) ? text : text.replace(/[\s-]/g, '').toUpperCase();

const matching =
  (pattern: RegExp): Parse =>
  (text) => {
    const value = compact(text);
    return pattern.test(value) ? value : null;
  };

/** A run of digits with its groups, when more stands around it: `4242 4242 4242 4242 exp 11/26`. */
const GROUPED_DIGITS = /\d(?:[ -]?\d){7,18}/;

const digitsThat =
  (accept: (digits: string) => boolean): Parse =>
  (text) => {
    if (text.length > 80) return null;
    const whole = compact(text);
    if (accept(whole)) return whole;
    const run = compact(GROUPED_DIGITS.exec(text)?.[0] ?? '');
    return accept(run) ? run : null;
  };

const MAIL_ADDRESS =
  /([A-Za-z0-9._%+'-]{1,64})@([A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,8}\.[A-Za-z][A-Za-z0-9-]{1,62})/;

/** The same with nothing around it, as it is compared. */
const ONLY_MAIL_ADDRESS =
  /^[a-z0-9._%+'-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,8}\.[a-z][a-z0-9-]{1,62}$/;

function parseMailAddress(text: string): string | null {
  if (ONLY_MAIL_ADDRESS.test(text)) return text;
  const match = text.length > 400 ? null : MAIL_ADDRESS.exec(text);
  return match === null ? null : match[0].toLowerCase();
}

const SEVERAL = /[/,、]|\s{2,}/;

/** Spreadsheets lose the leading 0 of numbers: under a label, 9 or 10 digits without it are a phone too. */
function parseLabelledPhone(text: string): string | null {
  if (text.length > 60) return null;
  const first = SEVERAL.test(text) ? (text.split(SEVERAL)[0] ?? text) : text;
  const phone = parsePhone(first);
  if (phone !== null || /\D/.test(first.replace(/[\s().-]/g, ''))) return phone;
  const digits = first.replace(/\D/g, '');
  return /^[1-9]\d{8,9}$/.test(digits) ? parsePhone(`0${digits}`) : null;
}

function parseAddress(text: string): string | null {
  return text.length <= 120 && isAddressLike(text) ? addressKey(text) : null;
}

function parseAccount(text: string): string | null {
  const value = compact(text);
  if (isIban(value)) return value;
  const digits = text.replace(/\D/g, '');
  return digits.length >= 4 && digits.length <= 34 && text.length <= 80 ? digits : null;
}

const parseNumber: Parse = (text) =>
  /^[^\d]{0,6}\d[\d,.]*\s?(?:円|万円?|千円|ドル|USD|GBP|EUR|JPY|k)?$/i.test(text)
    ? text.replace(/[^\d.]/g, '')
    : null;

const parseGrade: Parse = (text) => (text.length <= 12 && !isNothing(text) ? text : null);

const parseMedical: Parse = (text) => (text.length <= 200 && !isNothing(text) ? text : null);

const PARSERS: Readonly<Record<Exclude<PersonalKind, 'name'>, Parse>> = {
  address: parseAddress,
  phone: parseLabelledPhone,
  email: parseMailAddress,
  'birth-date': parseBirthDate,
  'my-number': digitsThat(isMyNumber),
  'health-insurance': matching(/^[\dA-Z・]{1,4}\d[\d・]{0,14}$/),
  'bank-account': parseAccount,
  'credit-card': digitsThat(isCardNumber),
  'driving-licence': matching(/^(?:\d{12}|[A-Z]\d{4,14}|[A-Z9]{5}\d{6}[A-Z9]{2}[A-Z0-9]{3})$/),
  passport: matching(/^(?:[A-Z]{1,2}\d{6,8}|\d{9})$/),
  pension: matching(/^\d{10}$/),
  'residence-card': matching(/^[A-Z]{2}\d{8}[A-Z]{2}$/),
  medical: parseMedical,
  salary: parseNumber,
  grade: parseGrade,
  ssn: digitsThat(isSsn),
  nino: digitsThat(isNino),
};

/** One spelling of a labelled value; null when `text` is no such value. `text` is normalised. */
export function parseValue(kind: Exclude<PersonalKind, 'name'>, text: string): string | null {
  return isNothing(text) ? null : PARSERS[kind](text);
}

/** Numbers that stand for a person even where no name is. */
export const IDENTIFIERS: ReadonlySet<PersonalKind> = new Set<PersonalKind>([
  'my-number',
  'credit-card',
  'driving-licence',
  'passport',
  'pension',
  'residence-card',
  'ssn',
  'nino',
]);
