// Binary workbooks ([MS-XLSB]): the parts of an xlsx with records in place of XML. Cells of every sheet as shown,
// comments; drawings, charts and properties are XML here too and read by xlsx.ts's readers.

import { readProperties } from './doc-properties.ts';
import { isDrawing, readDrawing } from './drawing.ts';
import { addFault, type Findings, openHidden, openSection } from './findings.ts';
import { type NumberFormat, parseNumberFormat, showNumber } from './number-format.ts';
import { viewOf } from './octets.ts';
import { addEmbedded, type ExtractPackage, type Package } from './package.ts';
import { mainPart, relationsOf } from './relations.ts';
import { openSheet, type Sheet } from './sheet.ts';
import { Unreadable } from './unreadable.ts';
import { decodeRk } from './xls-records.ts';

type Item = { readonly id: number; readonly content: Uint8Array; readonly view: DataView };

const damaged = (): Unreadable => new Unreadable('damaged-file', 'a record of the workbook is cut off');

/** Record number and size are written seven bits to the octet (§2.1.4). */
function* readItems(octets: Uint8Array): Generator<Item> {
  let at = 0;
  const number = (maxOctets: number): number => {
    let value = 0;
    for (let i = 0; i < maxOctets; i += 1) {
      const octet = octets[at] ?? 0;
      at += 1;
      value |= (octet & 0x7f) << (7 * i);
      if (octet < 0x80) break;
    }
    return value;
  };
  while (at < octets.length) {
    const id = number(2);
    const size = number(4);
    const content = octets.subarray(at, at + size);
    if (content.length < size) throw damaged();
    yield { id, content, view: viewOf(content) };
    at += size;
  }
}

/** XLWideString: four octets of length, then UTF-16. */
function wideString({ content, view }: Item, at: number): { readonly text: string; readonly next: number } {
  if (at + 4 > content.length) throw damaged();
  const length = view.getUint32(at, true);
  const next = length === 0xffffffff ? at + 4 : at + 4 + length * 2;
  if (next > content.length) throw damaged();
  return { text: new TextDecoder('utf-16le').decode(content.subarray(at + 4, next)), next };
}

type Book = {
  readonly strings: readonly string[];
  readonly formats: readonly NumberFormat[];
  readonly is1904: boolean;
};

const itemsOf = (pack: Package, part: string): Generator<Item> => readItems(pack.octets(part));

function readFormats(pack: Package): NumberFormat[] {
  const codes = new Map<number, string>();
  const formats: NumberFormat[] = [];
  let isCells = false;
  for (const item of itemsOf(pack, 'xl/styles.bin')) {
    if (item.id === 44) codes.set(item.view.getUint16(0, true), wideString(item, 2).text);
    if (item.id === 617 || item.id === 618) isCells = item.id === 617;
    if (item.id !== 47 || !isCells) continue;
    const id = item.view.getUint16(2, true);
    formats.push(parseNumberFormat(id, codes.get(id)));
  }
  return formats;
}

/** Relation and name fill the record to its end; early writers put four octets more in front. */
function parseSheet(item: Item): { readonly relation: string; readonly name: string } {
  const { content, view } = item;
  const lengthAt = (at: number): number =>
    at + 4 <= content.length ? view.getUint32(at, true) * 2 : content.length;
  const at = [8, 12].find((start) => {
    const nameAt = start + 4 + lengthAt(start);
    return nameAt + 4 + lengthAt(nameAt) === content.length;
  });
  if (at === undefined) throw damaged();
  const relation = wideString(item, at);
  return { relation: relation.text, name: wideString(item, relation.next).text };
}

type ListedSheet = { readonly part: string; readonly name: string; readonly isHidden: boolean };

