// One sheet of an Excel workbook (ECMA-376 part 1 §18.3): cells as they show, what is hidden of them, header and footer of
// the page.

import { type Findings, openSection } from './findings.ts';
import { parseCellReference } from './grid.ts';
import { showNumber } from './number-format.ts';
import type { Package } from './package.ts';
import { openSheet, type Sheet } from './sheet.ts';
import type { CellStyle, SheetPart, Workbook } from './xlsx-book.ts';
import type { Attributes, XmlReader } from './xml.ts';

const PLAIN: CellStyle = { format: { kind: 'general' }, isInvisible: false };
const PAGE_TEXT = /^(?:odd|even|first)(?:Header|Footer)$/;

const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true';
const isHidden = ({ hidden, width, ht }: Attributes): boolean =>
  isTrue(hidden) || width === '0' || ht === '0';

/** `t` of a cell says what its `v` means (§18.18.11). */
const IS_TEXT = new Set(['str', 'inlineStr', 'e', 'd']);

class SheetReader implements XmlReader {
  readonly pageTexts: string[] = [];
  readonly #sheet: Sheet;
  readonly #book: Workbook;
  #row = -1;
  #column = -1;
  #kind = 'n';
  #style: CellStyle = PLAIN;
  #value = '';
  #collecting: 'value' | 'page' | null = null;
  #phonetic = 0;

  constructor(sheet: Sheet, book: Workbook) {
    this.#sheet = sheet;
    this.#book = book;
  }

  open(name: string, attributes: Attributes): void {
    if (name === 'c') this.#openCell(attributes);
    else if (name === 'v' || name === 't') this.#collecting = this.#phonetic === 0 ? 'value' : null;
    else if (name === 'row') this.#openRow(attributes);
    else if (name === 'col' && isHidden(attributes))
      this.#sheet.hideColumns(Number(attributes.min) - 1, Number(attributes.max) - 1);
    else if (name === 'rPh') this.#phonetic += 1;
    else if (PAGE_TEXT.test(name)) this.#collecting = 'page';
  }

  close(name: string): void {
    this.#collecting = null;
    if (name === 'c') this.#sheet.cell(this.#row, this.#column, this.#shown(), this.#style.isInvisible);
    else if (name === 'rPh') this.#phonetic -= 1;
  }

  text(text: string): void {
    if (this.#collecting === 'value') this.#value += text;
    else if (this.#collecting === 'page')
      this.pageTexts.push(text.replace(/&(?:[LCR]|"[^"]*"|\d+|[A-Z])/g, ' ').trim());
  }

  #openRow(attributes: Attributes): void {
    this.#row = attributes.r === undefined ? this.#row + 1 : Number(attributes.r) - 1;
    this.#column = -1;
    if (isHidden(attributes)) this.#sheet.hideRow(this.#row);
  }

  #openCell({ r, t, s }: Attributes): void {
    const place = r === undefined ? null : parseCellReference(r);
    this.#row = place?.[0] ?? this.#row;
    this.#column = place?.[1] ?? this.#column + 1;
    this.#kind = t ?? 'n';
    this.#style = s === undefined ? PLAIN : (this.#book.styles[Number(s)] ?? PLAIN);
    this.#value = '';
  }

  #shown(): string {
    const value = this.#value;
    if (this.#kind === 's') return this.#book.strings[Number(value)] ?? '';
    if (value === '' || IS_TEXT.has(this.#kind)) return value;
    if (this.#kind === 'b') return value === '1' ? 'TRUE' : 'FALSE';
    const number = Number(value);
    if (value.trim() === '' || !Number.isFinite(number)) return value;
    return showNumber(number, this.#style.format, this.#book.is1904);
  }
}

export function readSheet(
  pack: Package,
  found: Findings,
  { part, name, isHidden }: SheetPart,
  book: Workbook,
): void {
  const sheet = openSheet(found, pack.budget, name, isHidden);
  const reader = new SheetReader(sheet, book);
  pack.readXml(part, reader);
  sheet.close();
  const pageTexts = reader.pageTexts.filter((text) => text !== '');
  if (pageTexts.length > 0)
    openSection(found, pack.budget, `${name} header`).write(`${pageTexts.join('\n')}\n`);
}
