// Excel 97–2003 and 5.0/95 workbooks ([MS-XLS]): every sheet, hidden ones too, with its cells as shown, comments and
// shapes, header and footer.

import { type Findings, openHidden, openSection } from './findings.ts';
import type { Budget } from './inspected.ts';
import { type NumberFormat, parseNumberFormat, showNumber } from './number-format.ts';
import { viewOf } from './octets.ts';
import { openSheet, type Sheet } from './sheet.ts';
import type { ReadStreams } from './streams.ts';
import { decodeText } from './text-decoding.ts';
import { type BiffRecord, decodeRk, PieceReader, readRecords } from './xls-records.ts';

type ListedSheet = {
  readonly at: number;
  readonly name: string;
  readonly isMacro: boolean;
  readonly isHidden: boolean;
};

type Book = {
  isBiff8: boolean;
  is1904: boolean;
  readonly sheets: ListedSheet[];
  readonly strings: string[];
  readonly codes: Map<number, string>;
  /** Number format of each XF, by its index. */
  readonly formats: number[];
};

const decodeNarrow = (octets: Uint8Array): string =>
  decodeText(octets) ?? new TextDecoder('windows-1252').decode(octets);

/** A string whose length stands in one or two octets: Unicode since BIFF8, octets of a code page before. */
function readString(book: Book, octets: Uint8Array, lengthOctets: 1 | 2): string {
  if (octets.length < lengthOctets) return '';
  const reader = new PieceReader([octets]);
  const length = lengthOctets === 1 ? reader.octet() : reader.uint16();
  if (length === 0) return '';
  if (!book.isBiff8) return decodeNarrow(octets.subarray(lengthOctets, lengthOctets + length));
  return reader.richString(length);
}

function readSharedStrings(pieces: readonly Uint8Array[], strings: string[]): void {
  const reader = new PieceReader(pieces);
  reader.skip(4);
  const count = reader.uint32();
  for (let i = 0; i < count && !reader.isAtEnd; i += 1) strings.push(reader.richString(reader.uint16()));
}

type OnGlobal = (book: Book, content: Uint8Array, pieces: readonly Uint8Array[]) => void;

/** Records of the workbook itself. */
const GLOBALS: Readonly<Record<number, OnGlobal>> = {
  34: (book, content) => {
    book.is1904 = content[0] === 1;
  },
  133: (book, content) => {
    const at = viewOf(content).getUint32(0, true);
    const isHidden = ((content[4] ?? 0) & 3) !== 0;
    const name = readString(book, content.subarray(6), 1);
    book.sheets.push({ at, name, isMacro: content[5] === 1, isHidden });
  },
  224: (book, content) => book.formats.push(viewOf(content).getUint16(2, true)),
  252: (book, _content, pieces) => readSharedStrings(pieces, book.strings),
  1054: (book, content) => {
    const code = readString(book, content.subarray(2), book.isBiff8 ? 2 : 1);
    book.codes.set(viewOf(content).getUint16(0, true), code);
  },
};

const EOF = 0x0a;
const BOF = 0x809;

function readGlobals(stream: Uint8Array): Book {
  const book: Book = { isBiff8: true, is1904: false, sheets: [], strings: [], codes: new Map(), formats: [] };
  for (const { id, pieces } of readRecords(stream)) {
    const [content] = pieces;
    if (content === undefined || id === EOF) break;
    if (id === BOF && content.length >= 2) book.isBiff8 = viewOf(content).getUint16(0, true) >= 0x600;
    if (content.length > 0) GLOBALS[id]?.(book, content, pieces);
  }
  return book;
}

function formatOf(book: Book, xf: number): NumberFormat {
  const id = book.formats[xf] ?? 0;
  return parseNumberFormat(id, book.codes.get(id));
}

type SheetReader = {
  readonly book: Book;
  readonly cells: Sheet;
  readonly notes: string[];
  hasComments: boolean;
  /** Cell of the formula whose text result follows in the next record. */
  formulaAt: readonly [row: number, column: number];
};

type OnCell = (sheet: SheetReader, content: Uint8Array, view: DataView, record: BiffRecord) => void;

function putNumber(
  { book, cells }: SheetReader,
  view: DataView,
  at: number,
  column: number,
  value: number,
): void {
  const shown = showNumber(value, formatOf(book, view.getUint16(at, true)), book.is1904);
  cells.cell(view.getUint16(0, true), column, shown);
}

const putText = ({ cells }: SheetReader, view: DataView, text: string): void =>
  cells.cell(view.getUint16(0, true), view.getUint16(2, true), text);

