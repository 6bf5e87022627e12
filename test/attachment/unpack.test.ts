// Archives beyond zip and tar, and packed streams: names in every charset, locks, content, and what does not agree.

import { describe, expect, it } from 'vitest';
import { newBudget } from '../../src/attachment/budget.ts';
import { codesOf, inspect, lockOf, textOf } from './inspect.ts';
import { CSV, makeLzh, makeRar4, makeRar5, PACKED, SEVEN_ZIP } from './make-archive.ts';
import { AES_EXTRA, makeZip } from './make-zip.ts';

const utf8 = (text: string): Buffer => Buffer.from(text);
/** 名簿.csv in cp932. */
const CP932_NAME = Buffer.from('96bc95eb2e637376', 'hex');
const namesIn = (file: Awaited<ReturnType<typeof inspect>>): string[] =>
  file.files.slice(1).map(({ name }) => name);

describe('a 7z archive', () => {
  it.each(['lzma', 'ppmd'] as const)(
    'packed with %s gives its files, with their Japanese names',
    async (method) => {
      const file = await inspect(SEVEN_ZIP[method], 'a.7z');
      expect(namesIn(file)).toEqual(['jp/表示能力.txt', 'jp/資料/名簿.csv']);
      expect(textOf(file)).toContain('山田 太郎,090-0000-0000');
      expect([lockOf(file), codesOf(file)]).toEqual(['7z: none', []]);
    },
  );

  it('whose files are locked shows their names, whose list is locked shows nothing; neither is a fault', async () => {
    const locked = await inspect(SEVEN_ZIP.locked);
    expect([lockOf(locked), codesOf(locked)]).toEqual(['7z: protected by 7z-aes', []]);
    expect(namesIn(locked)).toContain('jp/資料/名簿.csv');
    const names = await inspect(SEVEN_ZIP.lockedNames);
    expect([lockOf(names), namesIn(names)]).toEqual(['7z: protected by 7z-header', []]);
  });

  it.each([20, 40, 100, 200])('damaged at octet %i is a fault', async (at) => {
    const octets = Buffer.from(SEVEN_ZIP.lzma);
    octets[at] = (octets[at] ?? 0) ^ 0xff;
    expect(codesOf(await inspect(octets))).toHaveLength(1);
  });
});

describe('a RAR archive', () => {
  it('of version 5 gives its files', async () => {
    const file = await inspect(makeRar5([{ name: utf8('資料/名簿.csv'), content: CSV }]));
    expect([namesIn(file), textOf(file)]).toEqual([
      ['資料/名簿.csv'],
      '氏名\t電話\n山田 太郎\t090-0000-0000\n',
    ]);
  });

  it('of version 4 gives its files, with names in cp932 or in two halves', async () => {
    expect(namesIn(await inspect(makeRar4(CP932_NAME, CSV)))).toEqual(['名簿.csv']);
    // High octet 0x54; 名 = 540d by the common high octet, 簿 = 7c3f by both octets, the rest taken over.
    const halves = Buffer.concat([
      utf8('__.csv'),
      Buffer.from([0, 0x54, 0b01101100, 0x0d, 0x3f, 0x7c, 0x02]),
    ]);
    const file = await inspect(makeRar4(halves, CSV, 0x200));
    expect(namesIn(file)).toEqual(['名簿.csv']);
    expect(textOf(file)).toContain('山田 太郎');
  });

  it('with some files locked is partly protected, and the others are read', async () => {
    const file = await inspect(
      makeRar5([
        { name: utf8('open.csv'), content: CSV },
        { name: utf8('locked.csv'), content: 'unreadable', isLocked: true },
      ]),
    );
    expect(lockOf(file)).toBe('rar: partial by rar-aes');
    expect(file.files.map(({ protection }) => protection)).toEqual(['partial', 'none', 'protected']);
    expect(textOf(file)).toContain('山田 太郎');
  });

  it('with all files locked is protected, which is no fault', async () => {
    const file = await inspect(makeRar4(CP932_NAME, 'unreadable', 0x04));
    expect([lockOf(file), codesOf(file), namesIn(file)]).toEqual([
      'rar: protected by rar-aes',
      [],
      ['名簿.csv'],
    ]);
  });

  it('that unpacks to other files than it lists is a fault', async () => {
    // Readers that look for a zip first see the entries of the zip that is stored in it.
    const zip = makeZip([{ name: 'other.txt', content: 'x', stored: true }]);
    const files = [
      { name: utf8('a.zip'), content: zip },
      { name: utf8('b.csv'), content: CSV },
    ];
    expect(codesOf(await inspect(makeRar5(files)))).toEqual(['archive-mismatch']);
  });
});

