// The files of a mail: their names, what is shown inside the text, mails inside mails, protection.

import { describe, expect, it } from 'vitest';
import * as compose from './compose.ts';
import { attachment, base64, mail, multipart, octets, part, plain, read, SECRET, text } from './compose.ts';

const inner = (content: string): string => Buffer.from(plain(content)).toString('latin1');
const armour = '-----BEGIN PGP MESSAGE-----\r\n\r\nwV4DAAAA\r\n=AAAA\r\n-----END PGP MESSAGE-----\r\n';

describe('a file', () => {
  it('goes by every name that somebody gave it', async () => {
    const { content } = await read(
      mail(
        multipart('mixed', [
          text('x'),
          part(
            {
              'Content-Type': `text/plain; name="${compose.encodedWord('名簿.txt')}"`,
              'Content-Disposition': "attachment; filename=list.txt; filename*=UTF-8''%E5%90%8D%E7%B0%BF.txt",
            },
            'hello',
          ),
        ]),
      ),
    );
    expect(content.files).toMatchObject([{ path: '名簿.txt', name: '名簿.txt', otherNames: ['list.txt'] }]);
    expect(content.faults).toEqual([]);
  });

  it.each([
    ['in base64', `<a href="data:text/csv;base64,${Buffer.from(SECRET).toString('base64')}">`],
    ['in percents', `<iframe src="data:,${SECRET.replaceAll('-', '%2D')}"></iframe>`],
    ['across lines', `<object data=" data:text/plain;base64,\r\n${base64(SECRET)}">`],
  ])('that a link of the HTML holds %s is read as any other', async (_how, source) => {
    const { content } = await read(mail(compose.html(source)));
    expect(content.files).toMatchObject([{ path: 'data-link', inline: false, readable: true }]);
    expect(content.marks[0]).toMatchObject({ word: SECRET, where: 'data-link' });
  });

  it('that a link holds and nobody can read makes the mail doubtful; a picture does not', async () => {
    const linked = (type: string, content: Buffer) =>
      read(mail(compose.html(`<img src="data:${type};base64,${content.toString('base64')}">`)));
    const gif = Buffer.from('47494638396101000100800000000000ffffff2c00000000010001000002024401003b', 'hex');
    const picture = (await linked('image/gif', gif)).content;
    expect([picture.faults, picture.files[0]?.inline]).toEqual([[], true]);
    const unknown = await linked(
      'application/octet-stream',
      Buffer.from('\x00\x01\x02\x03\xff\xfe'.repeat(9), 'latin1'),
    );
    expect(unknown.content.faults).toMatchObject([{ code: 'unknown-format', where: 'data-link' }]);
  });

  it('of the same name as another has a path of its own', async () => {
    const { content } = await read(
      mail(multipart('mixed', [attachment('a.txt', '1'), attachment('a.txt', '2')])),
    );
    expect(content.files.map(({ path }) => path)).toEqual(['a.txt', 'a.txt (2)']);
  });

  it('that the text shows is inline, an attached one is not', async () => {
    const picture = (id: string): string =>
      part(
        {
          'Content-Type': 'image/gif; name="a.gif"',
          'Content-ID': `<${id}>`,
          'Content-Transfer-Encoding': 'base64',
        },
        base64(
          Buffer.from(
            '47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b',
            'hex',
          ),
        ),
      );
    const { content } = await read(
      mail(
        multipart('related', [
          compose.html('<img src="cid:shown@x">'),
          picture('shown@x'),
          picture('other@x'),
        ]),
      ),
    );
    expect(content.files.map(({ inline }) => inline)).toEqual([true, false]);
  });

  it('is the whole mail when the mail is nothing else', async () => {
    const { content } = await read(mail(attachment('a.csv', 'a,b\n1,2', 'text/csv')));
    expect(content.files).toMatchObject([{ name: 'a.csv', type: 'csv', inline: false }]);
  });
});

