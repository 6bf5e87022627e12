// What the sheets of an Excel workbook share (ECMA-376 part 1 §18.2, §18.4, §18.8): their names and whether they are
// hidden, the strings, how cells show. Phonetic text (rPh) is left out, or names stood there twice.

import { type NumberFormat, parseNumberFormat } from './number-format.ts';
import type { Package } from './package.ts';
import { mainPart, relationsOf } from './relations.ts';
import { Unreadable } from './unreadable.ts';
import { type Attributes, attribute } from './xml.ts';

export type CellStyle = {
  readonly format: NumberFormat;
  /** White on nothing, or a number format that shows nothing. */
  readonly isInvisible: boolean;
};

export type SheetPart = { readonly part: string; readonly name: string; readonly isHidden: boolean };

export type Workbook = {
  readonly sheets: readonly SheetPart[];
  readonly strings: readonly string[];
  readonly styles: readonly CellStyle[];
  readonly is1904: boolean;
};

/** Strings with their phonetic runs taken out, one per `si`. */
function readStrings(pack: Package, part: string): string[] {
  const strings: string[] = [];
  let current = '';
  let phonetic = 0;
  let isText = false;
  let length = 0;
  pack.readXml(part, {
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
      if (length > pack.budget.textLength)
        throw new Unreadable('too-large', 'the workbook holds more text than the limit for one mail');
      current += text;
    },
  });
  return strings;
}

/** Theme colour 0 is the background, white in every theme people use. */
const isWhite = (color: Attributes): boolean =>
  /^(?:FF)?FFFFFF$/i.test(color.rgb ?? '') || (color.theme === '0' && color.tint === undefined);

const showsNothing = (code: string | undefined): boolean => code !== undefined && /^;;;?$/.test(code.trim());

class StyleReader {
  readonly styles: CellStyle[] = [];
  readonly #codes = new Map<number, string>();
  readonly #isWhiteFont: boolean[] = [];
  readonly #isFilled: boolean[] = [];
  #list = '';

  open(name: string, attributes: Attributes): void {
    if (name === 'fonts' || name === 'fills' || name === 'cellXfs') this.#list = name;
    if (name === 'numFmt') this.#codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
    if (this.#list === 'fonts') this.#openFont(name, attributes);
    if (this.#list === 'fills' && name === 'fill') this.#isFilled.push(true);
    if (this.#list === 'fills' && name === 'patternFill' && (attributes.patternType ?? 'none') === 'none')
      this.#isFilled[this.#isFilled.length - 1] = false;
    if (this.#list === 'cellXfs' && name === 'xf') this.#addStyle(attributes);
  }

  close(name: string): void {
    if (name === this.#list) this.#list = '';
  }

  #openFont(name: string, attributes: Attributes): void {
    if (name === 'font') this.#isWhiteFont.push(false);
    if (name === 'color' && isWhite(attributes)) this.#isWhiteFont[this.#isWhiteFont.length - 1] = true;
  }

  #addStyle({ numFmtId, fontId, fillId }: Attributes): void {
    const id = Number(numFmtId ?? 0);
    const code = this.#codes.get(id);
    const isWhiteText = this.#isWhiteFont[Number(fontId)] === true && this.#isFilled[Number(fillId)] !== true;
    this.styles.push({
      format: parseNumberFormat(id, code),
      isInvisible: isWhiteText || showsNothing(code),
    });
  }
}

function readStyles(pack: Package, part: string): CellStyle[] {
  const reader = new StyleReader();
  pack.readXml(part, {
    open: (name, attributes) => reader.open(name, attributes),
    close: (name) => reader.close(name),
  });
  return reader.styles;
}

/** Sheets that no list names are read all the same. */
const SHEET = /^xl\/(?:worksheets|dialogsheets|macrosheets|chartsheets)\/[^/]+\.xml$/i;

const unlisted = (pack: Package, listed: readonly SheetPart[]): SheetPart[] =>
  pack.names
    .filter((name) => SHEET.test(name) && !listed.some(({ part }) => part === name))
    .map((part) => ({ part, name: part.replace(/^.*\/|\.xml$/g, ''), isHidden: true }));

export function readWorkbook(pack: Package): Workbook {
  const main = mainPart(pack, 'xl/workbook.xml');
  const relations = relationsOf(pack, main);
  const listed: SheetPart[] = [];
  let is1904 = false;
  pack.readXml(main, {
    open(name, attributes) {
      if (name === 'workbookPr') is1904 = /^(?:1|true)$/.test(attributes.date1904 ?? '');
      if (name !== 'sheet') return;
      const id = attribute(attributes, 'id');
      const part = relations.find((relation) => relation.id === id)?.part;
      const isHidden = (attributes.state ?? 'visible') !== 'visible';
      if (part !== undefined && pack.has(part)) listed.push({ part, name: attributes.name ?? '', isHidden });
    },
  });
  const partOf = (kind: string, usual: RegExp): string =>
    relations.find((relation) => relation.kind === kind)?.part ??
    pack.names.find((name) => usual.test(name)) ??
    '';
  return {
    sheets: [...listed, ...unlisted(pack, listed)],
    strings: readStrings(pack, partOf('sharedStrings', /^xl\/sharedStrings\d*\.xml$/i)),
    styles: readStyles(pack, partOf('styles', /^xl\/styles\d*\.xml$/i)),
    is1904,
  };
}
