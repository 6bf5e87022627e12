// Personal numbers by their form and check digit: cards, My Numbers, SSN, NINO, residence cards, IBAN and the like.
// A form alone proves little; listing.ts and identifiers.ts ask for the word that belongs to it.

import { isCardNumber, isIban, isMyNumber, isNino, isSsn } from './check-digits.ts';
import type { Span, SpanKind } from './spans.ts';

type Rule = readonly [kind: SpanKind, pattern: RegExp, accept: (compact: string) => boolean];

const always = () => true;

const RULES: readonly Rule[] = [
  ['my-number', /(?<![\d-])\d{4}[ -]?\d{4}[ -]?\d{4}(?![\d-])/g, isMyNumber],
  ['credit-card', /(?<![\d-])\d{4}[ -]?\d{4}[ -]?\d{4}[ -]?\d{1,4}(?:[ -]?\d{3})?(?![\d-])/g, isCardNumber],
  ['credit-card', /(?<![\d-])3\d{3}[ -]?\d{6}[ -]?\d{4,5}(?![\d-])/g, isCardNumber],
  ['ssn', /(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])/g, isSsn],
  ['nino', /(?<![A-Za-z\d])[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D](?![A-Za-z\d])/g, isNino],
  ['residence-card', /(?<![A-Za-z\d])[A-Z]{2}\d{8}[A-Z]{2}(?![A-Za-z\d])/g, always],
  ['passport', /(?<![A-Za-z\d])[A-Z]{2}\d{7}(?![A-Za-z\d])/g, always],
  ['pension', /(?<![\d-])\d{4}-\d{6}(?![\d-])/g, always],
  [
    'bank-account',
    /(?<![A-Za-z\d])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?(?![A-Za-z\d])/g,
    isIban,
  ],
  ['postal', /〒\s?\d{3}-?\d{4}(?!\d)|(?<![\d-])\d{3}-\d{4}(?![\d-])/g, always],
];

export function findNumbers(line: string): Span[] {
  if (!/\d\d/.test(line)) return [];
  return RULES.flatMap(([kind, pattern, accept]) =>
    Array.from(line.matchAll(pattern)).flatMap((match) => {
      const value = match[0].replace(/[ 〒-]/g, '');
      return accept(value) ? [{ kind, start: match.index, end: match.index + match[0].length, value }] : [];
    }),
  );
}
