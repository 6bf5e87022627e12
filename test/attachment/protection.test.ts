// Protection beyond zip and PDF, old Office files, and what runs.

import { describe, expect, it } from 'vitest';
import { codesOf, inspect, lockOf, textOf } from './inspect.ts';
import { makeCfb } from './make-cfb.ts';

const hex = (octets: string): Buffer => Buffer.from(octets.replaceAll(' ', ''), 'hex');

const record = (id: number, content: Uint8Array): Buffer => {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(id);
  head.writeUInt16LE(content.length, 2);
  return Buffer.concat([head, content]);
};

const BOF = record(0x809, hex('0006 0500 0000 0000'));
const EOF = record(0x0a, new Uint8Array());

/** One sheet whose cells are numbers of rows and columns with a text. */
function makeWorkbook(cells: readonly (readonly [number, number, string])[]): Buffer {
  const name = Buffer.from('名簿', 'utf16le');
  const sheet = (at: number) => {
    const head = Buffer.alloc(8);
    head.writeUInt32LE(at);
    head[6] = 2;
    head[7] = 1;
    return record(0x85, Buffer.concat([head, name]));
  };
  const globalsLength = BOF.length + sheet(0).length + EOF.length;
  const rows = cells.map(([row, column, text]) => {
    const head = Buffer.alloc(9);
    head.writeUInt16LE(row);
    head.writeUInt16LE(column, 2);
    head.writeUInt16LE(text.length, 6);
    head[8] = 1;
    return record(0x204, Buffer.concat([head, Buffer.from(text, 'utf16le')]));
  });
  return Buffer.concat([BOF, sheet(globalsLength), EOF, BOF, ...rows, EOF]);
}

describe('old Office files', () => {
  it('an xls gives its sheets with cells in their columns', async () => {
    const octets = makeCfb({
      Workbook: makeWorkbook([
        [0, 0, '氏名'],
        [0, 2, '電話'],
        [4, 0, '山田 太郎'],
        [4, 2, '090'],
      ]),
    });
    const file = await inspect(octets, 'a.xls');
    expect(lockOf(file)).toBe('xls: none');
    expect(file.blocks).toMatchObject([{ section: '名簿', text: '氏名\t\t電話\n山田 太郎\t\t090\n' }]);
  });

  it('a ppt gives its text atoms', async () => {
    const atom = (kind: number, content: Buffer) => {
      const head = Buffer.alloc(8);
      head.writeUInt16LE(kind, 2);
      head.writeUInt32LE(content.length, 4);
      return Buffer.concat([head, content]);
    };
    const stream = Buffer.concat([
      atom(0x0fa0, Buffer.from('山田 太郎', 'utf16le')),
      atom(0x0fa8, Buffer.from('plain')),
    ]);
    const file = await inspect(makeCfb({ 'PowerPoint Document': stream, 'Current User': hex('00') }));
    expect(lockOf(file)).toBe('ppt: none');
    expect(textOf(file)).toContain('山田 太郎\nplain\n');
  });

  it('an Outlook item gives subject, body and attachments', async () => {
    const file = await inspect(
      makeCfb({
        '__properties_version1.0': hex('00'),
        '__substg1.0_0037001F': Buffer.from('subject', 'utf16le'),
        '__substg1.0_1000001F': Buffer.from('本文', 'utf16le'),
        '__attach_version1.0_#00000000/__substg1.0_3707001F': Buffer.from('list.csv', 'utf16le'),
        '__attach_version1.0_#00000000/__substg1.0_37010102': Buffer.from('a,b\nc,d\n'.repeat(600)),
      }),
      'item.msg',
    );
    expect(file.files.map(({ type }) => type)).toEqual(['msg', expect.any(String)]);
    expect(textOf(file)).toContain('subject');
    expect(textOf(file)).toContain('本文');
  });

  it('a winmail.dat gives subject, body and attachments', async () => {
    const attribute = (level: number, id: number, content: Uint8Array) => {
      const head = Buffer.alloc(9);
      head[0] = level;
      head.writeUInt16LE(id, 1);
      head.writeUInt32LE(content.length, 5);
      return Buffer.concat([head, content, Buffer.alloc(2)]);
    };
    const body = Buffer.from('本文', 'utf16le');
    const properties = Buffer.concat([hex('01000000 1f000010 01000000 04000000'), body]);
    const octets = Buffer.concat([
      hex('789f3e22 0100'),
      attribute(1, 0x8004, Buffer.from('subject\0')),
      attribute(1, 0x9003, properties),
      attribute(2, 0x9002, Buffer.alloc(14)),
      attribute(2, 0x8010, Buffer.from('list.csv\0')),
      attribute(2, 0x800f, Buffer.from('a,b\nc,d\n')),
    ]);
    const file = await inspect(octets, 'winmail.dat');
    expect(file.files.map(({ path, type }) => [path, type])).toEqual([
      ['winmail.dat', 'tnef'],
      ['winmail.dat › list.csv', 'csv'],
    ]);
    expect(textOf(file)).toBe('subject\n\n本文\n\na\tb\nc\td\n');
    expect(codesOf(await inspect(octets.subarray(0, -10)))).toEqual(['damaged-file']);
  });

  it('VBA and Excel 4 macros are macros', async () => {
    const file = await inspect(
      makeCfb({ Workbook: makeWorkbook([]), '_VBA_PROJECT_CUR/VBA/dir': hex('00') }),
    );
    expect(file.files[0]?.hasMacros).toBe(true);
  });

  it('with a password are protected, and that is no fault', async () => {
    const word = Buffer.alloc(1024);
    word.writeUInt16LE(0xa5ec);
    word.writeUInt16LE(0xc1, 2);
    word.writeUInt16LE(0x0100, 10);
    const user = Buffer.alloc(32);
    user.writeUInt32LE(0xf3d1c4df, 12);
    const cases: readonly (readonly [string, Readonly<Record<string, Uint8Array>>])[] = [
      ['doc: protected by office97-rc4', { WordDocument: word }],
      [
        'xls: protected by office97-rc4',
        { Workbook: Buffer.concat([BOF, record(0x2f, hex('0100 0100')), EOF]) },
      ],
      [
        'xls: protected by office97-xor',
        { Workbook: Buffer.concat([BOF, record(0x2f, hex('0000 1234')), EOF]) },
      ],
      ['ppt: protected by office97-rc4', { 'PowerPoint Document': hex('00'), 'Current User': user }],
      [
        'ooxml: protected by ooxml-agile',
        { EncryptionInfo: hex('0400 0400 40000000'), EncryptedPackage: hex('00') },
      ],
      [
        'ooxml: protected by ooxml-standard',
        { EncryptionInfo: hex('0300 0200 24000000'), EncryptedPackage: hex('00') },
      ],
      ['ole2: protected by irm', { '\x09DRMContent': hex('00'), WordDocument: word }],
    ];
    for (const [expected, streams] of cases) {
      const file = await inspect(makeCfb(streams));
      expect([lockOf(file), codesOf(file)], expected).toEqual([expected, []]);
      expect(file.files[0]?.readable).toBe(false);
    }
  });

  it('that are damaged are faults', async () => {
    const whole = makeCfb({ Workbook: makeWorkbook([[0, 0, 'a']]) });
    expect(codesOf(await inspect(whole.subarray(0, 1024)))).toEqual(['damaged-file']);
    const looped = Buffer.from(whole);
    looped.writeUInt32LE(1, 512 + 4);
    expect(codesOf(await inspect(looped))).toEqual(['damaged-file']);
  });
});

