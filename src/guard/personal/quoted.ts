// What is quoted of earlier mails, its marks taken off: who answers or sends on a filled-in form gives away what stands
// in it. Only forms and tables are read there; the people who wrote to each other are nobody's record.
// Called by find-personal-data.ts.

import type { Line } from './lines.ts';

const MARKS = /^\s*(?:>\s?)+/;

const unquote = ({ number, text, cells: [first = '', ...more] }: Line): Line => {
  const bare = text.replace(MARKS, '').trim();
  return { number, text: bare, cells: bare === '' ? [] : [first.replace(MARKS, '').trim(), ...more] };
};

/** The quoted lines among `lines` in order; none when nothing is quoted. */
export const quotedLines = (lines: readonly Line[]): readonly Line[] =>
  lines.filter(({ text }) => text.includes('>') && MARKS.test(text)).map(unquote);
