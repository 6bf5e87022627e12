// The files of the tables about content: small ones, as Office writes them, about people who do not exist.

import { xlsx } from '../../../src/cli/demo/files/office.ts';
import { pdf } from '../../../src/cli/demo/files/pdf.ts';
import { makeOoxml, makeXlsx, paragraph, wordBody } from '../../attachment/make-office.ts';
import { AES_EXTRA, makeZip } from '../../attachment/make-zip.ts';
import type { CaseFile } from './case.ts';

const PEOPLE: readonly (readonly [name: string, phone: string, address: string])[] = [
  ['早瀬 かえで', '090-4411-2255', '石川県白山市倉光2-1-7'],
  ['堀内 大輔', '080-3322-7781', '長野県松本市中央3-4-5'],
  ['三宅 由紀', '090-8812-4470', '福岡県久留米市東町12-8'],
  ['安藤 誠', '070-5567-1203', '愛知県岡崎市康生通1-2-3'],
  ['西山 香織', '080-9034-6612', '宮城県石巻市中里4-5-6'],
  ['大塚 健太', '090-2210-8845', '兵庫県姫路市本町68-1'],
  ['平野 真由美', '080-7745-3319', '静岡県沼津市大手町5-6-7'],
];
const ENGLISH: readonly (readonly [name: string, phone: string, address: string])[] = [
  ['Emily Carter', '+44 7700 900123', '14 Orchard Lane, Exeter'],
  ['James Holloway', '+44 7700 900456', '3 Mill Road, Cambridge'],
  ['Sophie Bennett', '+44 7700 900789', '27 Station Street, Leeds'],
  ['Oliver Grant', '+44 7700 900321', '8 Castle Hill, Lincoln'],
  ['Hannah Price', '+44 7700 900654', '51 Kings Avenue, Bath'],
  ['Thomas Ward', '+44 7700 900987', '2 Church Walk, York'],
];

/** A list of so many people with telephone and address, first the titles. */
export function people(count: number, language: 'ja' | 'en' = 'ja'): readonly (readonly string[])[] {
  return language === 'ja'
    ? [['氏名', '電話番号', '住所'], ...PEOPLE.slice(0, count)]
    : [['Name', 'Phone', 'Address'], ...ENGLISH.slice(0, count)];
}

export const lines = (rows: readonly (readonly string[])[], between = ','): string =>
  rows.map((row) => row.join(between)).join('\n');

export const csv = (name: string, rows: readonly (readonly string[])[]): CaseFile => ({
  name,
  octets: Buffer.from(`${lines(rows)}\n`),
});

export type BookSheet = Parameters<typeof xlsx>[0][number];

export const book = (name: string, ...sheets: readonly BookSheet[]): CaseFile => ({
  name,
  octets: xlsx(sheets),
});

/** What makes a `<row>` of these cells, `more` among its attributes. */
export function rowXml(n: number, cells: readonly string[], more = ''): string {
  const inner = cells.map(
    (value, i) => `<c r="${'ABCDEF'[i]}${n}" t="inlineStr"><is><t>${value}</t></is></c>`,
  );
  return `<row r="${n}"${more}>${inner.join('')}</row>`;
}

/** A workbook whose rows from the second on are hidden. */
export const withHiddenRows = (name: string, rows: readonly (readonly string[])[]): CaseFile => ({
  name,
  octets: makeXlsx([
    { name: 'Sheet1', rows: rows.map((row, i) => rowXml(i + 1, row, i === 0 ? '' : ' hidden="1"')).join('') },
  ]),
});

/** A workbook whose columns from the second on are hidden. */
export function withHiddenColumns(name: string, rows: readonly (readonly string[])[]): CaseFile {
  const inner = rows.map((row, i) => rowXml(i + 1, row)).join('');
  const sheet = `<worksheet><cols><col min="2" max="16384" hidden="1"/></cols><sheetData>${inner}</sheetData></worksheet>`;
  return {
    name,
    octets: makeXlsx([{ name: 'Sheet1', rows: '' }], { 'xl/worksheets/sheet1.xml': sheet }),
  };
}

/** A document of these paragraphs; `deleted` are recorded as deleted. */
export function letter(name: string, shown: readonly string[], deleted: readonly string[] = []): CaseFile {
  const gone = deleted.map(
    (text) => `<w:p><w:del w:id="1"><w:r><w:delText>${text}</w:delText></w:r></w:del></w:p>`,
  );
  const body = [...shown.map(paragraph), ...gone].join('');
  return { name, octets: makeOoxml('docx', { 'word/document.xml': wordBody(body) }) };
}

export const page = (name: string, shown: readonly string[]): CaseFile => ({ name, octets: pdf(shown) });

export const zipped = (name: string, ...files: readonly CaseFile[]): CaseFile => ({
  name,
  octets: makeZip(files.map((file) => ({ name: file.name, content: file.octets }))),
});

/** An archive whose entries are encrypted by AES. */
export const aesZip = (name: string, entry = 'list.csv'): CaseFile => ({
  name,
  octets: makeZip([
    {
      name: entry,
      content: 'secret',
      flags: 0x801,
      method: 99,
      packed: Buffer.alloc(48, 7),
      extra: AES_EXTRA,
    },
  ]),
});

/** What is left of a file when its transfer broke off. */
export const broken = ({ name, octets }: CaseFile): CaseFile => ({
  name,
  octets: octets.subarray(0, Math.floor(octets.length / 2)),
});
