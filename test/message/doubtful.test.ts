// What readers may read in two ways, or not at all, is a fault; a hidden word is found or the mail has a fault.

import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { makeZip } from '../attachment/make-zip.ts';
import * as compose from './compose.ts';
import { mail, multipart, octets, part, plain, read, SECRET, text, utf8 } from './compose.ts';

const body = (content: string, fields: Readonly<Record<string, string | null>> = {}): string =>
  part({ 'Content-Type': 'text/plain; charset=utf-8', ...fields }, content);
const joined = (fields: string, content: string): Uint8Array =>
  octets(`From: ann@corp.example\r\nTo: taro@partner.example\r\n${fields}\r\n\r\n${content}`);
const file = (type: string, disposition: string): Uint8Array =>
  mail(
    multipart('mixed', [
      text('See the file.'),
      part({ 'Content-Type': type, 'Content-Disposition': disposition }, 'hello'),
    ]),
  );

/** Each with the word that its fault must have. */
const FAULTS: readonly (readonly [name: string, code: string, message: Uint8Array])[] = [
  ['To twice', 'duplicate-header', joined('To: x@partner.example\r\nSubject: a', 'hi')],
  ['From twice', 'duplicate-header', joined('From: x@partner.example', 'hi')],
  ['Subject twice', 'duplicate-header', joined('Subject: a\r\nsubject: b', 'hi')],
  [
    'Content-Type twice',
    'duplicate-header',
    joined('Content-Type: text/plain\r\nContent-Type: text/html', 'hi'),
  ],
  [
    'Content-Transfer-Encoding twice in a part',
    'duplicate-header',
    mail(
      multipart('mixed', [
        `Content-Transfer-Encoding: base64\r\nContent-Transfer-Encoding: 7bit\r\n\r\naGVsbG8=`,
      ]),
    ),
  ],
  ['a line without a colon', 'bad-header-line', joined('Subject: a\r\nnot a field', 'hi')],
  [
    'a body that starts without an empty line',
    'bad-header-line',
    octets(`From: ann@corp.example\r\nHello Taro\r\n`),
  ],
  [
    'a header that starts with a folded line',
    'bad-header-line',
    octets(' x\r\nFrom: ann@corp.example\r\n\r\nhi'),
  ],
  ['a blank before the colon', 'space-before-colon', joined('Subject : a', 'hi')],
  ['a folded line of blanks', 'blank-fold', joined('Subject: a\r\n \r\n b', 'hi')],
  ['a control character in the header', 'control-character', joined('Subject: a\x0bb', 'hi')],
  ['NUL', 'nul', octets('From: ann@corp.example\r\n\r\na\0b\r\n')],
  ['NUL between line feeds alone', 'nul', octets('From: ann@corp.example\n\na\0b\n')],
  ['a bare carriage return', 'bare-cr', octets('From: ann@corp.example\r\n\r\na\rb\r\n')],
  ['line ends of two kinds', 'bare-lf', octets('From: ann@corp.example\r\n\r\na\nb\r\n')],
  ['a header of 600 KB', 'header-too-large', plain('x', { 'X-Big': 'a'.repeat(600_000) })],
  ['a broken Content-Type', 'bad-content-type', mail(part({ 'Content-Type': 'text' }, 'hi'))],
  ['an empty Content-Type', 'bad-content-type', mail(part({ 'Content-Type': ';charset=utf-8' }, 'hi'))],
  [
    'a comment in Content-Type',
    'comment-in-field',
    mail(part({ 'Content-Type': 'text/plain (x); charset=utf-8' }, 'hi')),
  ],
  [
    'an unknown transfer encoding',
    'bad-encoding',
    mail(body('hi', { 'Content-Transfer-Encoding': 'x-uuencode' })),
  ],
  [
    'a comment in the transfer encoding',
    'bad-encoding',
    mail(body('aGk=', { 'Content-Transfer-Encoding': 'base64 (x)' })),
  ],
  [
    'base64 around a multipart',
    'encoded-container',
    mail(
      part(
        { 'Content-Type': 'multipart/mixed; boundary=q', 'Content-Transfer-Encoding': 'base64' },
        compose.joined('q', [text('a')]),
      ),
    ),
  ],
  [
    'quoted-printable around a mail',
    'encoded-container',
    mail(
      part(
        { 'Content-Type': 'message/rfc822', 'Content-Transfer-Encoding': 'quoted-printable' },
        'Subject: a\r\n\r\nb',
      ),
    ),
  ],
  [
    'a multipart without boundary',
    'bad-boundary',
    mail(part({ 'Content-Type': 'multipart/mixed' }, '--q\r\n\r\na\r\n--q--')),
  ],
  [
    'two boundaries',
    'duplicate-parameter',
    mail(
      part({ 'Content-Type': 'multipart/mixed; boundary=q; boundary=r' }, compose.joined('q', [text('a')])),
    ),
  ],
  [
    'two charsets',
    'duplicate-parameter',
    mail(part({ 'Content-Type': 'text/plain; charset=utf-8; charset=utf-7' }, 'hi')),
  ],
  [
    'two formats',
    'duplicate-parameter',
    mail(part({ 'Content-Type': 'text/plain; charset=utf-8; format=fixed; format=flowed' }, 'hi')),
  ],
  [
    'more parameters than any mailer writes',
    'bad-parameter',
    mail(part({ 'Content-Type': `text/plain${'; a=b'.repeat(1000)}` }, 'hi')),
  ],
  [
    'two charsets, one as RFC 2231 has it',
    'duplicate-parameter',
    mail(part({ 'Content-Type': "text/plain; charset=utf-8; charset*=us-ascii''utf-7" }, 'hi')),
  ],
  [
    'two boundaries, one as RFC 2231 has it',
    'duplicate-parameter',
    mail(
      part(
        { 'Content-Type': "multipart/mixed; boundary=q; boundary*=us-ascii''r" },
        compose.joined('q', [text('a')]),
      ),
    ),
  ],
  [
    'no closing boundary',
    'missing-close',
    mail(part({ 'Content-Type': 'multipart/mixed; boundary=q' }, `--q\r\n${text('a')}\r\n`)),
  ],
  [
    'a part behind the closing boundary',
    'after-close',
    mail(`${multipart('mixed', [text('a')], 'q')}--q\r\n\r\nmore\r\n--q--\r\n`),
  ],
  [
    'another boundary behind the closing one',
    'text-outside-parts',
    mail(`${multipart('mixed', [text('a')], 'q')}--r\r\nContent-Type: text/plain\r\n\r\nmore\r\n--r--\r\n`),
  ],
  [
    'much text behind the closing boundary',
    'text-outside-parts',
    mail(`${multipart('mixed', [text('a')])}${'x'.repeat(3000)}`),
  ],
  [
    'a part in the preamble',
    'text-outside-parts',
    mail(
      part(
        { 'Content-Type': 'multipart/mixed; boundary=q' },
        `Content-Type: text/plain\r\n\r\nx\r\n${compose.joined('q', [text('a')])}`,
      ),
    ),
  ],
  [
    'a line that starts like the boundary',
    'ambiguous-boundary',
    mail(
      part({ 'Content-Type': 'multipart/mixed; boundary=q' }, `--q\r\n\r\na\r\n--qq\r\n\r\nb\r\n--q--\r\n`),
    ),
  ],
  [
    'a multipart without parts',
    'no-parts',
    mail(part({ 'Content-Type': 'multipart/mixed; boundary=q' }, 'nothing\r\n')),
  ],
  [
    'parts nested 25 deep',
    'too-deep',
    mail(
      Array.from({ length: 25 }, (_, i) => `b${i}x`).reduce(
        (inner, id) => multipart('mixed', [inner], id),
        text('a'),
      ),
    ),
  ],
  [
    '600 parts',
    'too-many-parts',
    mail(
      multipart(
        'mixed',
        Array.from({ length: 600 }, () => text('a')),
      ),
    ),
  ],
  [
    'an unknown charset',
    'unknown-charset',
    mail(body('hi', { 'Content-Type': 'text/plain; charset=x-secret' })),
  ],
  [
    'an attached text in UTF-7',
    'unknown-charset',
    file('text/plain; charset=utf-7', 'attachment; filename=a.txt'),
  ],
  ['UTF-7', 'unknown-charset', mail(body('+AGE-', { 'Content-Type': 'text/plain; charset=utf-7' }))],
  ['octets that are not UTF-8', 'bad-charset', mail(body('caf\xe9'))],
  ['Shift_JIS that calls itself UTF-8', 'bad-charset', mail(body('\x82\xb1\x82\xf1'))],
  ['Shift_JIS that says nothing', 'bad-charset', mail('\r\n\x82\xb1\x82\xf1')],
  [
    'UTF-16 without a byte order mark',
    'bad-charset',
    mail(
      body('aABpAA==', {
        'Content-Type': 'text/plain; charset=utf-16',
        'Content-Transfer-Encoding': 'base64',
      }),
    ),
  ],
  [
    'an encoded word in an unknown charset',
    'unknown-charset',
    plain('x', { Subject: '=?x-secret?B?aGk=?=' }),
  ],
  [
    'an encoded word that is not valid in its charset',
    'bad-charset',
    plain('x', { Subject: '=?utf-8?Q?=82=b1?=' }),
  ],
  [
    'an encoded word with a blank in its charset',
    'bad-encoded-word',
    plain('x', { Subject: '=?  F-8?B?aGk=?=' }),
  ],
  ['an encoded word that is not base64', 'bad-encoded-word', plain('x', { Subject: '=?utf-8?B?a*k=?=' })],
  ['octets in the header that are text in no charset', 'bad-charset', joined('Subject: \xff\xff', 'hi')],
  ['uuencoded content without an end', 'old-attachment', plain('begin 644 a.txt\r\n#0V%T\r\n')],
  ['an encoded word without an end', 'bad-encoded-word', plain('x', { Subject: '=?utf-8?B?aGk' })],
  [
    'base64 with padding inside',
    'bad-base64',
    mail(body('aGk=aGk=', { 'Content-Transfer-Encoding': 'base64' })),
  ],
  [
    'base64 with foreign characters',
    'bad-base64',
    mail(body('aG*k', { 'Content-Transfer-Encoding': 'base64' })),
  ],
  [
    'an attachment whose base64 is cut off',
    'bad-base64',
    mail(
      multipart('mixed', [
        part({ 'Content-Type': 'application/pdf', 'Content-Transfer-Encoding': 'base64' }, 'aGVsbG'),
      ]),
    ),
  ],
  [
    'a soft line break inside an encoded octet',
    'bad-quoted-printable',
    mail(body('a=3=\r\nDb', { 'Content-Transfer-Encoding': 'quoted-printable' })),
  ],
  [
    'a long line of blanks in quoted-printable',
    'bad-quoted-printable',
    mail(body(`a${' '.repeat(3000)}b`, { 'Content-Transfer-Encoding': 'quoted-printable' })),
  ],
  [
    'stray equals signs in an encoded attachment',
    'bad-quoted-printable',
    mail(
      multipart('mixed', [
        part({ 'Content-Type': 'application/pdf', 'Content-Transfer-Encoding': 'quoted-printable' }, 'a=zb'),
      ]),
    ),
  ],
  [
    'a file of two kinds by its names',
    'names-differ',
    file('application/octet-stream; name="a.exe"', 'attachment; filename="a.txt"'),
  ],
  [
    'two file names in RFC 2231 and plain',
    'names-differ',
    file('text/plain', 'attachment; filename="a.txt"; filename*=utf-8\'\'a.exe'),
  ],
  [
    'a file name that turns around',
    'deceptive-name',
    file('text/plain', `attachment; filename*=utf-8''a%E2%80%AEtxt.exe`),
  ],
  [
    'a file name with characters nobody sees',
    'deceptive-name',
    file('text/plain', `attachment; filename*=utf-8''a.%E2%80%8Btxt`),
  ],
  [
    'a file name whose quotes do not close',
    'bad-parameter',
    file('text/plain', 'attachment; filename="a.txt'),
  ],
  [
    'a file name in an unknown charset',
    'unknown-charset',
    file('text/plain', "attachment; filename*=x-secret''a.txt"),
  ],
  [
    'a file name in pieces of which one is missing',
    'bad-parameter',
    file('text/plain', 'attachment; filename*0=a; filename*2=b'),
  ],
  [
    'a fragment of a mail',
    'incomplete-message',
    mail(part({ 'Content-Type': 'message/partial; id=a; number=1; total=2' }, 'x')),
  ],
  [
    'content that lies elsewhere',
    'incomplete-message',
    mail(part({ 'Content-Type': 'message/external-body; access-type=URL' }, 'x')),
  ],
  ['BinHex', 'old-attachment', plain('(This file must be converted with BinHex 4.0)\r\n\r\n:$f*TEQKPH#jKG:')],
  ['yEnc', 'old-attachment', plain('=ybegin line=128 size=5 name=a.txt\r\nxxxxx\r\n=yend size=5')],
  ['an address that is none', 'bad-address', plain('x', { To: 'a@b@partner.example' })],
  ['6 MB of HTML', 'too-large', mail(compose.html(`<p>${'x'.repeat(6_000_000)}</p>`))],
  [
    'a PDF that says it is encrypted and does not say how',
    'damaged-file',
    mail(
      multipart('mixed', [
        compose.attachment(
          'a.pdf',
          '%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R/Encrypt 5 0 R>>\n%%EOF\n',
        ),
      ]),
    ),
  ],
  [
    'a compressed bomb',
    'ratio',
    mail(multipart('mixed', [text('x'), compose.attachment('a.gz', gzipSync(Buffer.alloc(50_000_000)))])),
  ],
];