/** A text object: its characters stand in the first CONTINUE record. */
const onTextObject: OnCell = ({ notes, book }, _content, _view, { pieces }) => {
  const text = pieces[1];
  if (text === undefined || text.length < 2) return;
  const isWide = book.isBiff8 && (text[0] ?? 0) === 1;
  notes.push(
    isWide
      ? Buffer.from(text.subarray(1)).toString('utf16le')
      : decodeNarrow(text.subarray(book.isBiff8 ? 1 : 0)),
  );
};

const onPageText: OnCell = ({ notes, book }, content) => {
  const text = readString(book, content, book.isBiff8 ? 2 : 1);
  if (text !== '') notes.push(text.replace(/&(?:[LCR]|"[^"]*"|\d+|[A-Z])/g, ' ').trim());
};

const COLUMN_HIDDEN = 0x01;
const ROW_HIDDEN = 0x20;

/** Records of a sheet: ROW and COLINFO come before the cells they describe. */
const CELLS: Readonly<Record<number, OnCell>> = {
  6: (sheet, content, view) => {
    sheet.formulaAt = [view.getUint16(0, true), view.getUint16(2, true)];
    const isNumber = content.length >= 14 && view.getUint16(12, true) !== 0xffff;
    if (isNumber) putNumber(sheet, view, 4, view.getUint16(2, true), view.getFloat64(6, true));
  },
  519: ({ book, cells, formulaAt }, content) => {
    const [row, column] = formulaAt;
    cells.cell(row, column, readString(book, content, 2));
  },
  253: (sheet, _content, view) => putText(sheet, view, sheet.book.strings[view.getUint32(6, true)] ?? ''),
  516: (sheet, content, view) => putText(sheet, view, readString(sheet.book, content.subarray(6), 2)),
  214: (sheet, content, view) => putText(sheet, view, readString(sheet.book, content.subarray(6), 2)),
  515: (sheet, _content, view) =>
    putNumber(sheet, view, 4, view.getUint16(2, true), view.getFloat64(6, true)),
  638: (sheet, _content, view) =>
    putNumber(sheet, view, 4, view.getUint16(2, true), decodeRk(view.getInt32(6, true))),
  189: (sheet, content, view) => {
    for (let at = 4, column = view.getUint16(2, true); at + 6 <= content.length - 2; at += 6, column += 1)
      putNumber(sheet, view, at, column, decodeRk(view.getInt32(at + 2, true)));
  },
  28: (sheet) => {
    sheet.hasComments = true;
  },
  125: ({ cells }, _content, view) => {
    if (view.byteLength >= 10 && (view.getUint16(8, true) & COLUMN_HIDDEN) !== 0)
      cells.hideColumns(view.getUint16(0, true), view.getUint16(2, true));
  },
  520: ({ cells }, _content, view) => {
    if (view.byteLength >= 14 && (view.getUint16(12, true) & ROW_HIDDEN) !== 0)
      cells.hideRow(view.getUint16(0, true));
  },
  20: onPageText,
  21: onPageText,
  438: onTextObject,
};

function readSheet(
  stream: Uint8Array,
  { at, name, isHidden }: ListedSheet,
  book: Book,
  budget: Budget,
  found: Findings,
): void {
  const cells = openSheet(found, budget, name, isHidden);
  const sheet: SheetReader = { book, cells, notes: [], hasComments: false, formulaAt: [0, 0] };
  let depth = 0;
  for (const record of readRecords(stream, at)) {
    const [content] = record.pieces;
    if (record.id === BOF) depth += 1;
    if (record.id === EOF) depth -= 1;
    if (depth <= 0 || content === undefined) break;
    if (content.length > 0) CELLS[record.id]?.(sheet, content, viewOf(content), record);
  }
  cells.close();
  if (sheet.notes.length === 0) return;
  const section = `${name} notes`;
  const writer = sheet.hasComments
    ? openHidden(found, budget, 'comment', section)
    : openSection(found, budget, section);
  writer.write(`${sheet.notes.join('\n')}\n`);
}

export const readXls: ReadStreams = (streams, { budget }, found) => {
  const stream = streams.octets(streams.has('Workbook') ? 'Workbook' : 'Book');
  const book = readGlobals(stream);
  found.hasMacros ||= book.sheets.some(({ isMacro }) => isMacro);
  for (const sheet of book.sheets)
    if (sheet.at < stream.length) readSheet(stream, sheet, book, budget, found);
};
