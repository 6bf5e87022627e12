// Mails made to be slow: every one of these takes minutes as soon as one step is not linear.

import { describe, expect, it } from 'vitest';
import * as compose from './compose.ts';
import { mail, multipart, part, plain, read, text } from './compose.ts';

const N = 300_000;
const times = (piece: string, octetsInAll = N): string => piece.repeat(Math.ceil(octetsInAll / piece.length));
const inHtml = (piece: string): Uint8Array => mail(compose.html(times(piece)));

const HOSTILE: Readonly<Record<string, () => Uint8Array>> = {
  'blanks in a line': () => plain(`${times(' ')}x`),
  'blanks at the end of quoted-printable lines': () =>
    mail(
      part(
        { 'Content-Type': 'text/plain', 'Content-Transfer-Encoding': 'quoted-printable' },
        `${times(' ')}x`,
      ),
    ),
  'equals signs in base64': () =>
    mail(part({ 'Content-Type': 'text/plain', 'Content-Transfer-Encoding': 'base64' }, `${times('=')}x`)),
  'rulers that end otherwise': () => plain(`${times('- ', 100_000)}x\r\n`),
  'at signs': () => plain(times('@')),
  'letters before an at sign': () => plain(`${times('a')}@`),
  'letters between rulers': () => plain(`-----\r\nTEL ${times('a')}\r\n-----\r\n`),
  'lines that look like attributions': () => plain(times('On 2026-11-24 Ann\r\n')),
  'lines that look like header blocks': () => plain(times('From: a@b.example\r\nTo: c@d.example\r\n')),
  'forward lines': () => plain(times('---------- Forwarded message ----------\r\n')),
  'forward lines that go on': () => plain(`forwarded message${times(' ')}x`),
  'quote marks': () => plain(times('>')),
  'PGP messages without an end': () => plain(times('-----BEGIN PGP MESSAGE-----\r\n')),
  'uuencoded files without an end': () => plain(times('begin 644 a\r\n#86)C\r\n')),
  'words for passwords': () => plain(times('パスワード')),
  'words for attachments': () => plain(times('添付')),
  'open tags': () => inHtml('<b>'),
  'open quotes in HTML': () => inHtml('<blockquote type="cite">x'),
  'cells in cells': () => inHtml('<td><br>'),
  'comments that do not end': () => inHtml('<!-- '),
  'less-than signs': () => inHtml('<'),
  entities: () => inHtml('&#'),
  'percent signs in HTML': () => inHtml('%4'),
  'escapes of styles': () => inHtml('\\1 '),
  'files in links': () => inHtml('<a href="data:,%41">'),
  'a file in a link that goes on': () =>
    mail(compose.html(`<img src="data:image/gif;base64,${times('A')}">`)),
  'encoded lines of a card': () =>
    mail(compose.attachment('a.vcf', `BEGIN:VCARD\r\n${times('N;QUOTED-PRINTABLE:=41=\r\n')}END:VCARD\r\n`)),
  'parameters in a line of a card': () =>
    mail(compose.attachment('a.vcf', `BEGIN:VCARD\r\n${times(';QUOTED-PRINTABLE')}\r\nEND:VCARD\r\n`)),
  'encoded words without an end': () => plain('x', { Subject: times('=?utf-8?B?') }),
  'encoded words by the thousand': () => plain('x', { Subject: times('=?utf-8?Q?=E5?= ') }),
  'comments in an address': () => plain('x', { To: times('(') }),
  'angles in an address': () => plain('x', { To: times('<') }),
  'quotes in an address': () => plain('x', { To: times('"') }),
  'blanks in an address': () => plain('x', { To: `<${times(' ')}x>` }),
  'colons in an address': () => plain('x', { To: times('a:') }),
  'quotes in a parameter': () => mail(part({ 'Content-Type': `text/plain; name=${times('"\\')}` }, 'x')),
  parameters: () => mail(part({ 'Content-Type': `text/plain${times('; a*0=b')}` }, 'x')),
  'parameters of many names': () =>
    mail(
      part(
        { 'Content-Type': `text/plain${Array.from({ length: 40_000 }, (_, i) => `; a${i}=b`).join('')}` },
        'x',
      ),
    ),
  'half a million lines below a header block': () =>
    plain(`From: a@b.example\r\nTo: c@d.example\r\nSubject: x\r\n${times('\r\n', 1_000_000)}`),
  'a thousand files of one name': () =>
    mail(
      multipart(
        'mixed',
        Array.from({ length: 490 }, () => compose.attachment('a', 'x')),
      ),
    ),
  'boundaries of nobody': () =>
    mail(
      part(
        { 'Content-Type': 'multipart/mixed; boundary=q' },
        `--q\r\n${text(times('--r\r\n'))}\r\n--q--\r\n`,
      ),
    ),
  'boundaries that go on': () =>
    mail(part({ 'Content-Type': 'multipart/mixed; boundary=-' }, `${times('-')}\r\n`)),
};

describe('a mail made to be slow', () => {
  it.each(Object.keys(HOSTILE))('is read all the same: %s', async (name) => {
    const { content } = await read(HOSTILE[name]!());
    expect(content.faults.length).toBeLessThan(100);
  });
});
