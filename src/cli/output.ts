// How commands write: JSON on request, else words. Colours only on a terminal and never under NO_COLOR; text of a mail
// is made harmless before it reaches a terminal.

import { styleText } from 'node:util';
import { plainText } from '../guard/plain-text.ts';
import type { Language } from '../guard/sentences.ts';

/** Writes one JSON value, or the words for it. */
export function write(json: boolean | undefined, value: unknown, words: () => string): void {
  process.stdout.write(json ? `${JSON.stringify(value)}\n` : endLine(words()));
}

const endLine = (text: string) => (text === '' || text.endsWith('\n') ? text : `${text}\n`);

/** The language of findings and guides, by the locale; everything else a command says is English. */
export function callerLanguage(): Language {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  return /^ja/i.test(LC_ALL || LC_MESSAGES || LANG || '') ? 'ja' : 'en';
}

type Style = Parameters<typeof styleText>[0];

/** For standard output. */
export function styled(style: Style, text: string): string {
  return styleText(style, text, { stream: process.stdout });
}

const LONGEST = 2000;

/** Text of a mail on one line, without controls and other characters that a terminal would obey. */
export function plain(text: string): string {
  return plainText(text, LONGEST);
}

/** Wide and full-width characters (UAX #11) take two columns. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}]|[\u{20000}-\u{3fffd}]/u;

const columnsOf = (text: string) =>
  [...text].reduce((sum, character) => sum + (WIDE.test(character) ? 2 : 1), 0);

/** Cut to so many columns, with an ellipsis. */
export function cut(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  const characters = [...text];
  while (columnsOf(characters.join('')) > columns - 1) characters.pop();
  return `${characters.join('')}…`;
}

/** Rows with their columns under each other; the last column is as long as it is. */
export function table(rows: readonly (readonly string[])[]): string {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, n) =>
    Math.max(0, ...rows.map((row) => columnsOf(row[n] ?? ''))),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, n) => (n === row.length - 1 ? cell : cell + ' '.repeat((widths[n] ?? 0) - columnsOf(cell))))
      .join('  ')
      .trimEnd();
  return `${rows.map(line).join('\n')}\n`;
}
