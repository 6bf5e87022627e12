// Excel workbooks (ECMA-376 part 1 §18): every sheet, hidden ones too, with cells as shown, header and footer;
// comments, shapes, charts, cached data of pivot tables and of linked workbooks, the properties. Phonetic text (rPh) is left out, or names stood there twice.

import { readProperties } from './doc-properties.ts';
import { isDrawing, readDrawing } from './drawing.ts';
import { addFault, type Findings, openSection } from './findings.ts';
import { openGrid, parseCellReference } from './grid.ts';
import { type NumberFormat, parseNumberFormat, showNumber } from './number-format.ts';
import { addEmbedded, type ExtractPackage, type Package } from './package.ts';
import { Unreadable } from './unreadable.ts';
import { readCachedData } from './xlsx-cache.ts';
import { type Attributes, attribute, readXml } from './xml.ts';

type Workbook = {
  readonly strings: readonly string[];
  readonly formats: readonly NumberFormat[];
  readonly is1904: boolean;
};

const SHEET = /^xl\/(?:worksheets|dialogsheets|macrosheets|chartsheets)\/[^/]+\.xml$/i;
const MACRO_SHEET = /^xl\/macrosheets\//i;
const COMMENTS = /^xl\/(?:comments[^/]*|threadedComments\/[^/]+|comments\/[^/]+)\.xml$/i;

/** Strings with their phonetic runs taken out, one per `si`. */
export function readSharedStrings(xml: string, budget: Package['budget']): string[] {
  const strings: string[] = [];
  let current = '';
  let phonetic = 0;
  let isText = false;
  let length = 0;
  readXml(xml, {
    open(name) {
      if (name === 'si') current = '';
      if (name === 'rPh') phonetic += 1;
      isText = name === 't' && phonetic === 0;
    },
    close(name) {
      if (name === 'rPh') phonetic -= 1;
      if (name === 'si') strings.push(current);
      isText = false;
    },
    text(text) {
      if (!isText) return;
      length += text.length;
      if (length > budget.textLength)
        throw new Unreadable('too-large', 'the workbook holds more text than the limit for one mail');
      current += text;
    },
  });
  return strings;
}

