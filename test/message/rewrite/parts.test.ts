// Attachments dropped and protected: every other part keeps its octets, to the last blank behind a boundary.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FaultList } from '../../../src/message/faults.ts';
import { scanStructure } from '../../../src/message/parts.ts';
import { readMail } from '../../../src/message/read-mail.ts';
import { writeAesZip } from '../../../src/message/rewrite/aes-zip.ts';
import { listFiles } from '../../../src/message/rewrite/parts.ts';
import { makePassphrase } from '../../../src/message/rewrite/passphrase.ts';
import { cutMail, joinMail } from '../../../src/message/rewrite/raw-mail.ts';
import { needs } from '../../needs.ts';
import { leafHashes, lines, refusal, repaired, THREE, TO_THREE, UNSIGNED, WITH_FILES } from './mails.ts';

const mixed = (...parts: readonly string[]) =>
  lines(
    ...TO_THREE,
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    ...parts.flatMap((part) => [part, '--b']).slice(0, -1),
    '--b--',
    '',
  );
const TEXT = 'Content-Type: text/plain\r\n\r\nhello';
const PDF = 'Content-Type: application/pdf; name=a.pdf\r\n\r\n%PDF';

describe('the files of a mail', () => {
  it('are listed with what can be done to them', () => {
    expect(listFiles(WITH_FILES)).toEqual([
      { id: '2', type: 'text/csv', name: '顧客一覧.csv', sizeOctets: 37, refusal: null },
      { id: '3', type: 'image/png', name: 'a.png', sizeOctets: 8, refusal: null },
    ]);
  });

  it('are the leaves that are no text of the mail', () => {
    const signed = lines(
      ...TO_THREE,
      'Content-Type: multipart/signed; boundary=b',
      '',
      '--b',
      PDF,
      '--b',
      'Content-Type: application/pkcs7-signature; name=smime.p7s\r\n\r\nx',
      '--b--',
      '',
    );
    expect(listFiles(signed).map(({ id, refusal }) => [id, refusal])).toEqual([
      ['1', 'sealed'],
      ['2', 'sealed'],
    ]);
    expect(listFiles(lines(...TO_THREE, PDF))).toEqual([]);
    expect(listFiles(mixed(TEXT))).toEqual([]);
  });
});

describe('dropping an attachment', () => {
  it.each([
    ['2', [0, 2]],
    ['3', [0, 1]],
  ])('part %s leaves the others byte-identical', async (part, left) => {
    const { octets, to } = await repaired(WITH_FILES, THREE, [{ op: 'drop-attachment', part }]);
    const before = leafHashes(WITH_FILES);
    expect(leafHashes(octets)).toEqual(left.map((n) => before[n]));
    expect(to).toEqual(THREE.forwardPaths);
    const { content } = await readMail(octets, { words: [] });
    expect(content.faults).toEqual([]);
    expect(content.files).toHaveLength(1);
  });

  it('takes out several by the numbers they had, and one only once', async () => {
    const ops = ['2', '3', '2'].map((part) => ({ op: 'drop-attachment', part }));
    const { octets } = await repaired(WITH_FILES, THREE, ops);
    expect(leafHashes(octets)).toEqual(leafHashes(WITH_FILES).slice(0, 1));
  });

  it('takes out the first part too, and what measured the body', async () => {
    const mail = Buffer.from(
      mixed(PDF, TEXT).toString('latin1').replace('Subject', 'Lines: 12\r\nSubject'),
      'latin1',
    );
    const { text, octets } = await repaired(mail, THREE, [{ op: 'drop-attachment', part: '1' }]);
    expect(leafHashes(octets)).toEqual(leafHashes(mail).slice(1));
    expect(text).not.toContain('Lines:');
  });

  it.each([
    ['a part that is not there', mixed(TEXT, PDF), '3', 'unknown-part'],
    ['the text', mixed(TEXT, PDF), '1', 'not-an-attachment'],
    ['the only part', mixed(PDF), '1', 'not-an-attachment'],
    ['a part of a mail of one part', lines(...TO_THREE, PDF), '1', 'unknown-part'],
    [
      'one reading of an alternative',
      mixed(
        `Content-Type: multipart/alternative; boundary=c\r\n\r\n--c\r\n${TEXT}\r\n--c\r\n${PDF}\r\n--c--`,
        PDF,
      ),
      '1.2',
      'not-an-attachment',
    ],
    [
      'a part of a mail whose parts do not close',
      lines(...TO_THREE, 'Content-Type: multipart/mixed; boundary=b', '', '--b', TEXT, '--b', PDF),
      '2',
      'in-doubt',
    ],
    [
      'a part between two boundaries of one header',
      lines(
        ...TO_THREE,
        'Content-Type: multipart/mixed; boundary=b; boundary=c',
        '',
        '--b',
        TEXT,
        '--b',
        PDF,
        '--b--',
      ),
      '2',
      'in-doubt',
    ],
  ])('refuses %s', async (_, mail, part, why) => {
    expect(await refusal(mail, THREE, [{ op: 'drop-attachment', part }])).toBe(why);
  });
});

