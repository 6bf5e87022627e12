// What ordinary mailers write, and what is odd but read the same by everybody, has no fault.

import { describe, expect, it } from 'vitest';
import * as compose from './compose.ts';
import { faultsOf, mail, multipart, octets, part, plain, text, utf8 } from './compose.ts';

const ISO_2022_JP = '\x1b$B$3$s$K$A$O\x1b(B';
const SHIFT_JIS = '\x82\xb1\x82\xf1\x82\xc9\x82\xbf\x82\xcd';
const pdf =
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n';
const png = Buffer.from(
  '89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000049454e44ae426082',
  'hex',
);

const named = (contentType: string, disposition: string): string =>
  multipart('mixed', [
    text('See the file.'),
    part(
      {
        'Content-Type': contentType,
        'Content-Disposition': disposition,
        'Content-Transfer-Encoding': 'base64',
      },
      compose.base64('hello'),
    ),
  ]);

const raw = (content: string, charset: string, encoding = '7bit'): string =>
  part({ 'Content-Type': `text/plain; charset=${charset}`, 'Content-Transfer-Encoding': encoding }, content);

const ORDINARY: Readonly<Record<string, Uint8Array>> = {
  'plain text': plain('Hello'),
  'no body': octets('From: ann@corp.example\r\nTo: taro@partner.example\r\nSubject: x\r\n'),
  'an empty body': plain(''),
  'no header, the mail starts with an empty line': octets('\r\nbody only\r\n'),
  'the separator of a mailbox file above the header': octets(
    'From ann@corp.example Mon Nov  2 10:00:00 2026\r\nFrom: ann@corp.example\r\nSubject: x\r\n\r\nhi\r\n',
  ),
  'no Content-Type and ISO-2022-JP, as before MIME': octets(
    `From: ann@corp.example\r\nSubject: ${ISO_2022_JP}\r\n\r\n${ISO_2022_JP}\r\n`,
  ),
  'raw UTF-8 in the subject': plain('x', { Subject: utf8('件名') }),
  'raw Shift_JIS in the subject': plain('x', { Subject: SHIFT_JIS }),
  'raw Latin-1 in the subject': plain('x', { Subject: 'caf\xe9 cr\xe8me' }),
  'a character cut between two encoded words': plain('x', {
    Subject: `=?UTF-8?B?${Buffer.from(Buffer.from('件名').subarray(0, 4)).toString('base64')}?=\r\n =?UTF-8?B?${Buffer.from(Buffer.from('件名').subarray(4)).toString('base64')}?=`,
  }),
  'an encoded word in quotes': plain('x', {
    To: `"${compose.encodedWord('山田 太郎')}" <taro@partner.example>`,
  }),
  'folds with tabs, empty fields, a field in capitals': octets(
    'FROM: <ann@corp.example>\r\nTo:\r\n\t<taro@partner.example>,\r\n <c@partner.example>\r\nX-Empty:\r\nSubject: a\r\n \t b\r\n\r\nhi\r\n',
  ),
  'fields that may be repeated': plain('x', { 'Resent-To': 'taro@partner.example' }),
  'ISO-2022-JP': mail(raw(ISO_2022_JP, 'ISO-2022-JP')),
  'ISO-2022-JP under its Microsoft names': mail(raw(`${ISO_2022_JP}\x1b$B-!\x1b(B`, 'cp50221')),
  Shift_JIS: mail(raw(SHIFT_JIS, 'Shift_JIS', '8bit')),
  'windows-31j with its own characters': mail(raw('\x87\x40\xfb\xfc', 'windows-31j', '8bit')),
  cp932: mail(raw(SHIFT_JIS, 'cp932', '8bit')),
  'EUC-JP': mail(raw('\xa4\xb3\xa4\xf3', 'EUC-JP', '8bit')),
  gb2312: mail(raw('\xc4\xe3\xba\xc3', 'gb2312', '8bit')),
  'ks_c_5601-1987': mail(raw('\xb0\xa1\xb3\xaa', 'ks_c_5601-1987', '8bit')),
  big5: mail(raw('\xa7\x41\xa6\x6e', 'Big5', '8bit')),
  utf8: mail(raw(utf8('こんにちは'), 'utf8', '8bit')),
  'koi8-r': mail(raw('\xf0\xd2\xc9\xd7\xc5\xd4', 'KOI8-R', '8bit')),
  'ISO-8859-15 in quoted-printable': mail(raw('caf=E9 =A4', 'iso-8859-15', 'quoted-printable')),
  'US-ASCII with a stray sign of Windows': mail(raw('Don\x92t worry', 'ANSI_X3.4-1968', '8bit')),
  'US-ASCII that is UTF-8': mail(raw(utf8('café'), 'us-ascii', '8bit')),
  '8-bit octets under 7bit': mail(raw(utf8('café'), 'utf-8', '7bit')),
  'encodings in capitals': mail(raw('aGVsbG8=', 'UTF-8', 'BASE64')),
  'quoted-printable with blanks before soft breaks and small hex digits': mail(
    raw('a= \r\nb=c3=a9 \r\n', 'utf-8', 'quoted-printable'),
  ),
  'quoted-printable text with a stray equals sign': mail(raw('a = b', 'utf-8', 'quoted-printable')),
  'base64 in one long line': mail(raw(Buffer.from('x'.repeat(5000)).toString('base64'), 'utf-8', 'base64')),
  'base64 with empty lines': mail(raw('aGVs\r\n\r\nbG8=\r\n\r\n', 'utf-8', 'base64')),
  'format=flowed': mail(
    part(
      { 'Content-Type': 'text/plain; charset=utf-8; format=flowed; delsp=yes' },
      'one \r\ntwo\r\n> a \r\n> b\r\n-- \r\nAnn\r\n',
    ),
  ),
  'a line of 200,000 characters': plain('z'.repeat(200_000)),
  'lines of dots and blanks': plain('.\r\n..\r\n.a\r\n . \r\n\t\r\nend \r\n\r\n\r\n'),
  '300 fields': plain('x', Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`X-H${i}`, 'v']))),
  'a field of 60 KB': plain('x', { 'X-Big': `${`${'a'.repeat(70)}\r\n `.repeat(850)}end` }),
  'a preamble for old readers': mail(
    part(
      { 'Content-Type': 'multipart/mixed; boundary=q' },
      `This is a multi-part message in MIME format.\r\n\r\n${compose.joined('q', [text('a'), text('b')])}`,
    ),
  ),
  'blanks behind boundaries': mail(
    part(
      { 'Content-Type': 'multipart/mixed; boundary="q"' },
      `--q \t\r\n${text('a')}\r\n--q\t\r\n${text('b')}\r\n--q-- \r\n\r\n`,
    ),
  ),
  'a remark behind the last boundary': mail(
    `${multipart('mixed', [text('a')])}\r\n____\r\nsent by a list\r\n`,
  ),
  'a boundary without quotes and with equals signs': mail(
    part(
      { 'Content-Type': 'multipart/mixed; boundary=----=_Part_1.2' },
      compose.joined('----=_Part_1.2', [text('a')]),
    ),
  ),
  'a part without header': mail(multipart('mixed', ['\r\njust text'])),
  'alternative in related with a picture': mail(
    multipart('related', [
      multipart('alternative', [text('Hello'), compose.html('<p>Hello <img src="cid:a@b"></p>')]),
      part(
        {
          'Content-Type': 'image/png; name="image001.png"',
          'Content-ID': '<a@b>',
          'Content-Transfer-Encoding': 'base64',
        },
        compose.base64(png),
      ),
    ]),
  ),
  'a PDF': mail(
    multipart('mixed', [text('See the file.'), compose.attachment('plan.pdf', pdf, 'application/pdf')]),
  ),
  'RFC 2047 in a file name': mail(
    named(
      `text/plain; name="${compose.encodedWord('名簿.txt')}"`,
      `attachment; filename="${compose.encodedWord('名簿.txt')}"`,
    ),
  ),
  'RFC 2231 and RFC 2047 for one name': mail(
    named(
      `text/plain;\r\n name="=?ISO-2022-JP?B?${Buffer.from('\x1b$BL>Jm\x1b(B.txt', 'latin1').toString('base64')}?="`,
      `attachment;\r\n filename*=ISO-2022-JP''%1B%24BL%3EJm%1B%28B.txt`,
    ),
  ),
  'RFC 2231 in pieces': mail(
    named('text/plain', "attachment; filename*0*=utf-8''%E5%90%8D; filename*1*=%E7%B0%BF; filename*2=.txt"),
  ),
  'a name for old readers beside the real one': mail(
    named('text/plain', 'attachment; filename="meibo.txt"; filename*=UTF-8\'\'%E5%90%8D%E7%B0%BF.txt'),
  ),
  'a name with blanks and no quotes': mail(named('text/plain', 'attachment; filename=monthly report.txt')),
  'a raw Shift_JIS file name': mail(named('text/plain', 'attachment; filename="\x96\xbc\x95\xeb.txt"')),
  'parameters that end with a semicolon': mail(raw('x', 'utf-8;')),
  'a mail in a mail': mail(
    multipart('mixed', [
      text('forwarded'),
      part({ 'Content-Type': 'message/rfc822' }, Buffer.from(plain('inner')).toString('latin1')),
    ]),
  ),
  'an attached mail with bare line feeds': mail(
    multipart('mixed', [
      text('forwarded'),
      compose
        .attachment(
          'old.eml',
          Buffer.from(plain('inner\r\nlines')).toString('latin1').replaceAll('\r', ''),
          'message/rfc822',
        )
        .replace('message/rfc822', 'application/octet-stream'),
    ]),
  ),
  'a delivery report': mail(
    part(
      { 'Content-Type': 'multipart/report; report-type=delivery-status; boundary=q' },
      compose.joined('q', [
        text('Your mail could not be delivered.'),
        part(
          { 'Content-Type': 'message/delivery-status' },
          'Reporting-MTA: dns; mx.partner.example\r\n\r\nFinal-Recipient: rfc822; taro@partner.example\r\nAction: failed\r\nStatus: 5.1.1\r\n',
        ),
        part({ 'Content-Type': 'text/rfc822-headers' }, 'From: ann@corp.example\r\nSubject: x\r\n'),
      ]),
    ),
  ),
  'an invitation': mail(
    multipart('alternative', [
      text('Meeting'),
      compose.html('<p>Meeting</p>'),
      part(
        { 'Content-Type': 'text/calendar; charset=utf-8; method=REQUEST' },
        'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n',
      ),
    ]),
  ),
  'undisclosed recipients': plain('x', { To: 'undisclosed-recipients:;' }),
  'a carrier address with dots in a row': plain('x', { To: 'taro..y.@docomo.example' }),
  'semicolons between addresses': plain('x', { To: 'a@partner.example; b@partner.example' }),
  'a name with dots and no quotes': plain('x', { To: 'T. Yamada <t@partner.example>' }),
};

describe('ordinary mail', () => {
  it.each(Object.keys(ORDINARY))('has no fault: %s', async (name) => {
    expect(await faultsOf(ORDINARY[name]!)).toEqual([]);
  });
});