describe('an LZH archive', () => {
  it('gives its files with cp932 names', async () => {
    expect(namesIn(await inspect(makeLzh(0, CP932_NAME, utf8(''), CSV)))).toEqual(['名簿.csv']);
    const folder = Buffer.from('8e9197bfff', 'hex');
    const file = await inspect(makeLzh(2, CP932_NAME, folder, CSV));
    expect([namesIn(file), textOf(file)]).toEqual([
      ['資料/名簿.csv'],
      '氏名\t電話\n山田 太郎\t090-0000-0000\n',
    ]);
  });

  it('of a method that is not read is a fault', async () => {
    const octets = Buffer.from(makeLzh(0, CP932_NAME, utf8(''), CSV));
    octets.write('-lh1-', 2);
    expect(codesOf(await inspect(octets))).toEqual(['damaged-archive']);
  });
});

describe('a packed stream', () => {
  it.each([
    ['b.csv.xz', PACKED.xz],
    ['b.csv.lzma', PACKED.lzma],
    ['b.csv.bz2', PACKED.bzip2],
  ])('%s gives its content as a file', async (name, octets) => {
    const file = await inspect(octets, name);
    expect(file.files[1]).toMatchObject({ name: 'b.csv', type: 'csv' });
    expect(textOf(file)).toContain('山田 太郎\t090-0000-0000');
  });

  it.each([PACKED.xz, PACKED.bzip2])('of several pieces gives them all', async (octets) => {
    const file = await inspect(Buffer.concat([octets, octets]));
    expect(textOf(file).match(/山田 太郎/g)).toHaveLength(2);
  });

  it.each([PACKED.xz, PACKED.bzip2])('with octets behind it is a fault', async (octets) => {
    expect(codesOf(await inspect(Buffer.concat([octets, utf8('山田 太郎')])))).toEqual(['damaged-archive']);
  });

  it('is unpacked in a zip as well', async () => {
    const file = await inspect(makeZip([{ name: 'b.csv', content: CSV, method: 12, packed: PACKED.bzip2 }]));
    expect([textOf(file), codesOf(file)]).toEqual(['氏名\t電話\n山田 太郎\t090-0000-0000\n', []]);
  });
});

describe('a self-extracting program', () => {
  const program = Buffer.concat([utf8('MZ'), Buffer.alloc(200), utf8('7z but not an archive')]);

  it.each([
    ['7z', SEVEN_ZIP.locked, '7z-aes'],
    [
      'zip',
      makeZip([{ name: 'a.txt', content: 'x', flags: 0x801, stored: true, extra: AES_EXTRA }]),
      'zip-aes',
    ],
    ['RAR', makeRar4(CP932_NAME, 'x', 0x04), 'rar-aes'],
  ])('with a locked %s is protected', async (_kind, archive, by) => {
    const file = await inspect(Buffer.concat([program, archive]), 'a.exe');
    expect([lockOf(file), codesOf(file)]).toEqual([`exe: protected by ${by}`, []]);
    expect(file.files[0]?.isProgram).toBe(true);
  });

  it('with an open archive is read, and stays a program that cannot be told', async () => {
    const file = await inspect(Buffer.concat([program, SEVEN_ZIP.lzma]), 'a.exe');
    expect(codesOf(file)).toEqual(['unsupported-format']);
    expect(textOf(file)).toContain('山田 太郎');
  });
});

describe('the budget', () => {
  it('counts what archives unpack to', async () => {
    const octets = makeRar5([{ name: utf8('a'), content: 'x'.repeat(5000) }]);
    expect(codesOf(await inspect(octets, 'a', newBudget({ octets: 4000 })))).toEqual(['ratio']);
    expect(codesOf(await inspect(SEVEN_ZIP.lzma, 'a', newBudget({ entries: 2 })))).toEqual(['too-large']);
  });

  it('ends when time is up', async () => {
    const file = await inspect(SEVEN_ZIP.lzma, 'a', newBudget({ endsAtMs: performance.now() }));
    expect(codesOf(file)).toEqual(['timeout']);
  });
});