describe('what S/MIME and OpenPGP protect', () => {
  const signed = (inner: string) =>
    lines(
      ...TO_THREE,
      'Content-Type: multipart/signed; protocol="application/pgp-signature"; boundary=s',
      '',
      '--s',
      inner,
      '--s',
      'Content-Type: application/pgp-signature\r\n\r\nx',
      '--s--',
      '',
    );
  const inner = `Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n${TEXT}\r\n--b\r\n${PDF}\r\n--b--`;
  const hide = [{ op: 'to-bcc', addresses: null }];

  it('is not touched', async () => {
    for (const op of ['1.2', '2'].map((part) => ({ op: 'drop-attachment', part })))
      expect(await refusal(signed(inner), THREE, [op])).toBe('sealed');
    expect(await refusal(signed(inner), THREE, [{ op: 'protect-attachment', parts: ['1.2'] }])).toBe(
      'sealed',
    );
  });

  it('stays as it is while recipients change around it', async () => {
    const { octets } = await repaired(signed(inner), THREE, hide);
    expect(leafHashes(octets)).toEqual(leafHashes(signed(inner)));
  });

  it.each([
    ['a signed part that repeats the header', signed(`To: jun@a.example\r\n${inner}`)],
    [
      'an S/MIME message',
      lines(...TO_THREE, 'Content-Type: application/pkcs7-mime; smime-type=enveloped-data', '', 'MIAG'),
    ],
    [
      'a PGP message',
      lines(
        ...TO_THREE,
        'Content-Type: multipart/encrypted; boundary=b',
        '',
        '--b',
        'Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1',
        '--b',
        'Content-Type: application/octet-stream\r\n\r\nx',
        '--b--',
        '',
      ),
    ],
    ['a PGP message in the text', lines(...TO_THREE, '', '-----BEGIN PGP MESSAGE-----', '')],
  ])('hides no recipients: %s', async (_, mail) => {
    expect(await refusal(mail, THREE, hide)).toBe('sealed');
    expect(await refusal(mail, THREE, [{ op: 'one-per-recipient' }])).toBe('sealed');
    const drop = { op: 'drop-recipients', addresses: ['jun@a.example'] };
    expect(await refusal(mail, THREE, [drop])).toBe('repaired');
  });
});

describe('protecting an attachment', () => {
  it('puts an encrypted zip of the same name in its place and shows the passphrase', async () => {
    const { octets, passphrase, text } = await repaired(WITH_FILES, THREE, [
      { op: 'protect-attachment', parts: ['2'] },
    ]);
    expect(passphrase).toMatch(/^(?:[0-9a-hjkmnp-tv-z]{5}-){3}[0-9a-hjkmnp-tv-z]{5}$/);
    expect(text).not.toContain(passphrase);
    const [first, , third] = leafHashes(WITH_FILES);
    expect([leafHashes(octets)[0], leafHashes(octets)[2]]).toEqual([first, third]);
    const { content } = await readMail(octets, { words: [] });
    expect(content.faults).toEqual([]);
    expect(content.persons).toBe(0);
    expect(content.files[0]).toMatchObject({
      name: '顧客一覧.zip',
      type: 'zip',
      protection: 'protected',
      protectionBy: 'zip-aes',
    });
  });

  it('gives no passphrase where nothing is protected', async () => {
    expect((await repaired(WITH_FILES, THREE, [{ op: 'drop-attachment', part: '2' }])).passphrase).toBeNull();
  });

  it('refuses content that cannot be decoded in one way', async () => {
    const broken = mixed(
      TEXT,
      'Content-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBE=RiS*',
    );
    expect(await refusal(broken, THREE, [{ op: 'protect-attachment', parts: ['2'] }])).toBe('in-doubt');
  });

  it('takes a mail inside the mail as one file, and several parts as none', async () => {
    const inner = 'Content-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\ninner';
    const { octets } = await repaired(mixed(TEXT, inner), THREE, [
      { op: 'protect-attachment', parts: ['2'] },
    ]);
    expect(listFiles(octets)).toMatchObject([{ id: '2', type: 'application/zip', name: 'message.zip' }]);
    const several = `Content-Type: multipart/mixed; boundary=c\r\nContent-Disposition: attachment\r\n\r\n--c\r\n${PDF}\r\n--c--`;
    const protect = refusal(mixed(TEXT, several), THREE, [{ op: 'protect-attachment', parts: ['2'] }]);
    expect(await protect).toBe('not-an-attachment');
  });

  it('makes passphrases of 100 bits from what it is given', () => {
    expect(makePassphrase((octets) => new Uint8Array(octets))).toBe('00000-00000-00000-00000');
    expect(makePassphrase((octets) => Uint8Array.from({ length: octets }, (_, n) => n + 250))).toBe(
      'tvwxy-tvwxy-tvwxy-tvwxy',
    );
  });
});

