// Recipients moved, dropped, added and corrected: header and envelope together, every other octet as it was.

import { describe, expect, it } from 'vitest';
import { readMail } from '../../../src/message/read-mail.ts';
import {
  address,
  envelope,
  fieldLines,
  lines,
  refusal,
  repaired,
  THREE,
  TO_THREE,
  WITH_FILES,
} from './mails.ts';

const BODY = ['', 'text', ''];
const MAIL = lines(...TO_THREE, ...BODY);
/** A mail with these fields between From and Subject. */
const mailTo = (...fields: readonly string[]) =>
  lines('From: ann@corp.example', ...fields, 'Subject: x', ...BODY);

describe('moving recipients to Bcc', () => {
  it('takes them out of the header and leaves the envelope and all the rest', async () => {
    const { text, to } = await repaired(MAIL, THREE, [{ op: 'to-bcc', addresses: ['YAMA@b.example'] }]);
    expect(fieldLines(text, 'to', 'cc', 'bcc')).toEqual([
      'To: "Ito, Jun" <jun@a.example>',
      'Cc: kei@corp.example (Kei)',
    ]);
    expect(to).toEqual(THREE.forwardPaths);
    const rest = MAIL.toString('latin1').replace(',\r\n =?UTF-8?B?5bGx55Sw?= <yama@b.example>', '');
    expect(text).toBe(rest);
  });

  it('of all names nobody in To and drops what is empty', async () => {
    const { text } = await repaired(MAIL, THREE, [{ op: 'to-bcc', addresses: null }]);
    expect(fieldLines(text, 'to', 'cc')).toEqual(['To: undisclosed-recipients:;']);
  });

  it('reaches every field that a recipient can read, and a Bcc field that was left in', async () => {
    const mail = mailTo(
      'To: a@a.example',
      'to: Team: b@b.example, c@c.example;',
      'Bcc: a@a.example',
      'Resent-Cc: a@a.example, b@b.example',
      'Mail-Followup-To: a@a.example',
      'X-Note: a@a.example',
    );
    const op = { op: 'to-bcc', addresses: ['a@a.example', 'c@c.example'] };
    const { text } = await repaired(mail, envelope('a@a.example'), [op]);
    expect(fieldLines(text, 'to', 'bcc', 'resent-cc', 'mail-followup-to', 'x-note')).toEqual([
      'To: undisclosed-recipients:;',
      'to: Team: b@b.example;',
      'Resent-Cc: b@b.example',
      'X-Note: a@a.example',
    ]);
  });

  it('of a mail with Cc alone still leaves it addressed to nobody aloud', async () => {
    const { text } = await repaired(mailTo('Cc: a@a.example'), envelope('a@a.example'), [
      { op: 'to-bcc', addresses: null },
    ]);
    expect(fieldLines(text, 'to', 'cc')).toEqual(['To: undisclosed-recipients:;']);
  });

  it.each([
    ['quoted commas', '"a@a.example, x" <b@b.example>, <a@a.example>', '"a@a.example, x" <b@b.example>'],
    ['comments', 'b@b.example (not a@a.example, no), a@a.example (yes)', 'b@b.example (not a@a.example, no)'],
    [
      'comments in comments',
      'a@a.example, b@b.example (x (y, z) a@a.example, q)',
      'b@b.example (x (y, z) a@a.example, q)',
    ],
    ['semicolons between addresses', 'a@a.example; b@b.example; c@c.example', 'b@b.example, c@c.example'],
    ['empty elements', ', a@a.example,, b@b.example,', 'b@b.example'],
    [
      'ISO-2022-JP with commas and quotes in it',
      '\x1b$B",";\x1b(B <b@b.example>, a@a.example',
      '\x1b$B",";\x1b(B <b@b.example>',
    ],
    [
      'UTF-8 as it is',
      '\xe5\xb1\xb1 <a@a.example>, \xe7\x94\xb0 <b@b.example>',
      '\xe7\x94\xb0 <b@b.example>',
    ],
    ['an IDN in the other spelling', 'a@a.example, x@xn--wgv71a.example', 'x@xn--wgv71a.example'],
    ['a group that was empty', 'none:;, a@a.example', 'none: ;'],
    ['something that is no address', 'a@a.example, to whom it may concern', 'to whom it may concern'],
    ['folds inside an element', 'a@a.example,\r\n "B"\r\n\t<b@b.example>', '"B"\r\n\t<b@b.example>'],
  ])('keeps the others as written: %s', async (_, before, after) => {
    const op = { op: 'to-bcc', addresses: ['a@a.example'] };
    const { text } = await repaired(mailTo(`To: ${before}`), envelope('a@a.example'), [op]);
    expect(fieldLines(text, 'to')).toEqual([`To: ${after}`]);
  });

  it.each([
    ['two addresses without a comma', 'To: <a@a.example> <b@b.example>'],
    ['a group in a group', 'To: x: y: a@a.example; ;'],
    ['a group that never ends', 'To: x: a@a.example, b@b.example'],
  ])('refuses a list that readers may cut elsewhere: %s', async (_, field) => {
    const op = { op: 'to-bcc', addresses: ['a@a.example'] };
    const preview = refusal(mailTo(field), envelope('a@a.example'), [op]);
    expect(await preview).toBe('in-doubt');
  });

  it('folds long lists between addresses', async () => {
    const many = Array.from({ length: 40 }, (_, n) => `Person Number ${n} <person${n}@some-domain.example>`);
    const mail = mailTo(`To: ${many.join(',\r\n\t')}`);
    const op = { op: 'to-bcc', addresses: ['person7@some-domain.example'] };
    const { text, octets } = await repaired(mail, envelope('person7@some-domain.example'), [op]);
    expect(Math.max(...text.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(78);
    const { content } = await readMail(octets, { words: [] });
    expect(content.header.to).toHaveLength(39);
    expect(content.faults).toEqual([]);
  });
});

describe('dropping recipients', () => {
  it('takes them out of header and envelope', async () => {
    const { text, to } = await repaired(MAIL, THREE, [
      { op: 'drop-recipients', addresses: ['Jun@a.example', 'kei@corp.example'] },
    ]);
    expect(to).toEqual(['yama@b.example']);
    expect(fieldLines(text, 'to', 'cc')).toEqual(['To: =?UTF-8?B?5bGx55Sw?= <yama@b.example>']);
  });

  it('changes no octet for somebody in Bcc', async () => {
    const bcc = envelope(...THREE.forwardPaths, 'hidden@c.example');
    const { octets, to } = await repaired(MAIL, bcc, [
      { op: 'drop-recipients', addresses: ['hidden@c.example'] },
    ]);
    expect(Buffer.compare(octets, MAIL)).toBe(0);
    expect(to).toEqual(THREE.forwardPaths);
  });

  it('leaves nobody out that it does not know, and never the last one', async () => {
    const drop = (...addresses: string[]) => refusal(MAIL, THREE, [{ op: 'drop-recipients', addresses }]);
    expect(await drop('who@a.example')).toBe('unknown-recipient');
    expect(await drop(...THREE.forwardPaths)).toBe('no-recipients');
  });
});

describe('adding recipients', () => {
  it('puts somebody into Cc, by a name in any script', async () => {
    const name = '営業部 "第一" 部長';
    const { octets, text, to } = await repaired(MAIL, THREE, [
      { op: 'add-cc', address: 'boss@corp.example', name },
    ]);
    expect(to).toEqual([...THREE.forwardPaths, 'boss@corp.example']);
    expect(fieldLines(text, 'cc')[0]).toMatch(
      /^Cc: kei@corp\.example \(Kei\),\r\n =\?UTF-8\?B\?\S+\?= <boss@corp\.example>$/,
    );
    const { content } = await readMail(octets, { words: [] });
    expect(content.header.cc.at(-1)).toEqual({ name, address: 'boss@corp.example' });
    expect(content.faults).toEqual([]);
  });

  it('makes a Cc field behind To where there is none', async () => {
    const mail = mailTo('To: a@a.example');
    const { text } = await repaired(mail, envelope('a@a.example'), [
      { op: 'add-cc', address: 'b@b.example', name: 'B "x", C' },
    ]);
    expect(text).toContain('To: a@a.example\r\nCc: "B \\"x\\", C" <b@b.example>\r\nSubject: x\r\n');
  });

  it('puts a supervisor into Bcc without a trace in the mail', async () => {
    const { octets, to } = await repaired(MAIL, THREE, [{ op: 'add-bcc', address: 'boss@corp.example' }]);
    expect(Buffer.compare(octets, MAIL)).toBe(0);
    expect(to).toContain('boss@corp.example');
  });
});

describe('correcting what was mistyped', () => {
  it('corrects a domain in header and envelope, names and other domains as they were', async () => {
    const mail = mailTo('To: "J (a.exmaple)" <jun@a.exmaple> (x), kei@A.EXMAPLE (Kei), ann@sub.a.exmaple');
    const op = { op: 'correct-domain', wrong: 'a.exmaple', right: '日本.example' };
    const { text, to } = await repaired(mail, envelope('jun@a.exmaple', 'ann@sub.a.exmaple'), [op]);
    expect(to).toEqual(['jun@xn--wgv71a.example', 'ann@sub.a.exmaple']);
    expect(fieldLines(text, 'to')[0]?.replace(/\r\n/g, '')).toBe(
      'To: "J (a.exmaple)" <jun@xn--wgv71a.example> (x), kei@xn--wgv71a.example (Kei), ann@sub.a.exmaple',
    );
  });

  it('corrects one address, once where both were there', async () => {
    const op = { op: 'correct-address', wrong: 'jun@a.example', right: 'yama@b.example' };
    const { to } = await repaired(MAIL, THREE, [op]);
    expect(to).toEqual(['yama@b.example', 'kei@corp.example']);
  });

  it('refuses what the mail does not go to', async () => {
    expect(
      await refusal(MAIL, THREE, [{ op: 'correct-domain', wrong: 'c.example', right: 'd.example' }]),
    ).toBe('unknown-recipient');
  });
});

describe('one mail per recipient', () => {
  it('addresses each to its recipient alone, by the name the mail had', async () => {
    const bcc = envelope(...THREE.forwardPaths, 'hidden@c.example');
    const { mails } = await repaired(WITH_FILES, bcc, [{ op: 'one-per-recipient' }]);
    expect(mails.map(({ envelope }) => envelope.forwardPaths)).toEqual(
      bcc.forwardPaths.map((path) => [path]),
    );
    const header = mails.map(({ octets }) =>
      fieldLines(Buffer.from(octets).toString('latin1'), 'to', 'cc', 'bcc'),
    );
    expect(header).toEqual([
      ['To: "Ito, Jun" <jun@a.example>'],
      ['To: =?UTF-8?B?5bGx55Sw?= <yama@b.example>'],
      ['To: kei@corp.example (Kei)'],
      ['To: hidden@c.example'],
    ]);
    const bodyOf = (octets: Uint8Array) =>
      Buffer.from(octets).subarray(Buffer.from(octets).indexOf('\r\n\r\n'));
    for (const { octets } of mails) expect(Buffer.compare(bodyOf(octets), bodyOf(WITH_FILES))).toBe(0);
  });

  it('works together with other operations, in any order', async () => {
    const ops = [{ op: 'one-per-recipient' }, { op: 'drop-recipients', addresses: ['kei@corp.example'] }];
    expect((await repaired(MAIL, THREE, ops)).mails).toHaveLength(2);
  });
});

describe('a preview', () => {
  it('shows the header before and after as a person reads it', async () => {
    const { headersBefore, mails } = await repaired(MAIL, THREE, [
      { op: 'to-bcc', addresses: ['jun@a.example'] },
    ]);
    expect(headersBefore).toContainEqual({
      name: 'To',
      value: '"Ito, Jun" <jun@a.example>, 山田 <yama@b.example>',
    });
    expect(mails[0]?.headersAfter).toContainEqual({ name: 'To', value: '山田 <yama@b.example>' });
  });

  it('refuses what would change nothing, and what is no operation', async () => {
    expect(await refusal(MAIL, THREE, [{ op: 'to-bcc', addresses: ['who@else.example'] }])).toBe('no-change');
    await expect(refusal(MAIL, THREE, [])).rejects.toThrow();
    await expect(refusal(MAIL, THREE, [{ op: 'add-cc', address: 'a@b, c@d', name: null }])).rejects.toThrow();
    await expect(
      refusal(MAIL, THREE, [{ op: 'add-cc', address: 'a@b.example', name: 'x', bcc: true }]),
    ).rejects.toThrow();
  });

  it('lets no line end into the header', async () => {
    for (const name of ['x\r\nBcc: evil@else.example', '部長\r\nBcc: x', 'a\u2028b', 'moc.\u202eexe'])
      await expect(refusal(MAIL, THREE, [{ op: 'add-cc', address: 'a@b.example', name }])).rejects.toThrow();
    expect(address('a@b.example\r\nBcc: x@y.example')).toBeNull();
  });
});