describe('a doubtful mail', () => {
  it.each(FAULTS.map(([name]) => name))('has a fault: %s', async (name) => {
    const [, code, message] = FAULTS.find((one) => one[0] === name)!;
    const { content } = await read(message);
    expect(content.faults.map((fault) => fault.code)).toContain(code);
  });
});

const half = SECRET.length / 2;
const uuencoded = (content: string): string =>
  `begin 644 a.txt\r\n${String.fromCharCode(32 + content.length)}${Buffer.from(
    content.padEnd(Math.ceil(content.length / 3) * 3, '\0'),
    'latin1',
  )
    .toString('base64')
    .replace(/./g, (c) => {
      const value = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.indexOf(c);
      return value === 0 ? '`' : String.fromCharCode(32 + value);
    })}\r\n\`\r\nend\r\n`;
const inner = Buffer.from(plain(SECRET)).toString('latin1');
const utf16 = (bigEndian: boolean): string => {
  const little = Buffer.from(`\ufeff${SECRET}`, 'utf16le');
  return compose.base64(bigEndian ? little.swap16() : little);
};

const HIDDEN: Readonly<Record<string, Uint8Array>> = {
  'the subject': plain('x', { Subject: SECRET }),
  'an encoded subject': plain('x', { Subject: compose.encodedWord(SECRET) }),
  'a subject in two encoded words': plain('x', {
    Subject: `${compose.encodedWord(SECRET.slice(0, half))}\r\n ${compose.encodedWord(SECRET.slice(half))}`,
  }),
  'a field nobody looks at': plain('x', { 'X-Note': SECRET }),
  'a display name': plain('x', { To: `"${SECRET}" <taro@partner.example>` }),
  'the header of a part': mail(multipart('mixed', [part({ 'Content-Description': SECRET }, 'x')])),
  'the text': plain(SECRET),
  'a quote': plain(`Yes.\r\n\r\n> ${SECRET}\r\n`),
  'a signature': plain(`Yes.\r\n-- \r\n${SECRET}\r\n`),
  'full-width letters': plain('ＣＯＮＦＩＤＥＮＴＩＡＬ－７Ｆ３Ａ'),
  'soft hyphens': plain('CONFI\u00adDENTIAL\u200b-7F3A'),
  base64: mail(body(compose.base64(SECRET), { 'Content-Transfer-Encoding': 'base64' })),
  'a soft line break': mail(
    body('CONFI=\r\nDENTIAL-7=463A', { 'Content-Transfer-Encoding': 'quoted-printable' }),
  ),
  'flowed lines': mail(
    body('CONFI \r\nDENTIAL-7F3A', { 'Content-Type': 'text/plain; format=flowed; delsp=yes' }),
  ),
  'UTF-16, little end first': mail(
    body(utf16(false), {
      'Content-Type': 'text/plain; charset=utf-16',
      'Content-Transfer-Encoding': 'base64',
    }),
  ),
  'UTF-16, big end first': mail(
    body(utf16(true), {
      'Content-Type': 'text/plain; charset=utf-16',
      'Content-Transfer-Encoding': 'base64',
    }),
  ),
  'HTML only': mail(compose.html(`<p>${SECRET}</p>`)),
  'one alternative of two': mail(multipart('alternative', [text('x'), compose.html(`<p>${SECRET}</p>`)])),
  'the other alternative': mail(multipart('alternative', [text(SECRET), compose.html('<p>x</p>')])),
  'HTML entities': mail(compose.html('<p>CONFIDENTIAL&#45;7&#x46;3A</p>')),
  'HTML tags': mail(compose.html('<p>CONFI<b>DEN</b>TIAL<span>-7F3A</span></p>')),
  'HTML blocks laid out in a row': mail(compose.html('<div>CONFI</div><div>DENTIAL-7F3A</div>')),
  'HTML with characters that are not shown': mail(
    compose.html('<p>CONFI<span style="display:none">xyz</span>DENTIAL-7F3A</p>'),
  ),
  'an HTML attribute': mail(compose.html(`<p title="${SECRET}">x</p>`)),
  'an HTML link': mail(compose.html(`<a href="https://x.example/?q=${SECRET}">x</a>`)),
  'an HTML comment': mail(compose.html(`<p>x<!-- ${SECRET} --></p>`)),
  'an HTML style': mail(compose.html(`<style>/* ${SECRET} */</style><p>x</p>`)),
  'the preamble': mail(
    part(
      { 'Content-Type': 'multipart/mixed; boundary=q' },
      `${SECRET}\r\n${compose.joined('q', [text('a')])}`,
    ),
  ),
  'the epilogue': mail(`${multipart('mixed', [text('a')])}${SECRET}\r\n`),
  'an attachment': mail(multipart('mixed', [text('x'), compose.attachment('a.txt', SECRET)])),
  'the name of an attachment': mail(
    multipart('mixed', [text('x'), compose.attachment(`${SECRET}.txt`, 'x')]),
  ),
  'an attachment under another type': mail(
    multipart('mixed', [text('x'), compose.attachment('a.png', SECRET, 'image/png')]),
  ),
  'an attached mail': mail(
    multipart('mixed', [text('x'), part({ 'Content-Type': 'message/rfc822' }, inner)]),
  ),
  'an attached mail in base64': mail(multipart('mixed', [text('x'), compose.attachment('a.eml', inner)])),
  'a digest': mail(
    part({ 'Content-Type': 'multipart/digest; boundary=q' }, compose.joined('q', [`\r\n${inner}`])),
  ),
  'a mail as the whole content': mail(part({ 'Content-Type': 'message/rfc822' }, inner)),
  'a uuencoded file': plain(uuencoded(`xx ${SECRET} xx`)),
  'a uuencoded file behind a text file': mail(
    multipart('mixed', [compose.attachment('a.txt', uuencoded(`xx ${SECRET} xx`))]),
  ),
  'ISO-2022-JP under another name': mail(body(`\x1b$B#C#O#N#F#I#D#E#N#T#I#A#L\x1b(B-7F3A`)),
  'a delivery report': mail(
    part(
      { 'Content-Type': 'multipart/report; boundary=q' },
      compose.joined('q', [
        text('x'),
        part({ 'Content-Type': 'message/delivery-status' }, `Status: 5.1.1 ${SECRET}`),
      ]),
    ),
  ),
  'a Word document whose types do not name it, the word cut over runs': mail(
    multipart('mixed', [
      compose.attachment(
        'plan.docx',
        makeZip([
          {
            name: '[Content_Types].xml',
            content: '<Types><Default Extension="xml" ContentType="application/xml"/></Types>',
          },
          {
            name: 'word/document.xml',
            content: `<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>${SECRET.slice(0, half)}</w:t></w:r><w:r><w:t>${SECRET.slice(half)}</w:t></w:r></w:p></w:body></w:document>`,
          },
        ]),
      ),
    ]),
  ),
  'the second of two texts': mail(multipart('mixed', [text('x'), text(SECRET)])),
  'a text of an unknown kind': mail(
    multipart('mixed', [text('x'), part({ 'Content-Type': 'text/x-note' }, SECRET)]),
  ),
};

describe('a word of the policy', () => {
  it.each(Object.keys(HIDDEN))('is found in %s', async (name) => {
    const { content } = await read(HIDDEN[name]!);
    expect(content.marks.map(({ word }) => word)).toContain(SECRET);
  });

  it('is not found where it is not', async () => {
    const { content } = await read(plain(`CONFIDENTIAL-7F3 ${utf8('x')}`));
    expect(content.marks.map(({ word }) => word)).not.toContain(SECRET);
  });
});
