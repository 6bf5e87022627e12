// Word 97–2003 and 6.0/95 documents ([MS-DOC]): the text of all pieces in order (body, notes, headers, comments, text boxes),
// with table cells and rows told apart by the paragraph properties.

import { openSection } from './findings.ts';
import { viewOf } from './octets.ts';
import type { ReadStreams, Streams } from './streams.ts';
import { decodeText } from './text-decoding.ts';
import { Unreadable } from './unreadable.ts';

type Piece = { readonly at: number; readonly length: number; readonly isWide: boolean };

const damaged = (): Unreadable => new Unreadable('damaged-file', 'the Word document is damaged');
const NFIB_WORD97 = 0xc1;
const PAGE_OCTETS = 512;

/** PlcPcd (§2.8.35): where each piece of text stands in the WordDocument stream. */
function parsePieces(clx: Uint8Array, isWord97: boolean): Piece[] {
  const view = viewOf(clx);
  let at = 0;
  while (clx[at] === 1 && at + 3 <= clx.length) at += 3 + view.getUint16(at + 1, true);
  if (clx[at] !== 2 || at + 5 > clx.length) throw damaged();
  const size = view.getUint32(at + 1, true);
  const start = at + 5;
  if (start + size > clx.length || size < 4) throw damaged();
  const count = Math.floor((size - 4) / 12);
  return Array.from({ length: count }, (_, i) => {
    const from = view.getUint32(start + i * 4, true);
    const to = view.getUint32(start + i * 4 + 4, true);
    const fc = view.getUint32(start + (count + 1) * 4 + i * 8 + 2, true);
    const isNarrow = !isWord97 || (fc & 0x40000000) !== 0;
    const offset = isWord97 && isNarrow ? (fc & 0x3fffffff) / 2 : fc & 0x3fffffff;
    return { at: offset, length: Math.max(0, to - from), isWide: !isNarrow };
  });
}

function findPieces(word: Uint8Array, table: Uint8Array, isWord97: boolean): Piece[] {
  const view = viewOf(word);
  const place = isWord97 ? 0x1a2 : 0x160;
  if (word.length < place + 8) throw damaged();
  const size = view.getUint32(place + 4, true);
  const start = view.getUint32(place, true);
  if (size > 0) return parsePieces((isWord97 ? table : word).subarray(start, start + size), isWord97);
  const from = view.getUint32(0x18, true);
  return [{ at: from, length: Math.max(0, view.getUint32(0x1c, true) - from), isWide: false }];
}

const IN_TABLE = 0x2416;
const ROW_END = 0x2417;

/** Ends of the paragraphs that close a row, and of those that lie inside a cell, as offsets in the stream. */
type Paragraphs = { readonly rowEnds: ReadonlySet<number>; readonly inTable: ReadonlySet<number> };

/** Does the property list hold the one-octet property with a value other than 0? */
function hasProperty(list: Uint8Array, property: number): boolean {
  for (let at = 0; at + 2 < list.length; at += 1)
    if (list[at] === (property & 0xff) && list[at + 1] === property >> 8 && list[at + 2] !== 0) return true;
  return false;
}

/** One page of paragraph properties (PapxFkp, §2.9.175). */
function readPage(page: Uint8Array, rowEnds: Set<number>, inTable: Set<number>): void {
  const view = viewOf(page);
  const count = page[PAGE_OCTETS - 1] ?? 0;
  for (let i = 0; i < count; i += 1) {
    const at = (page[(count + 1) * 4 + i * 13] ?? 0) * 2;
    if (at === 0 || (i + 2) * 4 > PAGE_OCTETS) continue;
    const short = page[at] ?? 0;
    const from = short === 0 ? at + 2 : at + 1;
    const list = page.subarray(from + 2, from + (short === 0 ? (page[at + 1] ?? 0) * 2 : short * 2 - 1));
    const end = view.getUint32((i + 1) * 4, true);
    if (hasProperty(list, ROW_END)) rowEnds.add(end);
    else if (hasProperty(list, IN_TABLE)) inTable.add(end);
  }
}