function readFormats(xml: string): NumberFormat[] {
  const codes = new Map<number, string>();
  const formats: NumberFormat[] = [];
  let isCellFormats = false;
  readXml(xml, {
    open(name, attributes) {
      if (name === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
      if (name === 'cellXfs') isCellFormats = true;
      if (name !== 'xf' || !isCellFormats) return;
      const id = Number(attributes.numFmtId ?? 0);
      formats.push(parseNumberFormat(id, codes.get(id)));
    },
    close(name) {
      if (name === 'cellXfs') isCellFormats = false;
    },
  });
  return formats;
}

/** Names of the sheets by part, through the relations of the workbook. */
function readSheetNames(pack: Package): { names: Map<string, string>; is1904: boolean } {
  const targets = new Map<string, string>();
  const names = new Map<string, string>();
  let is1904 = false;
  readXml(pack.xml('xl/_rels/workbook.xml.rels') || '<r/>', {
    open(name, { Id, Target }) {
      if (name === 'Relationship' && Id !== undefined && Target !== undefined)
        targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`);
    },
  });
  readXml(pack.xml('xl/workbook.xml') || '<w/>', {
    open(name, attributes) {
      if (name === 'workbookPr') is1904 = /^(?:1|true)$/.test(attributes.date1904 ?? '');
      if (name !== 'sheet') return;
      const part = targets.get(attribute(attributes, 'id') ?? '');
      if (part !== undefined) names.set(part, attributes.name ?? '');
    },
  });
  return { names, is1904 };
}

type Cell = { row: number; column: number; kind: string; style: number; value: string };

/** How a cell shows: `t` of its element says what `v` means (§18.18.11). */
function showCell({ kind, value, style }: Cell, { strings, formats, is1904 }: Workbook): string {
  if (kind === 's') return strings[Number(value)] ?? '';
  if (kind === 'str' || kind === 'inlineStr' || kind === 'e' || kind === 'd') return value;
  if (kind === 'b') return value === '1' ? 'TRUE' : 'FALSE';
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) return value;
  return showNumber(number, formats[style] ?? { kind: 'general' }, is1904);
}

const PAGE_TEXT = /^(?:odd|even|first)(?:Header|Footer)$/;

function readSheet(pack: Package, found: Findings, part: string, section: string, book: Workbook): void {
  const writer = openSection(found, pack.budget, section);
  const grid = openGrid(writer, pack.budget);
  const around: string[] = [];
  let row = -1;
  let cell: Cell = { row: 0, column: -1, kind: 'n', style: 0, value: '' };
  let collecting: 'value' | 'page' | null = null;
  let phonetic = 0;
  const startCell = ({ r, t, s }: Attributes) => {
    const [atRow, column] = parseCellReference(r ?? '') ?? [row, cell.column + 1];
    cell = { row: atRow, column, kind: t ?? 'n', style: Number(s ?? 0), value: '' };
  };
  readXml(pack.xml(part), {
    open(name, attributes) {
      if (name === 'row') {
        row = attributes.r === undefined ? row + 1 : Number(attributes.r) - 1;
        cell.column = -1;
      }
      if (name === 'c') startCell(attributes);
      if (name === 'rPh') phonetic += 1;
      if ((name === 'v' || name === 't') && phonetic === 0) collecting = 'value';
      if (PAGE_TEXT.test(name)) collecting = 'page';
    },
    close(name) {
      if (name === 'rPh') phonetic -= 1;
      if (name === 'c') grid.cell(cell.row, cell.column, showCell(cell, book));
      collecting = null;
    },
    text(text) {
      if (collecting === 'value') cell.value += text;
      if (collecting === 'page') around.push(text.replace(/&(?:[LCR]|"[^"]*"|\d+|[A-Z])/g, ' ').trim());
    },
  });
  grid.close();
  const pageText = around.filter((text) => text !== '');
  if (pageText.length > 0)
    openSection(found, pack.budget, `${section} header`).write(`${pageText.join('\n')}\n`);
}

function readTextParts(pack: Package, found: Findings): void {
  for (const part of pack.names.filter(
    (name) => COMMENTS.test(name) || (isDrawing(name) && name.endsWith('.xml')),
  )) {
    const section = COMMENTS.test(part) ? 'comments' : 'drawing';
    readXml(pack.xml(part), readDrawing(openSection(found, pack.budget, section)));
  }
}

export const extractXlsx: ExtractPackage = (pack, found) => {
  const stringsPart = pack.names.find((name) => /^xl\/sharedStrings\d*\.xml$/i.test(name));
  const stylesPart = pack.names.find((name) => /^xl\/styles\d*\.xml$/i.test(name));
  const { names, is1904 } = readSheetNames(pack);
  const strings = stringsPart === undefined ? [] : readSharedStrings(pack.xml(stringsPart), pack.budget);
  const formats = stylesPart === undefined ? [] : readFormats(pack.xml(stylesPart));
  const listed = [...names.keys()].filter((part) => pack.has(part));
  const others = pack.names.filter((name) => SHEET.test(name) && !names.has(name));
  if (listed.length + others.length === 0) addFault(found, 'damaged-file', 'the workbook has no sheet');
  for (const part of [...listed, ...others]) {
    if (MACRO_SHEET.test(part)) found.hasMacros = true;
    const fallback = part.replace(/^.*\/|\.xml$/g, '');
    readSheet(pack, found, part, names.get(part) ?? fallback, { strings, formats, is1904 });
  }
  readTextParts(pack, found);
  readCachedData(pack, found);
  readProperties(pack, found);
  addEmbedded(pack, found, (name) => name.endsWith('.xml'));
};
