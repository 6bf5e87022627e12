// Separated values as rows of tabs (RFC 4180, with the freedoms real files take): quoted cells may hold separators and
// line ends, a quotation mark that never closes is an ordinary character. One pass, no row is kept.

import type { Writer } from './findings.ts';

type Cell = { readonly text: string; readonly next: number };

/** Position of the quotation mark that closes the one at `at`, or -1. */
function findClosing(text: string, at: number): number {
  let quote = text.indexOf('"', at + 1);
  while (quote >= 0 && text[quote + 1] === '"') quote = text.indexOf('"', quote + 2);
  return quote;
}

function findEnd(text: string, from: number, separator: string): number {
  let at = from;
  while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at += 1;
  return at;
}

/** Stray characters behind a closing mark belong to the cell. */
function readCell(text: string, at: number, separator: string, closing: number): Cell {
  const next = findEnd(text, closing < 0 ? at : closing + 1, separator);
  if (closing < 0) return { text: text.slice(at, next), next };
  const inside = text
    .slice(at + 1, closing)
    .replaceAll('""', '"')
    .replace(/[\t\r\n]+/g, ' ');
  return { text: inside + text.slice(closing + 1, next), next };
}

export function writeTable(text: string, separator: string, writer: Writer): void {
  if (!text.includes('"')) {
    writer.write(`${text.replace(/\r\n?/g, '\n').replaceAll(separator, '\t').replace(/\n$/, '')}\n`);
    return;
  }
  let row = '';
  let mayQuote = true;
  for (let at = 0; at < text.length; ) {
    const isQuoted = mayQuote && text[at] === '"';
    const closing = isQuoted ? findClosing(text, at) : -1;
    // Without this, every later mark would search to the end of the text again.
    if (isQuoted && closing < 0) mayQuote = false;
    const cell = readCell(text, at, separator, closing);
    const isLast = text[cell.next] !== separator;
    row += isLast ? `${cell.text}\n` : `${cell.text}\t`;
    at = cell.next + (text[cell.next] === '\r' && text[cell.next + 1] === '\n' ? 2 : 1);
    if (!isLast) continue;
    writer.write(row);
    row = '';
  }
  writer.write(row);
}