describe('a mail inside a mail', () => {
  it('is read with its files', async () => {
    const forwarded = Buffer.from(
      mail(multipart('mixed', [text(SECRET), attachment('list.txt', 'names')], 'inner')),
    ).toString('latin1');
    const { content, texts } = await read(
      mail(multipart('mixed', [text('x'), part({ 'Content-Type': 'message/rfc822' }, forwarded)])),
    );
    expect(content.files.map(({ path }) => path)).toEqual(['message.eml', 'message.eml › list.txt']);
    expect(content.marks).toMatchObject([{ word: SECRET, where: 'message.eml' }]);
    expect(texts.map(({ where }) => where)).toEqual(['body', 'message.eml', 'message.eml › list.txt']);
  });

  it('has the faults it would have alone, and says where', async () => {
    const broken = `To: a@b.example\r\nSubject: a\r\nTo: c@d.example\r\nSubject: b\r\n\r\nx`;
    const { content } = await read(
      mail(multipart('mixed', [part({ 'Content-Type': 'message/rfc822' }, broken)])),
    );
    expect(content.faults).toMatchObject([{ code: 'duplicate-header', where: 'message.eml › header' }]);
  });

  it('may not go deeper than files may', async () => {
    const deep = Array.from({ length: 9 }).reduce<string>(
      (content) => Buffer.from(mail(part({ 'Content-Type': 'message/rfc822' }, content))).toString('latin1'),
      inner(SECRET),
    );
    const { content } = await read(octets(deep));
    expect(content.faults.map(({ code }) => code)).toContain('too-deep');
  });

  it('is found under any type and name', async () => {
    const { content } = await read(
      mail(multipart('mixed', [attachment('notes.dat', inner(SECRET), 'image/png')])),
    );
    expect(content.files).toMatchObject([{ type: 'eml' }]);
    expect(content.marks).toHaveLength(1);
  });
});

describe('what the sender protected', () => {
  it.each([
    [
      'PGP/MIME',
      mail(
        part(
          { 'Content-Type': 'multipart/encrypted; protocol="application/pgp-encrypted"; boundary=q' },
          compose.joined('q', [
            part({ 'Content-Type': 'application/pgp-encrypted' }, 'Version: 1\r\n'),
            part({ 'Content-Type': 'application/octet-stream; name="encrypted.asc"' }, armour),
          ]),
        ),
      ),
      'pgp',
    ],
    ['PGP in the text', plain(`Hello\r\n\r\n${armour}`), 'pgp'],
    [
      'S/MIME',
      mail(
        part(
          {
            'Content-Type': 'application/pkcs7-mime; smime-type=enveloped-data; name="smime.p7m"',
            'Content-Transfer-Encoding': 'base64',
          },
          base64(
            Buffer.from('3012060960864886f70d010703a0050403020100', 'hex').fill(
              Buffer.from('06092a864886f70d010703', 'hex'),
              2,
              13,
            ),
          ),
        ),
      ),
      'smime',
    ],
  ])('is no fault but protection: %s', async (_name, message, by) => {
    const { content } = await read(message);
    expect(content.faults).toEqual([]);
    expect(content.files.find(({ protection }) => protection === 'protected')?.protectionBy).toBe(by);
  });

  it('is opened where it is only signed: S/MIME around the content', async () => {
    const der = (tag: number, ...contents: readonly Uint8Array[]): Buffer => {
      const content = Buffer.concat(contents);
      return Buffer.concat([Buffer.from([tag, 0x82, content.length >> 8, content.length & 0xff]), content]);
    };
    const oid = (n: number) => Buffer.from(`06092a864886f70d0107${n.toString(16).padStart(2, '0')}`, 'hex');
    const signed = part(
      { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Transfer-Encoding': 'base64' },
      base64(SECRET),
    );
    const content = der(0x30, oid(1), der(0xa0, der(0x04, Buffer.from(signed))));
    const signedData = der(0x30, Buffer.from('020101', 'hex'), der(0x31), content, der(0x31));
    const message = mail(
      attachment('smime.p7m', der(0x30, oid(2), der(0xa0, signedData)), 'application/pkcs7-mime'),
    );
    const reading = await read(message);
    expect(reading.content.faults).toEqual([]);
    expect(reading.content.marks).toMatchObject([{ word: SECRET, where: 'smime.p7m › smime.eml' }]);
  });

  it('is not said of a signature, whose octets are a number', async () => {
    const { content } = await read(
      mail(
        multipart('signed', [
          text('Hello'),
          part(
            {
              'Content-Type': 'application/pkcs7-signature; name="smime.p7s"',
              'Content-Transfer-Encoding': 'base64',
            },
            base64(Buffer.from(Array.from({ length: 300 }, (_, i) => (i * 167 + 211) % 256))),
          ),
        ]),
      ),
    );
    expect(content.faults).toEqual([]);
    expect(content.files).toMatchObject([{ name: 'smime.p7s', inline: true, protection: 'none' }]);
  });
});