function readSheetList(pack: Package): { sheets: ListedSheet[]; is1904: boolean } {
  const main = mainPart(pack, 'xl/workbook.bin');
  const relations = relationsOf(pack, main);
  const sheets: ListedSheet[] = [];
  let is1904 = false;
  for (const item of itemsOf(pack, main)) {
    if (item.id === 153) is1904 = (item.view.getUint32(0, true) & 1) === 1;
    if (item.id !== 156) continue;
    const { relation, name } = parseSheet(item);
    const part = relations.find(({ id }) => id === relation)?.part;
    if (part !== undefined) sheets.push({ part, name, isHidden: item.view.getUint32(0, true) !== 0 });
  }
  return { sheets, is1904 };
}

type Show = (item: Item, book: Book, format: NumberFormat) => string;
const number =
  (numberIn: (view: DataView) => number): Show =>
  ({ view }, { is1904 }, format) =>
    showNumber(numberIn(view), format, is1904);
const real = number((view) => view.getFloat64(8, true));
const bool: Show = ({ view }) => (view.getUint8(8) === 1 ? 'TRUE' : 'FALSE');
const string: Show = (item) => wideString(item, 8).text;

/** Cells by record number; each starts with column and style. */
const CELLS: Readonly<Record<number, Show>> = {
  2: number((view) => decodeRk(view.getInt32(8, true))),
  4: bool,
  5: real,
  6: string,
  7: ({ view }, { strings }) => strings[view.getUint32(8, true)] ?? '',
  8: string,
  9: real,
  10: bool,
};
const ROW = 0;
const ROW_HIDDEN = 0x10;
const COLUMN = 60;
const COLUMN_HIDDEN = 0x01;

function readCells(pack: Package, part: string, sheet: Sheet, book: Book): void {
  let row = 0;
  for (const item of itemsOf(pack, part)) {
    const { id, view } = item;
    if (id === COLUMN && view.byteLength >= 18 && (view.getUint16(16, true) & COLUMN_HIDDEN) !== 0)
      sheet.hideColumns(view.getUint32(0, true), view.getUint32(4, true));
    if (id === ROW) {
      row = view.getUint32(0, true);
      if (view.byteLength >= 12 && (view.getUint8(11) & ROW_HIDDEN) !== 0) sheet.hideRow(row);
    }
    const show = CELLS[id];
    if (show === undefined) continue;
    const format = book.formats[view.getUint32(4, true) & 0xffffff] ?? { kind: 'general' };
    sheet.cell(row, view.getUint32(0, true), show(item, book, format));
  }
  sheet.close();
}

function readTextParts(pack: Package, found: Findings): void {
  for (const part of pack.names) {
    if (/^xl\/comments[^/]*\.bin$/i.test(part)) {
      const writer = openHidden(found, pack.budget, 'comment', 'comments');
      for (const item of itemsOf(pack, part))
        if (item.id === 637) writer.write(`${wideString(item, 1).text}\n`);
    }
    if (isDrawing(part) && part.endsWith('.xml'))
      pack.readXml(part, readDrawing(openSection(found, pack.budget, 'drawing')));
  }
}

export const extractXlsb: ExtractPackage = (pack, found) => {
  const { sheets, is1904 } = readSheetList(pack);
  const strings: string[] = [];
  for (const item of itemsOf(pack, 'xl/sharedStrings.bin'))
    if (item.id === 19) strings.push(wideString(item, 1).text);
  const book: Book = { strings, formats: readFormats(pack), is1904 };
  if (sheets.length === 0) addFault(found, 'damaged-file', 'the workbook has no sheet');
  for (const { part, name, isHidden } of sheets) {
    if (/macrosheets/i.test(part)) found.hasMacros = true;
    readCells(pack, part, openSheet(found, pack.budget, name, isHidden), book);
  }
  if (pack.names.some((name) => /^xl\/(?:pivotCache|externalLinks)\//i.test(name)))
    addFault(
      found,
      'unsupported-format',
      'cached data of a binary workbook (pivot tables, links) is not read',
    );
  readTextParts(pack, found);
  readProperties(pack, found);
  addEmbedded(pack, found, (name) => /\.(?:xml|bin)$/i.test(name) && !/\/embeddings\//i.test(name));
};
