// Writes small Word and Excel documents (ECMA-376) that Office opens.

import { zip } from './zip.ts';

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const OFFICE = 'application/vnd.openxmlformats-officedocument';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const DOCUMENT_RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

type Relation = { readonly id: string; readonly type: string; readonly target: string };

function relations(list: readonly Relation[]): string {
  const items = list.map(
    ({ id, type, target }) =>
      `<Relationship Id="${id}" Type="${DOCUMENT_RELATIONS}/${type}" Target="${target}"/>`,
  );
  return `${XML}<Relationships xmlns="${RELATIONS}">${items.join('')}</Relationships>`;
}

/** The parts with what every package needs around them; `main` is the part that a reader starts with. */
function officePackage(
  main: string,
  types: Readonly<Record<string, string>>,
  parts: Readonly<Record<string, string>>,
) {
  const overrides = Object.entries(types).map(
    ([part, type]) => `<Override PartName="/${part}" ContentType="${OFFICE}.${type}+xml"/>`,
  );
  const contentTypes =
    `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    `${overrides.join('')}</Types>`;
  return zip([
    { name: '[Content_Types].xml', content: contentTypes },
    { name: '_rels/.rels', content: relations([{ id: 'r1', type: 'officeDocument', target: main }]) },
    ...Object.entries(parts).map(([name, content]) => ({ name, content })),
  ]);
}

/** A document of plain paragraphs. */
export function docx(paragraphs: readonly string[]): Buffer {
  const body = paragraphs.map(
    (text) => `<w:p><w:r><w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p>`,
  );
  const document =
    `${XML}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">` +
    `<w:body>${body.join('')}</w:body></w:document>`;
  const part = 'word/document.xml';
  return officePackage(part, { [part]: 'wordprocessingml.document.main' }, { [part]: document });
}

export type Sheet = {
  readonly name: string;
  readonly isHidden?: boolean;
  readonly rows: readonly (readonly (string | number)[])[];
};

const SPREADSHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

function sheetXml({ rows }: Sheet): string {
  const cell = (value: string | number) =>
    typeof value === 'number'
      ? `<c><v>${value}</v></c>`
      : `<c t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
  const lines = rows.map((row, n) => `<row r="${n + 1}">${row.map(cell).join('')}</row>`);
  return `${XML}<worksheet xmlns="${SPREADSHEET}"><sheetData>${lines.join('')}</sheetData></worksheet>`;
}

export function xlsx(sheets: readonly Sheet[]): Buffer {
  const list = sheets.map(
    ({ name, isHidden }, n) =>
      `<sheet name="${escaped(name)}" sheetId="${n + 1}"${isHidden ? ' state="hidden"' : ''} r:id="r${n + 1}"/>`,
  );
  const workbook = `${XML}<workbook xmlns="${SPREADSHEET}" xmlns:r="${DOCUMENT_RELATIONS}"><sheets>${list.join('')}</sheets></workbook>`;
  const fileOf = (n: number) => `worksheets/sheet${n + 1}.xml`;
  const main = 'xl/workbook.xml';
  const types = sheets.map((_, n) => [`xl/${fileOf(n)}`, 'spreadsheetml.worksheet']);
  return officePackage(
    main,
    { [main]: 'spreadsheetml.sheet.main', ...Object.fromEntries(types) },
    {
      [main]: workbook,
      'xl/_rels/workbook.xml.rels': relations(
        sheets.map((_, n) => ({ id: `r${n + 1}`, type: 'worksheet', target: fileOf(n) })),
      ),
      ...Object.fromEntries(sheets.map((sheet, n) => [`xl/${fileOf(n)}`, sheetXml(sheet)])),
    },
  );
}