describe('encrypted messages', () => {
  const oid = (last: string) => hex(`30 80 06 09 2a864886f70d0107${last} a0 80 00 00 00 00 00 00`);

  it('PGP, age and S/MIME are told by their content', async () => {
    const cases: readonly (readonly [string, Uint8Array])[] = [
      [
        'pgp: protected by pgp',
        Buffer.from('-----BEGIN PGP MESSAGE-----\n\nabc\n-----END PGP MESSAGE-----\n'),
      ],
      ['pgp: protected by pgp', hex(`85 010c 03 ${'ab'.repeat(40)}`)],
      ['age: protected by age', Buffer.from('age-encryption.org/v1\n-> X25519 a\n')],
      ['rpmsg: protected by irm', hex('76e80460c411e386 0000')],
      ['age: protected by age', Buffer.from('-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n')],
      ['cms: protected by smime', oid('03')],
      ['cms: protected by smime', oid('06')],
    ];
    for (const [expected, octets] of cases) {
      const file = await inspect(octets);
      expect([lockOf(file), codesOf(file)]).toEqual([expected, []]);
    }
  });

  it('what is only signed is opened and read', async () => {
    const mail = Buffer.from('Content-Type: text/plain\r\n\r\nsigned text\r\n');
    const node = (tag: number, ...inside: Uint8Array[]) => {
      const content = Buffer.concat(inside);
      return Buffer.concat([Uint8Array.from([tag, content.length]), content]);
    };
    const data = node(0x06, hex('2a864886f70d010701'));
    const signed = node(
      0x30,
      node(0x02, hex('01')),
      node(0x31),
      node(0x30, data, node(0xa0, node(0x04, mail))),
      node(0x31),
    );
    const octets = node(0x30, node(0x06, hex('2a864886f70d010702')), node(0xa0, signed));
    const file = await inspect(octets, 'smime.p7m');
    expect(lockOf(file)).toBe('cms: none');
    expect(file.files.map(({ path, type }) => `${path}: ${type}`)[1]).toBe('smime.p7m › smime.eml: eml');
  });

  it('a public key or a signature is no protection', async () => {
    const key = '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nabc\n-----END PGP PUBLIC KEY BLOCK-----\n';
    expect(lockOf(await inspect(key))).toBe('text: none');
  });
});

describe('what runs', () => {
  it.each([
    ['report.pdf.exe', 'text', { isProgram: true }],
    ['a.scr', 'text', { isProgram: true }],
    ['a.js', 'text', { isScript: true }],
    ['a.lnk ', 'text', { isScript: true }],
    ['a.ps1\u200b.', 'text', { isScript: true }],
    ['a.EXE', 'text', { isProgram: true }],
    ['report', '#!/bin/sh\necho\n', { isScript: true }],
    ['notes.txt', 'text', { isScript: false, isProgram: false }],
    ['expense.xlsx', 'text', { isScript: false, isProgram: false }],
  ])('%s is judged by name and content', async (name, content, expected) => {
    expect((await inspect(content, name)).files[0]).toMatchObject(expected);
  });

  it('a program is one under any name, and what it carries cannot be told', async () => {
    const file = await inspect(Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]), 'photo.jpg');
    expect(file.files[0]).toMatchObject({ type: 'exe', isProgram: true, readable: false });
    expect(codesOf(file)).toEqual(['unsupported-format']);
  });

  it('pictures and sound are read whole: they have no text', async () => {
    for (const magic of ['89504e470d0a1a0a', 'ffd8ffe0', '474946383961', '4944330300']) {
      const file = await inspect(hex(`${magic}${'00'.repeat(64)}`));
      expect([file.files[0]?.readable, codesOf(file)]).toEqual([true, []]);
    }
  });
});