/** PlcBtePapx (§2.8.6): the pages of paragraph properties. */
function findParagraphs(word: Uint8Array, table: Uint8Array): Paragraphs {
  const rowEnds = new Set<number>();
  const inTable = new Set<number>();
  const view = viewOf(word);
  const start = view.getUint32(0x102, true);
  const plc = table.subarray(start, start + view.getUint32(0x106, true));
  const count = Math.max(0, Math.floor((plc.length - 4) / 8));
  for (let i = 0; i < count; i += 1) {
    const at = (viewOf(plc).getUint32((count + 1) * 4 + i * 4, true) & 0x3fffff) * PAGE_OCTETS;
    if (at + PAGE_OCTETS <= word.length) readPage(word.subarray(at, at + PAGE_OCTETS), rowEnds, inTable);
  }
  return { rowEnds, inTable };
}

const SIGNS: Readonly<Record<string, string>> = {
  '\x0b': '\n',
  '\x0c': '\n',
  '\x0e': '\n',
  '\x1e': '-',
  '\x1f': '',
};

/** Pieces to text: cell marks to tabs, row marks to line ends, instructions of fields left out. */
function showPiece(
  text: string,
  { at, isWide }: Piece,
  { rowEnds, inTable }: Paragraphs,
  out: string[],
): void {
  const width = isWide ? 2 : 1;
  let from = 0;
  for (const match of text.matchAll(/[\x00-\x08\x0b-\x1f]/g)) {
    const { 0: sign, index } = match;
    out.push(text.slice(from, index));
    from = index + 1;
    const end = at + (index + 1) * width;
    if (sign === '\x07') out.push(rowEnds.has(end) ? '\n' : '\t');
    else if (sign === '\r') out.push(inTable.has(end) ? ' ' : '\n');
    else if (sign === '\x13' || sign === '\x14' || sign === '\x15') out.push(sign);
    else out.push(SIGNS[sign] ?? '');
  }
  out.push(text.slice(from));
}

/** Between \x13 and \x14 stands what the field computes, between \x14 and \x15 what it shows. */
function dropInstructions(text: string): string {
  return text.replace(/\x13[^\x13\x14\x15]*\x14|\x13[^\x13\x14\x15]*\x15/g, '').replace(/[\x13-\x15]/g, '');
}

function decodePiece(octets: Uint8Array, isWide: boolean, isWord97: boolean): string {
  if (isWide) return new TextDecoder('utf-16le').decode(octets);
  // Word 97 keeps only characters of Windows-1252 in narrow pieces; Word 95 kept whatever the machine spoke.
  const marks = /[\x00-\x08\x0b-\x1f]/g;
  if (isWord97) return new TextDecoder('windows-1252').decode(octets);
  const plain = Uint8Array.from(octets, (octet) => (octet < 0x20 ? 0x20 : octet));
  const text = decodeText(plain);
  const latin = new TextDecoder('windows-1252').decode(octets);
  return text === null || text.length !== latin.length ? (text ?? latin).replace(marks, '\n') : latin;
}

function tableStream(streams: Streams, flags: number): Uint8Array {
  return streams.octets((flags & 0x0200) !== 0 ? '1Table' : '0Table');
}

export const readDoc: ReadStreams = (streams, { budget }, found) => {
  const word = streams.octets('WordDocument');
  if (word.length < 0x200) throw damaged();
  const view = viewOf(word);
  const isWord97 = view.getUint16(2, true) >= NFIB_WORD97;
  const table = isWord97 ? tableStream(streams, view.getUint16(10, true)) : word;
  const pieces = findPieces(word, table, isWord97);
  const none: Paragraphs = { rowEnds: new Set(), inTable: new Set() };
  const paragraphs = isWord97 ? findParagraphs(word, table) : none;
  const out: string[] = [];
  // Pieces may overlap: a small file could tell a long story over and over.
  if (pieces.reduce((sum, { length }) => sum + length, 0) > budget.textLength)
    throw new Unreadable('too-large', 'the document holds more text than the limit for one mail');
  for (const piece of pieces) {
    const octets = word.subarray(piece.at, piece.at + piece.length * (piece.isWide ? 2 : 1));
    showPiece(decodePiece(octets, piece.isWide, isWord97), piece, paragraphs, out);
  }
  openSection(found, budget, '').write(dropInstructions(out.join('')));
};
