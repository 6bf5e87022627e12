// Archives: what is inside, what is locked, and the tricks by which two readers see two archives.

import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { newBudget } from '../../src/attachment/budget.ts';
import { codesOf, inspect, lockOf, textOf } from './inspect.ts';
import { AES_EXTRA, type Entry, makeZip } from './make-zip.ts';

const LIST: Entry = { name: '名簿.txt', content: '山田 太郎 090-0000-0000\n' };
const LOCKED = { flags: 0x801, stored: true };

const tar = (name: string, content: string): Uint8Array => {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write('0000644\0', 100);
  header.write(Buffer.byteLength(content).toString(8).padStart(11, '0'), 124);
  header.write('0', 156);
  header.write('ustar\x0000', 257);
  header.fill(0x20, 148, 156);
  const sum = header.reduce((total, octet) => total + octet, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  const body = Buffer.alloc(Math.ceil(Buffer.byteLength(content) / 512) * 512);
  body.write(content);
  return Buffer.concat([header, body, Buffer.alloc(1024)]);
};

describe('a zip', () => {
  it('gives every entry as a file, however deep', async () => {
    const inner = makeZip([LIST], 'a comment');
    const file = await inspect(
      makeZip([
        { name: 'a/', content: '', stored: true },
        { name: 'a/inner.zip', content: inner },
      ]),
      'out.zip',
    );
    expect(file.files.map(({ path, type }) => [path, type])).toEqual([
      ['out.zip', 'zip'],
      ['out.zip › a/inner.zip', 'zip'],
      ['out.zip › a/inner.zip › 名簿.txt', 'text'],
    ]);
    expect(file.faults).toEqual([]);
    expect(file.blocks[0]).toMatchObject({ where: 'out.zip › a/inner.zip › 名簿.txt', text: LIST.content });
  });

  it('shows cp932 names, also where a kanji holds the octet of a backslash', async () => {
    const name = Buffer.from('955c5c96bc95eb2e747874', 'hex');
    const file = await inspect(makeZip([{ name, content: 'x', flags: 0 }]));
    expect(file.files[1]?.name).toBe('表/名簿.txt');
  });

  it('tells how it is locked', async () => {
    const cases: readonly (readonly [string, readonly Entry[]])[] = [
      ['zip: weak by zipcrypto', [{ ...LIST, ...LOCKED }]],
      ['zip: protected by zip-aes', [{ ...LIST, ...LOCKED, method: 99, extra: AES_EXTRA }]],
      ['zip: protected by zip-strong', [{ ...LIST, ...LOCKED, flags: 0x841 }]],
      [
        'zip: partial by zipcrypto',
        [
          { ...LIST, ...LOCKED },
          { name: 'open.txt', content: 'open' },
        ],
      ],
      [
        'zip: weak by zipcrypto',
        [
          { ...LIST, ...LOCKED },
          { name: 'folder/', content: '', stored: true },
        ],
      ],
      ['zip: none', [LIST]],
    ];
    for (const [expected, entries] of cases) expect(lockOf(await inspect(makeZip(entries)))).toBe(expected);
  });

  it('reads the open entries of a partly locked one and names the locked ones', async () => {
    const file = await inspect(
      makeZip([
        { ...LIST, name: 'run.exe', ...LOCKED },
        { name: 'open.txt', content: 'open' },
      ]),
      'z',
    );
    expect(textOf(file)).toBe('open');
    expect(file.faults).toEqual([]);
    expect(
      file.files.map(({ path, protection, readable, isProgram }) => [path, protection, readable, isProgram]),
    ).toEqual([
      ['z', 'partial', false, false],
      ['z › run.exe', 'weak', false, true],
      ['z › open.txt', 'none', true, false],
    ]);
  });

  it('locked only by its local header is locked all the same, and a fault', async () => {
    const file = await inspect(makeZip([{ ...LIST, localFlags: 0x801 }]));
    expect(lockOf(file)).toBe('zip: weak by zipcrypto');
    expect(codesOf(file)).toEqual(['archive-mismatch']);
  });

  const good = makeZip([LIST]);
  const at = Buffer.from(good).indexOf('PK\x01\x02');
  const wrong: readonly (readonly [string, Uint8Array, readonly string[]])[] = [
    [
      'names that differ between the two headers',
      makeZip([{ ...LIST, localName: 'other.txt' }]),
      ['archive-mismatch'],
    ],
    ['octets in front', Buffer.concat([Buffer.from('PK\x03\x04 not this one'), good]), ['archive-mismatch']],
    ['octets behind the end', Buffer.concat([good, Buffer.from('more')]), ['archive-mismatch']],
    [
      'a gap before the directory',
      Buffer.concat([good.subarray(0, at), Buffer.from('gap'), good.subarray(at)]),
      ['archive-mismatch', 'damaged-archive'],
    ],
    ['two entries of one name', makeZip([LIST, { ...LIST, content: 'other' }]), ['archive-mismatch']],
    ['two end records', Buffer.concat([good, good.subarray(-22)]), ['archive-mismatch', 'damaged-archive']],
    ['a size that is not true', makeZip([{ ...LIST, saysSize: 3 }]), ['damaged-archive']],
    ['no end record', good.subarray(0, -22), ['damaged-archive']],
    ['a method that is not read', makeZip([{ ...LIST, method: 97 }]), ['unsupported-format']],
  ];
  it.each(wrong)('with %s is a fault', async (_what, octets, codes) => {
    const found = codesOf(await inspect(octets));
    expect(found.length).toBeGreaterThan(0);
    for (const code of found) expect(codes).toContain(code);
  });

  it('that unfolds beyond any ordinary ratio is refused before it is unfolded', async () => {
    const bomb = makeZip([{ name: 'zeros', content: new Uint8Array(40 * 1024 * 1024) }]);
    const budget = newBudget();
    const file = await inspect(bomb, 'bomb.zip', budget);
    expect(file.faults).toMatchObject([{ code: 'ratio', where: 'bomb.zip › zeros' }]);
    expect(budget.octets).toBe(newBudget().octets);
  });

  it('that is small and highly compressible is fine', async () => {
    expect(codesOf(await inspect(makeZip([{ name: 'a.txt', content: 'a'.repeat(2_000_000) }])))).toEqual([]);
  });

  it('beyond the limits of the mail is a fault', async () => {
    const two = makeZip([LIST, { name: 'b', content: 'bbbb' }]);
    expect(codesOf(await inspect(two, 'z', newBudget({ entries: 1 })))).toEqual(['too-large']);
    expect(codesOf(await inspect(two, 'z', newBudget({ octets: 30 })))).toEqual(['too-large']);
    expect(codesOf(await inspect(two, 'z', newBudget({ textLength: 10 })))).toEqual(['too-large']);
  });

  it('nested more deeply than the limit is a fault', async () => {
    let nested = makeZip([LIST]);
    for (let depth = 0; depth < 6; depth += 1) nested = makeZip([{ name: 'z.zip', content: nested }]);
    const file = await inspect(nested);
    expect(codesOf(file)).toEqual(['too-deep']);
    expect(textOf(file)).toBe('');
  });

  it('hands a mail inside on, with its path and depth', async () => {
    const mail = 'From: a@b.example\r\nTo: c@d.example\r\nSubject: s\r\n\r\nbody\r\n';
    const seen: unknown[] = [];
    const file = await inspect(
      makeZip([{ name: 'm.eml', content: mail }]),
      'z',
      newBudget(),
      async (octets, path, depth) => {
        seen.push([Buffer.from(octets).toString(), path, depth]);
        return {
          files: [],
          blocks: [{ where: path, section: '', kind: 'document', text: 'body' }],
          faults: [],
        };
      },
    );
    expect(seen).toEqual([[mail, 'z › m.eml', 1]]);
    expect(file.files.map(({ type }) => type)).toEqual(['zip', 'eml']);
    expect(textOf(file)).toBe('body');
  });
});

describe('a mailbox', () => {
  it('gives every mail in it to the reader of mails', async () => {
    const mail = (n: number) => `From: a@b.example\nSubject: ${n}\n\nbody\nFrom here on text\n`;
    const box = `From a@b.example Mon Jan  1 00:00:00 2026\n${mail(1)}\nFrom b@c.example Mon Jan  1 00:00:00 2026\n${mail(2)}`;
    const seen: string[] = [];
    const file = await inspect(box, 'box', newBudget(), async (octets, path) => {
      seen.push(`${path}: ${Buffer.from(octets).toString().trimEnd()}`);
      return { files: [], blocks: [], faults: [] };
    });
    expect(seen).toEqual([`box › 1.eml: ${mail(1).trimEnd()}`, `box › 2.eml: ${mail(2).trimEnd()}`]);
    expect(file.files.map(({ type }) => type)).toEqual(['mbox', 'eml', 'eml']);
  });

  it('a mail that mixes charsets, and so is no text, is a mail', async () => {
    const octets = Buffer.concat([
      Buffer.from('From: a@b.example\r\nTo: c@d.example\r\n\r\n'),
      Buffer.from('e38182ff00fe', 'hex'),
    ]);
    expect((await inspect(octets)).files[0]?.type).toBe('eml');
  });
});

describe('other archives', () => {
  it('tar and tar.gz are read', async () => {
    const file = await inspect(gzipSync(tar('dir/名簿.csv', 'a,b\nc,d\n')), 'list.tgz');
    expect(file.files.map(({ path, type }) => [path, type])).toEqual([
      ['list.tgz', 'gzip'],
      ['list.tgz › list.tar', 'tar'],
      ['list.tgz › list.tar › dir/名簿.csv', 'csv'],
    ]);
    expect(file.faults).toEqual([]);
  });

  it('a gzip bomb is refused', async () => {
    expect(codesOf(await inspect(gzipSync(new Uint8Array(64 * 1024 * 1024)), 'a.gz'))).toEqual(['ratio']);
  });
});
