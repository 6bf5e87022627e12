// The same 1,200 people in every format, so that their times can be compared.

import { gzipSync } from 'node:zlib';
import { makeOdf, makeOoxml, makeXlsx, paragraph, wordBody } from '../attachment/make-office.ts';
import { makePdf } from '../attachment/make-pdf.ts';
import { makeZip } from '../attachment/make-zip.ts';

const SURNAMES =
  '佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 小林 加藤 吉田 森 佐々木 山口 松本 井上 木村 林 斎藤 清水'.split(
    ' ',
  );
const GIVEN = '愛 淳 健 恵 修 彩 翔 太郎 花子 美咲 大輔 直樹 由美 陽子 健一 真由美 恵子 和也 拓也 結衣'.split(
  ' ',
);

type Row = readonly string[];

const HEAD: Row = ['番号', '氏名', '住所', '電話番号', 'メールアドレス', '生年月日'];

const personOf = (n: number): Row => [
  String(1000 + n),
  `${SURNAMES[n % 20]} ${GIVEN[Math.floor(n / 20) % 20]}`,
  `東京都港区芝${1 + (n % 9)}-${1 + (n % 30)}-${1 + (n % 20)}`,
  `090-${1000 + n}-${1000 + ((n * 7) % 9000)}`,
  `user${n}@mail${n % 50}.example`,
  `19${50 + (n % 50)}/${1 + (n % 12)}/${1 + (n % 28)}`,
];

export const rosterRows = (count: number): readonly Row[] => [
  HEAD,
  ...Array.from({ length: count }, (_, n) => personOf(n)),
];

export const asCsv = (rows: readonly Row[]): string => rows.map((row) => `${row.join(',')}\n`).join('');

const asHtml = (rows: readonly Row[]): string =>
  `<html><body><table>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('\n')}</table></body></html>`;

const asJson = ([head = [], ...rows]: readonly Row[]): string =>
  JSON.stringify(rows.map((row) => Object.fromEntries(row.map((cell, at) => [head[at], cell]))));

export function asXlsx(rows: readonly Row[]): Uint8Array {
  const cellOf = (text: string, column: number, row: number) =>
    `<c r="${String.fromCharCode(65 + column)}${row + 1}" t="inlineStr"><is><t>${text}</t></is></c>`;
  const rowOf = (row: Row, n: number) =>
    `<row r="${n + 1}">${row.map((text, at) => cellOf(text, at, n)).join('')}</row>`;
  return makeXlsx([{ name: '名簿', rows: rows.map(rowOf).join('') }]);
}

function asDocx(rows: readonly Row[]): Uint8Array {
  const cells = (row: Row) => row.map((text) => `<w:tc>${paragraph(text)}</w:tc>`).join('');
  const table = rows.map((row) => `<w:tr>${cells(row)}</w:tr>`).join('');
  return makeOoxml('docx', { 'word/document.xml': wordBody(`<w:tbl>${table}</w:tbl>`) });
}

function asPptx(rows: readonly Row[]): Uint8Array {
  const slides: [string, string][] = [];
  const cells = (row: Row) =>
    row.map((text) => `<a:tc><a:p><a:r><a:t>${text}</a:t></a:r></a:p></a:tc>`).join('');
  for (let from = 0; from < rows.length; from += 20) {
    const lines = rows.slice(from, from + 20).map((row) => `<a:tr>${cells(row)}</a:tr>`);
    slides.push([
      `ppt/slides/slide${slides.length + 1}.xml`,
      `<p:sld xmlns:p="p" xmlns:a="a"><a:tbl>${lines.join('')}</a:tbl></p:sld>`,
    ]);
  }
  return makeOoxml('pptx', Object.fromEntries(slides));
}

function asOds(rows: readonly Row[]): Uint8Array {
  const cells = (row: Row) =>
    row.map((text) => `<table:table-cell><text:p>${text}</text:p></table:table-cell>`).join('');
  const table = rows.map((row) => `<table:table-row>${cells(row)}</table:table-row>`).join('');
  const content = `<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet><table:table table:name="S">${table}</table:table></office:spreadsheet></office:body></office:document-content>`;
  return makeOdf('spreadsheet', { 'content.xml': content });
}

const asRtf = (rows: readonly Row[]): string =>
  `{\\rtf1\\ansi\\ansicpg932 ${rows.map((row) => `${row.map((cell) => Array.from(cell, (letter) => (letter.charCodeAt(0) < 128 ? letter : `\\u${letter.charCodeAt(0)}?`)).join('')).join('\\tab ')}\\par\n`).join('')}}`;

/** One page; Japanese as the octets of its characters in a standard font for horizontal writing. */
function asPdf(rows: readonly Row[]): Uint8Array {
  const hex = (text: string) =>
    Array.from(text, (letter) => letter.charCodeAt(0).toString(16).padStart(4, '0')).join('');
  const lines = rows.flatMap((row, n) =>
    row.map(
      (cell, at) => `BT /F1 8 Tf 1 0 0 1 ${20 + at * 110} ${10 * (rows.length - n)} Tm <${hex(cell)}> Tj ET`,
    ),
  );
  const font =
    '<< /Type /Font /Subtype /Type0 /BaseFont /HeiseiKakuGo-W5 /Encoding /UniJIS-UCS2-H /DescendantFonts [6 0 R] >>';
  const descendant =
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HeiseiKakuGo-W5 /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> /FontDescriptor 7 0 R /DW 1000 >>';
  const descriptor =
    '<< /Type /FontDescriptor /FontName /HeiseiKakuGo-W5 /Flags 4 /ItalicAngle 0 /Ascent 859 /Descent -140 /CapHeight 769 /StemV 78 /FontBBox [0 -137 1000 859] >>';
  return makePdf({
    content: `${600 / (10 * rows.length)} 0 0 ${600 / (10 * rows.length)} 0 0 cm\n${lines.join('\n')}`,
    font,
    objects: [descendant, descriptor],
  });
}

/** Name of the format → the file, of so many people. */
export function rosterFiles(count: number): Readonly<Record<string, Uint8Array>> {
  const rows = rosterRows(count);
  const csv = Buffer.from(asCsv(rows));
  return {
    csv,
    html: Buffer.from(asHtml(rows)),
    json: Buffer.from(asJson(rows)),
    rtf: Buffer.from(asRtf(rows)),
    docx: asDocx(rows),
    xlsx: asXlsx(rows),
    pptx: asPptx(rows),
    ods: asOds(rows),
    pdf: asPdf(rows),
    'csv in zip': makeZip([{ name: 'roster.csv', content: csv }]),
    'csv in gzip': gzipSync(csv),
  };
}
