// Text formats: charsets, tables, html, rtf.

import Encoding from 'encoding-japanese';
import { describe, expect, it } from 'vitest';
import { codesOf, inspect, textOf } from './inspect.ts';

const ROW = '氏名,住所,電話\n髙橋 花子,東京都千代田区１−１,03-1234-5678\n山﨑 太郎,大阪市北区,06-1234-5678\n';

const encode = (charset: 'SJIS' | 'EUCJP' | 'JIS' | 'UTF16LE' | 'UTF16BE', text: string): Uint8Array =>
  Uint8Array.from(Encoding.convert(Encoding.stringToCode(text), { to: charset, from: 'UNICODE' }));

const utf32 = (text: string): Uint8Array => {
  const points = Array.from(`\ufeff${text}`, (character) => character.codePointAt(0) ?? 0);
  const octets = Buffer.alloc(points.length * 4);
  for (const [n, point] of points.entries()) octets.writeUInt32LE(point, n * 4);
  return octets;
};

const PLAIN = '氏名,住所,電話\n高橋 花子,東京都千代田区,03-1234-5678\n山田 太郎,大阪市北区,06-1234-5678\n';

describe('text files', () => {
  it.each([
    ['UTF-8', Buffer.from(ROW), ROW],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${ROW}`), ROW],
    ['UTF-16 without a mark', Buffer.from(ROW, 'utf16le'), ROW],
    ['UTF-16 with a mark', Buffer.from(`\ufeff${ROW}`, 'utf16le'), ROW],
    ['UTF-32 with a mark', utf32(ROW), ROW],
    ['big-endian UTF-16', encode('UTF16BE', PLAIN), PLAIN],
    ['Shift_JIS', encode('SJIS', PLAIN), PLAIN],
    ['EUC-JP', encode('EUCJP', PLAIN), PLAIN],
    ['ISO-2022-JP', encode('JIS', PLAIN), PLAIN],
  ])('reads a table in %s', async (_charset, octets, expected) => {
    const file = await inspect(octets, 'list.csv');
    expect(textOf(file)).toBe(expected.replaceAll(',', '\t'));
    expect(file.files[0]).toMatchObject({ type: 'csv', readable: true, protection: 'none' });
  });

  it('tells half-width katakana in Latin text from Western accents', async () => {
    const kana = Buffer.concat([
      Buffer.from('ID001 '),
      Buffer.from('d4cfc0de', 'hex'),
      Buffer.from(' A\nSONY'),
      Buffer.from('cedddcac', 'hex'),
      Buffer.from(' TEL\n'),
    ]);
    expect(textOf(await inspect(kana))).toBe('ID001 ﾔﾏﾀﾞ A\nSONYﾎﾝﾜｬ TEL\n');
    const western = Buffer.from(
      'Un caf\xe9 cr\xe8me \xe0 Z\xfcrich, Se\xf1or Mu\xf1oz d\xe9j\xe0 vu\n',
      'latin1',
    );
    expect(textOf(await inspect(western))).toContain('Señor Muñoz');
  });

  it('reads cp932 characters that Shift_JIS does not have', async () => {
    const octets = Buffer.from('8d82 8bb4 fbfc 8740 0a'.replaceAll(' ', ''), 'hex');
    expect(textOf(await inspect(octets))).toBe('高橋髙①\n');
  });

  it('reads Western text that is neither UTF-8 nor Japanese', async () => {
    expect(textOf(await inspect(Buffer.from('Meeting at the caf\xe9 with Zo\xeb.\n', 'latin1')))).toContain(
      'café',
    );
  });

  it('keeps a quoted cell with commas and line ends in one cell', async () => {
    const file = await inspect('name,address,tel\n"Doe, Jane","1 Road\nTown",03-1\nRoe,"2 Road",03-2\n');
    expect(textOf(file)).toBe('name\taddress\ttel\nDoe, Jane\t1 Road Town\t03-1\nRoe\t2 Road\t03-2\n');
  });

  it('reads a table on although a quotation mark never closes', async () => {
    const file = await inspect('a,b\n1,"x""y"z\n2,"open\n3,c\n');
    expect(textOf(file)).toBe('a\tb\n1\tx"yz\n2\t"open\n3\tc\n');
  });

  it('makes the folded lines of calendars and cards whole, and decodes what telephones encode', async () => {
    const calendar = 'BEGIN:VCALENDAR\r\nSUMMARY:社外\r\n 秘\r\nEND:VCALENDAR\r\n';
    expect(textOf(await inspect(Buffer.from(calendar), 'a.ics'))).toContain('SUMMARY:社外秘');
    // Who reads it as a text sees its lines, and theirs may begin with a blank.
    const rows = ['BEGIN:VCARD', ' 高橋 花子\t090-1234-5678', ' 山田 太郎\t090-2345-6789', 'END:VCARD'];
    expect(textOf(await inspect(Buffer.from(rows.join('\r\n')), 'a.txt'))).toContain(rows.join('\r\n'));
    const quoted = (charset: 'UTF8' | 'SJIS', name: string) =>
      Encoding.convert(Encoding.stringToCode(name), { to: charset, from: 'UNICODE' })
        .map((octet) => `=${octet.toString(16).toUpperCase().padStart(2, '0')}`)
        .join('');
    const card = [
      'BEGIN:VCARD',
      'VERSION:2.1',
      `N;CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE:${quoted('SJIS', '高橋')};=`,
      `${quoted('SJIS', '花子')}`,
      `ADR;HOME;QUOTED-PRINTABLE;CHARSET=UTF-8:${quoted('UTF8', '東京都港区')}`,
      'TEL;CELL:090-1234-5678',
      'END:VCARD',
    ].join('\r\n');
    const read = textOf(await inspect(Buffer.from(card), 'a.vcf'));
    expect(read).toMatch(/:高橋;花子\r?\nADR.*:東京都港区\r?\nTEL;CELL:090-1234-5678/);
  });

  it('calls octets of no known format a fault, never text', async () => {
    const file = await inspect(Buffer.from('02ff00fe8081ffff00010203', 'hex'));
    expect(codesOf(file)).toEqual(['unknown-format']);
    expect(file.files[0]?.readable).toBe(false);
  });

  it('knows each kind of text by what it says', async () => {
    const kinds: readonly (readonly [string, string])[] = [
      ['<!DOCTYPE html><html><body>a</body></html>', 'html'],
      ['<ul><li>a</li></ul>', 'html'],
      ['<?xml version="1.0"?><a/>', 'xml'],
      ['BEGIN:VCARD\r\nFN:x\r\nEND:VCARD\r\n', 'vcf'],
      ['BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n', 'ics'],
      ['[{"name": "a"}]', 'json'],
      ['#!/bin/sh\necho\n', 'script'],
      ['a\tb\nc\td\n', 'tsv'],
      ['From: a@b.example\r\nTo: c@d.example\r\nSubject: x\r\n\r\nhello\r\n', 'eml'],
      ['From: here to eternity\nand back again\n\nis no mail\n', 'text'],
    ];
    for (const [text, type] of kinds) expect((await inspect(text)).files[0]?.type, text).toBe(type);
  });
});

describe('HTML', () => {
  it('keeps the cells of a table apart, also under the name of a workbook', async () => {
    const html =
      '<html><body><table><tr><th>氏名</th><th>電話</th></tr><tr><td>山田 太郎<br>様</td><td>090</td></tr></table></body></html>';
    const file = await inspect(html, 'list.xls');
    expect(file.files[0]?.type).toBe('html');
    expect(textOf(file)).toContain('氏名\t電話\t\n山田 太郎 様\t090\t\n');
  });

  it('holds files in its links', async () => {
    const source = `<p>see</p><a href="data:text/plain;base64,${Buffer.from(PLAIN).toString('base64')}">here</a>`;
    const { files, blocks } = await inspect(Buffer.from(source), 'a.html');
    expect(files.map(({ path }) => path)).toEqual(['a.html', 'a.html › data-link']);
    expect(blocks.map(({ text }) => text).join()).toContain('高橋 花子');
  });

  it('decodes by the charset it declares and leaves scripts out', async () => {
    const octets = Buffer.concat([
      Buffer.from('<html><meta charset="Shift_JIS"><script>var x</script><p title="x">'),
      encode('SJIS', '名簿'),
      Buffer.from('</p></html>'),
    ]);
    const text = textOf(await inspect(octets));
    expect(text).toContain('名簿');
    expect(text).not.toContain('var x');
  });
});

describe('XML text', () => {
  it('gives its elements as cells too', async () => {
    const file = await inspect(
      '<?xml version="1.0"?><l><p><n>山田</n><t>03</t></p><p><n>鈴木</n><t>06</t></p></l>',
    );
    expect(textOf(file)).toContain('山田\t03\t\n鈴木\t06\t\n');
  });

  it('reports entities of its own as a fault and does not expand them', async () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><a>&b;</a>`;
    expect(codesOf(await inspect(bomb))).toEqual(['doctype']);
  });
});

