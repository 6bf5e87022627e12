// Phone numbers of persons in running text, Japanese, British, North American and international. Free-call and
// navigation numbers (0120, 0800, 0570, 0990) belong to firms and are left out.

import { matchesOf } from './matches.ts';
import type { Span } from './spans.ts';

/** Each with a sign that every number of its form has. */
const PATTERNS: readonly (readonly [sign: string, pattern: RegExp])[] = [
  ['0', /(?<![\d-])0[5789]0[- ]?\d{4}[- ]?\d{4}(?![\d-])/g],
  ['-', /(?<![\d-])0\d{1,4}-\d{1,4}-\d{4}(?![\d-])/g],
  [')', /(?<![\d-])(?:0\d{1,4}\(\d{1,4}\)|\(0\d{1,4}\)\s?\d{1,4}-)\d{4}(?![\d-])/g],
  ['+', /\+\d{1,3}[ .-]?\(?\d{1,4}\)?(?:[ .-]?\d{2,5}){2,4}(?!\d)/g],
  ['', /(?<![\d-])(?:1[ .-])?(?:\(\d{3}\) ?|\d{3}[.-])\d{3}[.-]\d{4}(?![\d-])/g],
  ['0', /(?<![\d-])0(?:7\d{3} ?\d{3} ?\d{3}|20 \d{4} \d{4}|1\d{2} \d{3} \d{4}|1\d{3} \d{5,6})(?![\d-])/g],
];

/** Free-call and navigation numbers; 080-0… is a mobile phone, 0800-… is not. */
const FIRM = /^\(?0(?:120|570|990|800[-\s()])/;

/** Nothing but digits and hyphens between them, from the trunk prefix on, and of no firm. */
const PLAIN = /^0(?!(?:120|570|990|800-))\d(?:-?\d){8,9}$/;

/** Digits in the national form (`+81 90 …` → `090…`); null when their number or prefix is of no phone. */
export function parsePhone(text: string): string | null {
  if (PLAIN.test(text)) return nationalOf(text.replaceAll('-', ''));
  if (FIRM.test(text.trim())) return null;
  const international = /^\s*\(?\+/.test(text);
  let digits = text.replace(/\D/g, '');
  if (international) {
    if (digits.length < 9 || digits.length > 15) return null;
    if (!digits.startsWith('81')) return digits;
    digits = `0${digits.slice(2).replace(/^0/, '')}`;
  }
  if (/^0[5789]0/.test(digits)) return digits.length === 11 ? digits : null;
  if (/^0[127]/.test(digits) && /\s/.test(text.trim())) return /^\d{10,11}$/.test(digits) ? digits : null;
  if (/^07\d{9}$/.test(digits)) return digits;
  if (digits.startsWith('0')) return /^0[1-9]\d{8}$/.test(digits) ? digits : null;
  return /^1?[2-9]\d{9}$/.test(digits) ? digits : null;
}

/** The same for digits that begin with the trunk prefix 0. */
function nationalOf(digits: string): string | null {
  if (/^0[5789]0|^07\d{9}$/.test(digits) && digits.length === 11) return digits;
  return /^0(?![5789]0)[1-9]\d{8}$/.test(digits) ? digits : null;
}

export function findPhones(line: string): Span[] {
  if (!/\d{3}/.test(line)) return [];
  const patterns = PATTERNS.filter(([sign]) => line.includes(sign));
  return patterns.flatMap(([, pattern]) =>
    matchesOf(line, pattern).flatMap((match) => {
      const value = parsePhone(match[0]);
      return value === null
        ? []
        : [{ kind: 'phone' as const, start: match.index, end: match.index + match[0].length, value }];
    }),
  );
}
