// Office packages as small as a reader accepts them.

import { type Entry, makeZip } from './make-zip.ts';

const TYPES: Readonly<Record<string, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
  docm: 'application/vnd.ms-word.document.macroEnabled.main+xml',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml',
};

type Parts = Readonly<Record<string, string | Uint8Array>>;

const entriesOf = (parts: Parts): Entry[] =>
  Object.entries(parts).map(([name, content]) => ({ name, content }));

export function makeOoxml(kind: string, parts: Parts): Uint8Array {
  const types = `<?xml version="1.0"?><Types xmlns="x"><Override PartName="/main.xml" ContentType="${TYPES[kind]}"/></Types>`;
  return makeZip(entriesOf({ '[Content_Types].xml': types, ...parts }));
}

export const wordBody = (body: string): string =>
  `<?xml version="1.0"?><w:document xmlns:w="w" xmlns:mc="mc"><w:body>${body}</w:body></w:document>`;
export const paragraph = (text: string): string => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;

export type Sheet = {
  readonly name: string;
  readonly state?: string;
  readonly rows: string;
  readonly after?: string;
};

/** `rows` is the inside of sheetData. */
export function makeXlsx(sheets: readonly Sheet[], parts: Parts = {}): Uint8Array {
  const list = sheets.map(
    ({ name, state = 'visible' }, i) =>
      `<sheet name="${name}" sheetId="${i + 1}" state="${state}" r:id="r${i}"/>`,
  );
  const relations = sheets.map(
    (_, i) => `<Relationship Id="r${i}" Type="t" Target="worksheets/sheet${i + 1}.xml"/>`,
  );
  const files = sheets.map(({ rows, after = '' }, i): [string, string] => [
    `xl/worksheets/sheet${i + 1}.xml`,
    `<worksheet><sheetData>${rows}</sheetData>${after}</worksheet>`,
  ]);
  return makeOoxml('xlsx', {
    'xl/workbook.xml': `<workbook xmlns:r="r"><sheets>${list.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${relations.join('')}</Relationships>`,
    ...Object.fromEntries(files),
    ...parts,
  });
}

export function makeOdf(kind: string, parts: Parts, manifest = ''): Uint8Array {
  const mimetype = `application/vnd.oasis.opendocument.${kind}`;
  return makeZip([
    { name: 'mimetype', content: mimetype, stored: true },
    ...entriesOf(parts),
    { name: 'META-INF/manifest.xml', content: `<m:manifest xmlns:m="m">${manifest}</m:manifest>` },
  ]);
}
