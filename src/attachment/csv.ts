// Separated values as rows of tabs (RFC 4180, with the freedoms real files take): quoted cells may hold separators and
// line ends, a quotation mark that never closes is an ordinary character. One pass, no row is kept.

import type { Counted, Writer } from './findings.ts';

type Cell = { readonly text: string; readonly next: number };

/** Position of the quotation mark that closes the one at `at`, or -1. */
function findClosing(text: string, at: number): number {
  let quote = text.indexOf('"', at + 1);
  while (quote >= 0 && text[quote + 1] === '"') quote = text.indexOf('"', quote + 2);
  return quote;
}

const TAB = 0x09;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;

function findEnd(text: string, from: number, separator: string): number {
  const parting = separator.charCodeAt(0);
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === parting || code === LINE_FEED || code === RETURN) return at;
  }
  return text.length;
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

type Rows = Counted & { readonly text: string };

/**
 * The text with tabs for separators, every line ended by one line feed. In one pass over its octets: to put in tabs one
 * by one takes ten times as long.
 */
function rowsOf(text: string, separator: string): Rows {
  // One octet for each letter where that is enough, as V8 keeps such a text.
  const encoding = /[^\0-\xff]/.test(text) ? 'utf16le' : 'latin1';
  const step = encoding === 'utf16le' ? 2 : 1;
  const octets = Buffer.from(text, encoding);
  const parting = separator.charCodeAt(0);
  let end = 0;
  let tabs = 0;
  let lines = 0;
  for (let at = 0; at < octets.length; at += step) {
    const high = step === 2 ? (octets[at + 1] ?? 0) : 0;
    let low = octets[at] ?? 0;
    if (high === 0 && low === RETURN) {
      low = LINE_FEED;
      const isPair = octets[at + step] === LINE_FEED && (step === 1 || octets[at + 3] === 0);
      if (isPair) at += step;
    }
    if (high === 0 && low === parting) low = TAB;
    if (high === 0 && low === TAB) tabs += 1;
    if (high === 0 && low === LINE_FEED) lines += 1;
    octets[end] = low;
    if (step === 2) octets[end + 1] = high;
    end += step;
  }
  return { text: octets.toString(encoding, 0, end), tabs, lines };
}

function writeUnquoted(text: string, separator: string, writer: Writer): void {
  const rows = rowsOf(text, separator);
  writer.write(rows.text, rows);
  if (!rows.text.endsWith('\n')) writer.write('\n');
}

function writeQuoted(text: string, separator: string, writer: Writer): void {
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

export function writeTable(text: string, separator: string, writer: Writer): void {
  if (text.includes('"')) writeQuoted(text, separator, writer);
  else writeUnquoted(text, separator, writer);
}
