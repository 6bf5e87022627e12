// HeaderFacts: people, threads, kinds of mail; and the address lists they are read from.

import { describe, expect, it } from 'vitest';
import { parseMailboxes } from '../../src/message/addresses.ts';
import * as compose from './compose.ts';
import { mail, part, plain, read, text, utf8 } from './compose.ts';

const parse = (value: string): string[] =>
  parseMailboxes([value], () => {}).map(({ name, address }) =>
    name === null ? address : `${name} <${address}>`,
  );

const LISTS: readonly (readonly [field: string, people: readonly string[]])[] = [
  ['a@b.example', ['a@b.example']],
  ['<a@b.example>', ['a@b.example']],
  ['Ann <a@b.example>, c@d.example', ['Ann <a@b.example>', 'c@d.example']],
  ['"Yamada, Taro (Sales)" <t@b.example>', ['Yamada, Taro (Sales) <t@b.example>']],
  ['"quote \\" in name" <t@b.example>', ['quote " in name <t@b.example>']],
  ['a@b.example (Ann Lee)', ['Ann Lee <a@b.example>']],
  ['Ann (not x@y.example) <a@b.example>', ['Ann <a@b.example>']],
  ['undisclosed-recipients:;', []],
  ['Team: a@b.example, Bob <b@b.example>;, c@d.example', ['a@b.example', 'Bob <b@b.example>', 'c@d.example']],
  ['a@B.Example', ['a@b.example']],
  ['Taro+news@PARTNER.example', ['Taro+news@partner.example']],
  ['a@bücher.example', ['a@xn--bcher-kva.example']],
  ['a@xn--bcher-kva.example', ['a@xn--bcher-kva.example']],
  ['"a b"@c.example', ['"a b"@c.example']],
  ['Ann <"x@y.example"@c.example>', ['Ann <"x@y.example"@c.example>']],
  ['taro..y.@docomo.example', ['"taro..y."@docomo.example']],
  ["'ann@b.example', \"Bob\" <'bob@b.example'>", ['ann@b.example', 'Bob <bob@b.example>']],
  ['a@[192.0.2.1]', ['a@[192.0.2.1]']],
  ['<@relay.example:a@b.example>', ['a@b.example']],
  ['a @ b . example', ['a@b.example']],
  ['a@b.example; c@d.example', ['a@b.example', 'c@d.example']],
  [', a@b.example,, c@d.example,', ['a@b.example', 'c@d.example']],
  ['Ann <a@b.example> Bob <b@b.example>', ['Ann <a@b.example>', 'Bob <b@b.example>']],
  ['"boss@corp.example" <x@evil.example>', ['boss@corp.example <x@evil.example>']],
  [`${compose.encodedWord('山田, 太郎')} <t@b.example>`, ['山田, 太郎 <t@b.example>']],
  [
    '=?ISO-2022-JP?B?GyRCOzNFRBsoQg==?= =?UTF-8?Q?_=E5=A4=AA=E9=83=8E?= <t@b.example>',
    ['山田 太郎 <t@b.example>'],
  ],
  ['山田 太郎 <t@b.example>', ['山田 太郎 <t@b.example>']],
  ['nobody', []],
  ['', []],
];

describe('an address list', () => {
  it.each(LISTS)('%s', (field, people) => {
    expect(parse(field)).toEqual(people);
  });

  it('ends at a limit and says so', () => {
    const reports: string[] = [];
    const many = 'a@b.example,'.repeat(30_000);
    expect(parseMailboxes([many], (code) => reports.push(code)).length).toBe(20_000);
    expect(reports).toEqual(['too-many-addresses']);
  });
});

describe('the header of a mail', () => {
  it('tells who takes part', async () => {
    const { content } = await read(
      plain('x', {
        From: `${compose.encodedWord('山田 太郎')} <taro@corp.example>`,
        Sender: 'desk@corp.example',
        'Reply-To': 'reply@corp.example',
        Cc: 'c@d.example',
        Bcc: 'left@d.example',
        'Resent-To': 'again@d.example',
      }),
    );
    expect(content.header).toMatchObject({
      from: [{ name: '山田 太郎', address: 'taro@corp.example' }],
      sender: { name: null, address: 'desk@corp.example' },
      replyTo: [{ name: null, address: 'reply@corp.example' }],
      cc: [{ name: null, address: 'c@d.example' }],
      bcc: [{ name: null, address: 'left@d.example' }],
      resentTo: [{ name: null, address: 'again@d.example' }],
    });
  });

  it('tells which thread the mail is in', async () => {
    const { content } = await read(
      plain('x', {
        'In-Reply-To': '<2@d.example> (yesterday)',
        References: '<1@d.example>\r\n <2@d.example>',
      }),
    );
    expect(content.header).toMatchObject({
      messageId: '<1@corp.example>',
      inReplyTo: '<2@d.example>',
      references: ['<1@d.example>', '<2@d.example>'],
    });
  });

  it('tells what kind of mail it is', async () => {
    const { content } = await read(
      plain('x', {
        'Auto-Submitted': 'Auto-Replied (vacation)',
        Precedence: 'Bulk',
        'List-Id': 'News <news.corp.example>',
        'List-Unsubscribe': '<https://corp.example/u>',
        Sensitivity: 'Company-Confidential',
        'X-Sekisho': 'v=1; id=1; h=x',
        'X-MS-Exchange-Inbox-Rules-Loop': 'a@corp.example',
      }),
    );
    expect(content.header).toMatchObject({
      autoSubmitted: 'auto-replied',
      precedence: 'bulk',
      listId: 'news <news.corp.example>',
      hasListUnsubscribe: true,
      sensitivity: 'company-confidential',
      foreignMarks: 1,
      forwardingFields: ['x-ms-exchange-inbox-rules-loop'],
    });
  });

  it('knows a report and an answer to an invitation', async () => {
    const report = await read(
      mail(
        part(
          { 'Content-Type': 'multipart/report; report-type=Disposition-Notification; boundary=q' },
          compose.joined('q', [text('read')]),
        ),
      ),
    );
    const reply = await read(
      mail(
        part(
          { 'Content-Type': 'text/calendar; method=REPLY; charset=utf-8' },
          'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n',
        ),
      ),
    );
    expect(report.content.header.reportType).toBe('disposition-notification');
    expect(reply.content.header.calendarMethod).toBe('reply');
  });

  it.each([
    ['raw UTF-8', utf8('会議の件')],
    ['raw ISO-2022-JP', '\x1b$B2q5D$N7o\x1b(B'],
    ['raw Shift_JIS', '\x89\xef\x8bc\x82\xcc\x8c\x8f'],
    ['Base64 words', compose.encodedWord('会議の件')],
    ['quoted words in pieces', '=?utf-8?Q?=E4=BC=9A=E8=AD=B0?=\r\n =?utf-8?q?=E3=81=AE=E4=BB=B6?='],
    ['a word with a language', `=?UTF-8*ja?B?${Buffer.from('会議の件').toString('base64')}?=`],
  ])('decodes a subject: %s', async (_name, subject) => {
    expect((await read(plain('x', { Subject: subject }))).content.header.subject).toBe('会議の件');
  });
});
