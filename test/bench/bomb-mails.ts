// Mails made to exhaust who reads them, each under the 50 MiB that the relay takes.

import { once } from 'node:events';
import { createDeflate, createDeflateRaw } from 'node:zlib';
import { makeOoxml, makeXlsx, wordBody } from '../attachment/make-office.ts';
import { makePdf } from '../attachment/make-pdf.ts';
import { makeZip } from '../attachment/make-zip.ts';
import { octetsOf } from '../guard/cases/case.ts';
import { asCsv, rosterRows } from './rosters.ts';

const MIB = 1024 * 1024;

export type BombMail = {
  readonly name: string;
  readonly octets: Uint8Array /** Nobody can read it to its end. */;
  readonly isBomb: boolean;
};

/** So many MiB of one letter, packed, without ever holding them all. */
async function packed(letter: string, mib: number, packer = createDeflateRaw()): Promise<Buffer> {
  const pieces: Buffer[] = [];
  packer.on('data', (piece: Buffer) => pieces.push(piece));
  const block = Buffer.alloc(MIB, letter);
  for (let i = 0; i < mib; i += 1) if (!packer.write(block)) await once(packer, 'drain');
  packer.end();
  await once(packer, 'end');
  return Buffer.concat(pieces);
}

function nestedZips(): Uint8Array {
  let nested = makeZip([{ name: 'a.txt', content: 'a'.repeat(10 * MIB) }]);
  for (let layer = 0; layer < 3; layer += 1)
    nested = makeZip(Array.from({ length: 8 }, (_, i) => ({ name: `${i}.zip`, content: nested })));
  return nested;
}

function entities(): Uint8Array {
  const list = Array.from({ length: 10 }, (_, i) => `<!ENTITY a${i + 1} "${`&a${i};`.repeat(10)}">`).join('');
  const body = wordBody('<w:p><w:r><w:t>&a10;</w:t></w:r></w:p>').slice(21);
  return makeOoxml('docx', { 'word/document.xml': `<!DOCTYPE w [<!ENTITY a0 "aaaaaaaaaa">${list}]>${body}` });
}

function sparseSheet(): Uint8Array {
  const rows = Array.from({ length: 1_048_576 }, (_, i) => `<row><c r="XFD${i + 1}"><v>1</v></c></row>`);
  return makeXlsx([{ name: 'S', rows: rows.join('') }]);
}

function json(mib: number): Buffer {
  const [head = [], ...people] = rosterRows(50_000);
  const objects = people.map((row) =>
    JSON.stringify(Object.fromEntries(row.map((cell, at) => [head[at], cell]))),
  );
  const all = Buffer.from(objects.join(',\n'));
  const copies = Array.from({ length: Math.ceil((mib * MIB) / all.length) }, () => all.toString());
  return Buffer.from(`[${copies.join(',\n')}]`).subarray(0, mib * MIB);
}

/** A mail in a mail in a mail. */
function nestedMails(depth: number): Uint8Array {
  let inner = 'From: a@corp.example\r\nTo: x@partner.example\r\nSubject: inside\r\n\r\ntext\r\n';
  for (let level = 0; level < depth; level += 1)
    inner = [
      'From: a@corp.example',
      'To: x@partner.example',
      `Subject: level ${level}`,
      'MIME-Version: 1.0',
      `Content-Type: multipart/mixed; boundary="b${level}"`,
      '',
      `--b${level}`,
      'Content-Type: message/rfc822',
      '',
      inner,
      `--b${level}--`,
      '',
    ].join('\r\n');
  return Buffer.from(inner);
}

function htmlMail(mib: number): Uint8Array {
  const html = '<div><table><tr><td>text <b>more'.repeat((mib * MIB) / 32).replace(/(.{960})/g, '$1\r\n');
  return Buffer.from(
    `From: a@corp.example\r\nTo: x@partner.example\r\nSubject: page\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${html}\r\n`,
  );
}

const withFile = (name: string, octets: Uint8Array): Uint8Array =>
  octetsOf({ to: ['x@partner.example'], text: 'ご確認ください。', files: [{ name, octets }] });

export async function bombMails(): Promise<readonly BombMail[]> {
  const blanks = await packed(' ', 1024);
  const zip = (saysSize: number) => makeZip([{ name: 'a.txt', content: '', packed: blanks, saysSize }]);
  const pdf = makePdf({
    content: (await packed(' ', 1024, createDeflate())).toString('latin1'),
    contentDictionary: '/Filter /FlateDecode',
    objects: [`<< /Length 0 >>\nstream\n${'%'.repeat(2 * MIB)}\nendstream`],
  });
  const bomb = (name: string, octets: Uint8Array): BombMail => ({ name, octets, isBomb: true });
  return [
    bomb('zip of 1 GB', withFile('a.zip', zip(1024 * MIB))),
    bomb('zip of 1 GB that says 10 KB', withFile('a.zip', zip(10_000))),
    bomb('zips in zips, 5 GB', withFile('a.zip', nestedZips())),
    bomb('docx with entities', withFile('a.docx', entities())),
    bomb('xlsx with a million rows to XFD', withFile('a.xlsx', sparseSheet())),
    bomb('pdf of 3 MB to 1 GB', withFile('a.pdf', pdf)),
    bomb('mails 40 deep', nestedMails(40)),
    bomb('html of 20 MB', htmlMail(20)),
    {
      name: 'attached html of 20 MB',
      octets: withFile('a.html', Buffer.from(`<html>${'<p>text <b>more</b>'.repeat(MIB)}`)),
      isBomb: false,
    },
    { name: 'json of 16 MB', octets: withFile('a.json', json(16)), isBomb: false },
    {
      name: 'csv of 100,000 people',
      octets: withFile('a.csv', Buffer.from(asCsv(rosterRows(100_000)))),
      isBomb: false,
    },
  ];
}
