// mailparser reads what we read: the same text where we trust our own eyes, the same parts everywhere else.

import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import type { Content } from '../../src/message/contents.ts';
import { FaultList } from '../../src/message/faults.ts';
import { openMail } from '../../src/message/open-mail.ts';
import { compareReaders } from '../../src/message/second-reader.ts';
import * as compose from './compose.ts';
import { faultsOf, mail, multipart, octets, part, plain, read, SECRET, text, utf8 } from './compose.ts';

const bare = (message: string): string => message.replace(/\s+/g, '');

const SAMPLES: readonly Uint8Array[] = [
  plain('Hello'),
  plain('株式会社みなかぜ商事\r\n中村様\r\n\r\nお世話になっております。'),
  plain(''),
  plain('.\r\n..\r\nend \r\n\r\n'),
  plain('> quoted\r\n\tindented\r\n-- \r\nAnn'),
  mail(part({ 'Content-Type': 'text/plain; charset=ISO-2022-JP' }, '\x1b$B$3$s$K$A$O\x1b(B\r\nAnn')),
  mail(part({ 'Content-Type': 'text/plain; charset=Shift_JIS' }, '\x82\xb1\x82\xf1\x83\x5c\r\n')),
  mail(part({ 'Content-Type': 'text/plain; charset=EUC-JP' }, '\xa4\xb3\xa4\xf3')),
  mail(part({ 'Content-Type': 'text/plain; charset=iso-8859-1' }, 'caf\xe9')),
  mail(part({ 'Content-Type': 'text/plain; charset=utf-8; format=flowed' }, 'one \r\ntwo\r\n')),
  octets('Subject: no mime\r\n\r\nhello\r\n'),
];

describe('a plain mail that only we read', () => {
  it.each(SAMPLES.map((sample, i) => [i, sample] as const))(
    'reads the same with mailparser (%i)',
    async (_i, sample) => {
      const ours = (await read(sample)).texts.map((one) => one.text).join('\n');
      const theirs = await simpleParser(Buffer.from(sample), { skipTextToHtml: true });
      expect(bare(ours)).toBe(bare(theirs.text ?? ''));
    },
  );
});

const MIXED = mail(
  multipart(
    'mixed',
    [
      multipart('alternative', [text('one'), compose.html('<p>two</p>')], 'in01'),
      compose.attachment('a.bin', 'three'),
      compose.attachment('b.bin', 'four'),
    ],
    'out01',
  ),
);

/** Our own reading, as it would be if we had missed something. */
const MISSED: Readonly<Record<string, (contents: readonly Content[]) => readonly Content[]>> = {
  'an attachment': (contents) => contents.slice(0, -1),
  'octets of an attachment': (contents) =>
    contents.map((one, n) => (n === 3 ? { ...one, octets: Buffer.from('fou') } : one)),
  'words of the text': (contents) => contents.map((one, n) => (n === 0 ? { ...one, text: 'on' } : one)),
  'words of the HTML': (contents) => contents.map((one, n) => (n === 1 ? { ...one, text: '<p></p>' } : one)),
};

describe('two readers', () => {
  it('agree about a mail that both read whole', async () => {
    expect(await faultsOf(MIXED)).toEqual([]);
  });

  it.each(Object.keys(MISSED))('disagree when one of them misses %s', async (name) => {
    const { structure, contents } = await openMail(MIXED, new FaultList());
    const codes: string[] = [];
    await compareReaders(MIXED, structure, MISSED[name]?.(contents) ?? [], (code) => codes.push(code));
    expect(codes).toEqual(['readers-disagree']);
  });

  it('disagree about a part that only one of them sees', async () => {
    const unquoted = part(
      { 'Content-Type': 'multipart/mixed; boundary=q\\r' },
      `--q\\r\r\n${text('a')}\r\n--q\\r\r\n${text('b')}\r\n--q\\r--\r\n`,
    );
    const encoded = part(
      { 'Content-Type': 'multipart/mixed; boundary="=?utf-8?Q?q?="' },
      compose.joined('q', [text('a')]),
    );
    for (const content of [unquoted, encoded]) {
      const faults = await faultsOf(mail(content));
      const theirs = await simpleParser(Buffer.from(mail(content)));
      expect(faults.length > 0 || (theirs.text ?? '').includes('a')).toBe(true);
    }
  });
});

/** Small damage of the kinds that make readers disagree. */
const PIECES = [
  ' ',
  '\t',
  ';',
  '"',
  '=',
  '--',
  '\r\n',
  '\r\n ',
  '(',
  ')',
  ':',
  '\\',
  'base64',
  'boundary=',
  '\r\n\r\n',
  '=3D',
];
const BASES = [
  mail(multipart('mixed', [text('x'), compose.attachment('a.txt', SECRET)], 'bnd01')),
  mail(multipart('alternative', [text('x'), compose.html(`<p>${SECRET}</p>`)], 'bnd01')),
  mail(
    part(
      { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Transfer-Encoding': 'base64' },
      compose.base64(`${SECRET} ${'x'.repeat(90)}`),
    ),
  ),
  mail(
    part(
      { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Transfer-Encoding': 'quoted-printable' },
      'CONFI=\r\nDENTIAL-7=463A',
    ),
  ),
  plain('x', { Subject: compose.encodedWord(SECRET) }),
].map((base) => Buffer.from(base).toString('latin1'));

async function foundByMailparser(message: Uint8Array): Promise<boolean> {
  const theirs = await simpleParser(Buffer.from(message)).catch(() => null);
  if (theirs === null) return false;
  const files = theirs.attachments.map(({ content }) => content.toString('utf8'));
  return [theirs.subject, theirs.text, theirs.html || '', ...files].some((one) => one?.includes(SECRET));
}

describe('a damaged mail', () => {
  it('is never called clean when mailparser finds the word', async () => {
    const damage = fc.record({
      base: fc.constantFrom(...BASES),
      cuts: fc.array(fc.record({ at: fc.nat(700), drop: fc.nat(3), add: fc.constantFrom('', ...PIECES) }), {
        minLength: 1,
        maxLength: 3,
      }),
    });
    await fc.assert(
      fc.asyncProperty(damage, async ({ base, cuts }) => {
        const damaged = cuts.reduce((mailText, { at, drop, add }) => {
          const start = at % mailText.length;
          return mailText.slice(0, start) + add + mailText.slice(start + drop);
        }, base);
        const message = octets(damaged.replace(/\r(?!\n)|(?<!\r)\n/g, ' '));
        const { content } = await read(message);
        const isClean = content.faults.length === 0 && content.marks.length === 0;
        expect(isClean && (await foundByMailparser(message))).toBe(false);
      }),
      { numRuns: 80, seed: 20261124 },
    );
  });

  it('never makes the reader throw', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 400 }), async (noise) => {
        const { content } = await read(
          octets(`${noise.slice(0, 100)}${BASES[0]?.slice(0, 300) ?? ''}${utf8(noise)}`),
        );
        expect(Array.isArray(content.faults)).toBe(true);
      }),
      { numRuns: 50, seed: 20261124 },
    );
  });
});
