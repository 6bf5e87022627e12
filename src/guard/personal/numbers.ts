// Personal numbers by their form and check digit: cards, My Numbers, SSN, NINO, residence cards, IBAN and the like.
// A form alone proves little; context.ts asks for the word that belongs to it.

import { isCardNumber, isIban, isMyNumber, isNino, isSsn } from './check-digits.ts';
import { matchesOf } from './matches.ts';
import type { Span, SpanKind } from './spans.ts';

type Rule = readonly [kind: SpanKind, pattern: RegExp, accept: (compact: string) => boolean];

/** Only lines with such a run of digits, or with capitals before digits, are looked at. */
const DIGITS = /\d{4}[ -]?\d{4}|\d{3}-\d\d|\d{4}-\d{6}|〒/;
const CAPITALS = /[A-Z]{2} ?\d\d/;

const always = () => true;

const OF_DIGITS: readonly Rule[] = [
  ['my-number', /(?<![\d-])\d{4}[ -]?\d{4}[ -]?\d{4}(?![\d-])/g, isMyNumber],
  ['credit-card', /(?<![\d-])\d{4}[ -]?\d{4}[ -]?\d{4}[ -]?\d{1,4}(?:[ -]?\d{3})?(?![\d-])/g, isCardNumber],
  ['credit-card', /(?<![\d-])3\d{3}[ -]?\d{6}[ -]?\d{4,5}(?![\d-])/g, isCardNumber],
  ['ssn', /(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])/g, isSsn],
  ['pension', /(?<![\d-])\d{4}-\d{6}(?![\d-])/g, always],
  ['postal', /〒\s?\d{3}-?\d{4}(?!\d)|(?<![\d-])\d{3}-\d{4}(?![\d-])/g, always],
];

const WITH_CAPITALS: readonly Rule[] = [
  ['nino', /(?<![A-Za-z\d])[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D](?![A-Za-z\d])/g, isNino],
  ['residence-card', /(?<![A-Za-z\d])[A-Z]{2}\d{8}[A-Z]{2}(?![A-Za-z\d])/g, always],
  ['passport', /(?<![A-Za-z\d])[A-Z]{2}\d{7}(?![A-Za-z\d])/g, always],
  [
    'bank-account',
    /(?<![A-Za-z\d])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?(?![A-Za-z\d])/g,
    isIban,
  ],
];

const find = (line: string, rules: readonly Rule[]): Span[] =>
  rules.flatMap(([kind, pattern, accept]) =>
    matchesOf(line, pattern).flatMap((match) => {
      const value = match[0].replace(/[ 〒-]/g, '');
      return accept(value) ? [{ kind, start: match.index, end: match.index + match[0].length, value }] : [];
    }),
  );

export const findNumbers = (line: string): Span[] => [
  ...(DIGITS.test(line) ? find(line, OF_DIGITS) : []),
  ...(CAPITALS.test(line) ? find(line, WITH_CAPITALS) : []),
];