describe.runIf(needs('7zz'))('the encrypted zip', () => {
  const unpack = (zip: Uint8Array, passphrase: string) => {
    const folder = mkdtempSync(join(tmpdir(), 'zip-'));
    writeFileSync(join(folder, 'a.zip'), zip);
    const { status, stdout } = spawnSync(
      '7zz',
      ['x', `-p${passphrase}`, `-o${folder}/out`, '-y', join(folder, 'a.zip')],
      { encoding: 'utf8' },
    );
    const read = (name: string) => readFileSync(join(folder, 'out', name));
    return { status, stdout, read, close: () => rmSync(folder, { recursive: true }) };
  };

  it('is opened by 7-Zip with the passphrase and not without', async () => {
    const { octets, passphrase } = await repaired(WITH_FILES, THREE, [
      { op: 'protect-attachment', parts: ['2'] },
    ]);
    const [, body = ''] =
      /Content-Type: application\/zip.*?\r\n\r\n(.*?)\r\n--=_b/s.exec(
        Buffer.from(octets).toString('latin1'),
      ) ?? [];
    const zip = Buffer.from(body, 'base64');
    const right = unpack(zip, passphrase ?? '');
    expect(right.read('顧客一覧.csv').toString()).toBe('氏名,電話\r\n山田,090-0000-0000\r\n');
    right.close();
    const wrong = unpack(zip, 'not this one');
    expect(wrong.status).not.toBe(0);
    wrong.close();
  });

  it.each([0, 1, 15, 16, 65_536, 200_001])('keeps %i octets whole', (size) => {
    // Hardly compressible, so that many counter blocks are used.
    const content = Buffer.from(Array.from({ length: size }, (_, n) => (n * 2654435761) >>> 13));
    const opened = unpack(writeAesZip('x.bin', content, 'pass', UNSIGNED.random), 'pass');
    expect(Buffer.compare(opened.read('x.bin'), content)).toBe(0);
    expect(opened.status).toBe(0);
    opened.close();
  });
});

describe('any mail', () => {
  const word = fc.stringMatching(/^[ -9;-~]{0,30}$/);
  const leaf = fc.record({
    type: fc.constantFrom('text/plain', 'application/pdf', 'image/png', 'text/html'),
    body: fc.array(word, { maxLength: 4 }),
    isFile: fc.boolean(),
  });
  type Tree = { type: string; body: string[]; isFile: boolean } | { children: Tree[] };
  const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.record({ children: fc.array(tie('tree'), { minLength: 1, maxLength: 4 }) }),
    ),
  }));
  const write = (node: Tree, depth: number): string => {
    if ('body' in node) {
      const disposition = node.isFile ? '\r\nContent-Disposition: attachment' : '';
      return `Content-Type: ${node.type}${disposition}\r\n\r\n${node.body.map((line) => line.replace(/^-+/, '')).join('\r\n')}`;
    }
    const parts = node.children.map((child) => `--b${depth}x\r\n${write(child, depth + 1)}\r\n`).join('');
    return `Content-Type: multipart/mixed; boundary=b${depth}x\r\n\r\npreamble\r\n${parts}--b${depth}x--\r\nepilogue`;
  };

  it('loses exactly the part that is dropped, whatever its tree', async () => {
    let dropped = 0;
    await fc.assert(
      fc.asyncProperty(tree, fc.nat(20), async (root, choice) => {
        const mail = lines(...TO_THREE, write(root, 0), '');
        const files = listFiles(mail).filter(({ refusal }) => refusal === null);
        const file = files[choice % Math.max(1, files.length)];
        if (file === undefined) return;
        dropped += 1;
        const { octets } = await repaired(mail, THREE, [{ op: 'drop-attachment', part: file.id }]);
        const before = scan(mail);
        const after = scan(octets);
        expect(after).toEqual(
          before.filter(({ id }) => id !== file.id).map(({ hash }) => ({ id: expect.any(String), hash })),
        );
      }),
      { numRuns: 300 },
    );
    expect(dropped).toBeGreaterThan(40);
  });

  it('is the same mail when cut and joined, whatever its octets', () => {
    const piece = fc.constantFrom(
      '\r\n',
      '\r\n\r\n',
      'To: a@b.example',
      ' folded',
      ':',
      'x',
      '\xff',
      '\x1b$B',
      '--b',
      '\t',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const octets = Buffer.from(`${pieces.join('')}\r\n`, 'latin1');
        expect(Buffer.from(joinMail(cutMail(octets))).toString('latin1')).toBe(octets.toString('latin1'));
      }),
    );
  });
});

/** Every leaf with its number and the hash of its octets. */
function scan(octets: Uint8Array): { id: string; hash: string }[] {
  const hashes = leafHashes(octets);
  return scanStructure(octets, new FaultList()).leaves.map(({ id }, n) => ({ id, hash: hashes[n] ?? '' }));
}