describe('RTF', () => {
  it('reads Japanese by font charset, by code page and by number', async () => {
    const rtf = String.raw`{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset128 MS Gothic;}}\f1 \'8eR\'93c\f0  and \u23665?\u30000?\par end}`;
    expect(textOf(await inspect(rtf))).toBe('山田 and 山田\nend');
  });

  it('keeps a character whole whose second octet looks like markup', async () => {
    // 表 = 95 5C, where 5C is the backslash; ソ = 83 5C.
    const rtf = String.raw`{\rtf1\ansi\ansicpg932 \'95\\ \'83\'5c}`;
    expect(textOf(await inspect(rtf))).toBe('表 ソ');
  });

  it('keeps cells apart and leaves fonts, styles and instructions out', async () => {
    const rtf = String.raw`{\rtf1{\stylesheet{\s1 Normal;}}{\*\generator x;}\trowd\intbl a\par b\cell c\cell\row\pard{\field{\*\fldinst HYPERLINK "u"}{\fldrslt link}}}`;
    expect(textOf(await inspect(rtf))).toBe('a b\tc\t\nlink');
  });

  it('takes an embedded object out as a file', async () => {
    const hex = Buffer.concat([
      Buffer.from('0105000002000000', 'hex'),
      Buffer.from('%PDF-1.4 broken'),
    ]).toString('hex');
    const file = await inspect(`{\\rtf1 text{\\object{\\*\\objdata ${hex}}}}`, 'a.rtf');
    expect(file.files.map(({ path, type }) => [path, type])).toEqual([
      ['a.rtf', 'rtf'],
      ['a.rtf › object', 'pdf'],
    ]);
    expect(codesOf(file)).toEqual(['damaged-file']);
  });
});
