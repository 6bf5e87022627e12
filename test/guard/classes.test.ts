// Mail that no person can confirm, as the products of the world write it: reports, receipts, absence notes, answers to
// invitations, newsletters, systems. None is held for whom it goes to; what it carries is judged all the same.

import { describe, expect, it } from 'vitest';
import { createJudge, learnFrom } from '../../src/cli/judge-with.ts';
import { createRecordedHistory } from '../../src/guard/recorded-history.ts';
import { asksToHold } from '../../src/guard/verdict.ts';
import { addr, rulesOf } from './mail.ts';

const AT = new Date('2026-11-24T01:00:00.000Z');
const STRANGER = 'mika.hoshino@freemail.example';

type Tried = {
  /** null is `<>`. */
  readonly from?: string | null;
  readonly to?: readonly string[];
  readonly lines: readonly string[];
};

const subject = (text: string) => `Subject: =?UTF-8?B?${Buffer.from(text).toString('base64')}?=`;
const text = (...lines: readonly string[]) => ['Content-Type: text/plain; charset=UTF-8', '', ...lines];
const people = ['From: Taro Yamada <taro.yamada@corp.example>', `To: ${STRANGER}`];
const report = (type: string, machine: readonly string[]) => [
  `Content-Type: multipart/report; report-type=${type}; boundary="r"`,
  '',
  '--r',
  ...text('What happened to your mail is told below.'),
  '--r',
  `Content-Type: message/${type}`,
  '',
  ...machine,
  '--r--',
];
const FAILED = [
  'Reporting-MTA: dns; mx.corp.example',
  '',
  'Final-Recipient: rfc822; old@corp.example',
  'Action: failed',
  'Status: 5.1.1',
];
const READ = [
  'Reporting-UA: corp.example; Outlook',
  'Final-Recipient: rfc822; taro.yamada@corp.example',
  'Disposition: manual-action/MDN-sent-manually; displayed',
];
const invitation = (method: string, type: string) => [
  'Content-Type: multipart/alternative; boundary="c"',
  '',
  '--c',
  ...text('Taro Yamada'),
  '--c',
  `Content-Type: ${type}; charset=UTF-8; method=${method}`,
  '',
  'BEGIN:VCALENDAR',
  `METHOD:${method}`,
  'BEGIN:VEVENT',
  'ATTENDEE;PARTSTAT=ACCEPTED:mailto:taro.yamada@corp.example',
  'END:VEVENT',
  'END:VCALENDAR',
  '--c--',
];
const LIST = [
  'From: Corp News <news@corp.example>',
  `To: ${STRANGER}`,
  'List-Id: News <news.lists.corp.example>',
];

const ORDINARY: Readonly<Record<string, Tried>> = {
  'a bounce of Postfix': {
    from: null,
    lines: [
      'From: MAILER-DAEMON@mx.corp.example (Mail Delivery System)',
      `To: ${STRANGER}`,
      'Auto-Submitted: auto-replied',
      'Subject: Undelivered Mail Returned to Sender',
      ...report('delivery-status', FAILED),
    ],
  },
  '配信不能通知 (Exchange)': {
    from: null,
    lines: [
      'From: Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@corp.example>',
      `To: ${STRANGER}`,
      subject('配信不能: お見積りの件'),
      'X-MS-Exchange-Message-Is-Ndr:',
      'Auto-Submitted: auto-replied',
      ...report('delivery-status', FAILED),
    ],
  },
  'a bounce without any report, as qmail writes it': {
    from: null,
    lines: [
      'From: MAILER-DAEMON@corp.example',
      `To: ${STRANGER}`,
      'Subject: failure notice',
      ...text('Hi. This is the qmail-send program at corp.example.'),
    ],
  },
  'a delivery failure of Notes': {
    from: null,
    lines: [
      'From: Postmaster@corp.example',
      `To: ${STRANGER}`,
      'Subject: DELIVERY FAILURE: User old not listed in Domino Directory',
      'X-Mailer: Lotus Domino Release 9.0.1',
      ...report('delivery-status', FAILED),
    ],
  },
  '開封確認 (Outlook)': {
    from: null,
    lines: [...people, subject('開封済み: お見積りの件'), ...report('disposition-notification', READ)],
  },
  'a read receipt of Thunderbird that bears a reverse-path': {
    lines: [
      ...people,
      'Subject: Return Receipt (displayed) - Quote',
      ...report('disposition-notification', READ),
    ],
  },
  '自動応答 (Exchange)、転送と同じ印つき': {
    from: null,
    lines: [
      ...people,
      subject('自動応答: お見積りの件'),
      'X-Auto-Response-Suppress: All',
      'Auto-Submitted: auto-generated',
      'X-MS-Exchange-Inbox-Rules-Loop: taro.yamada@corp.example',
      'X-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent',
      ...text('本日は休暇をいただいております。'),
    ],
  },
  'an automatic reply of Exchange Online that bears a reverse-path': {
    lines: [
      ...people,
      'Subject: Automatic reply: Quote',
      'Auto-Submitted: auto-generated',
      'X-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent',
      ...text('I am away until Monday.'),
    ],
  },
  'a vacation reply of Gmail': {
    lines: [
      ...people,
      'Subject: Out of office Re: Quote',
      'Precedence: bulk',
      'X-Autoreply: yes',
      'Auto-Submitted: auto-replied',
      ...text('I am away until Monday.'),
    ],
  },
  '不在通知 (Notes)': {
    lines: [
      ...people,
      subject('AUTO: 山田 太郎は不在にしております (戻り予定 2026/12/01)'),
      'Auto-Submitted: auto-generated',
      'X-Mailer: IBM Notes Release 9.0.1',
      ...text('不在にしております。'),
    ],
  },
  古い応答プログラム: {
    lines: [
      ...people,
      subject('お問い合わせありがとうございます'),
      'X-Autorespond: toiawase',
      ...text('受け付けました。'),
    ],
  },
  '会議の承諾 (Outlook)': {
    lines: [...people, subject('承諾: 定例会'), ...invitation('REPLY', 'text/calendar')],
  },
  'an accepted invitation of Google Calendar': {
    lines: [
      ...people,
      'Sender: Google Calendar <calendar-notification@google.com>',
      'Subject: Accepted: Site visit @ Tue Nov 24, 2026',
      ...invitation('REPLY', 'text/calendar'),
    ],
  },
  'a counter-proposal of Notes': {
    lines: [...people, 'Subject: Countered: Site visit', ...invitation('COUNTER', 'text/calendar')],
  },
  'メールマガジン (VERP)': {
    from: `bounce+${STRANGER.replace('@', '=')}@news.corp.example`,
    lines: [
      ...LIST,
      'List-Unsubscribe: <https://news.corp.example/u/1>',
      'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
      subject('秋の新製品のご案内'),
      ...text('今月のお知らせです。'),
    ],
  },
  'a newsletter sent by a provider with its own reverse-path': {
    from: '0100018c-0000@eu-west-1.mailer.example',
    lines: [...LIST, 'Precedence: bulk', 'Subject: What is new', ...text('This month in short.')],
  },
  'a subscriber’s post through Mailman': {
    from: 'users-bounces+mika=freemail.example@lists.corp.example',
    lines: [
      'From: Taro Yamada <taro.yamada@corp.example>',
      'To: users@lists.corp.example',
      'Sender: users-bounces@lists.corp.example',
      'Precedence: list',
      'List-Id: Users <users.lists.corp.example>',
      'List-Unsubscribe: <mailto:users-leave@lists.corp.example>',
      'Subject: [users] Release',
      ...text('It is out.'),
    ],
  },
  'an invoice of our own system': {
    from: 'billing@corp.example',
    lines: [
      'From: billing@corp.example',
      `To: ${STRANGER}`,
      subject('請求書'),
      ...text('請求書をご確認ください。'),
    ],
  },
};

const NOT_ORDINARY: Readonly<Record<string, Tried & { readonly reason: string }>> = {
  外部へ転送する受信トレイのルール: {
    reason: 'auto-forward',
    lines: [
      ...people,
      subject('FW: 来期の計画'),
      'Auto-Submitted: auto-generated',
      'X-MS-Exchange-Inbox-Rules-Loop: taro.yamada@corp.example',
      ...text('転送します。'),
    ],
  },
  'a forward that calls itself an automatic reply': {
    reason: 'auto-forward',
    lines: [
      ...people,
      'Subject: Fwd: plan for next year',
      'Auto-Submitted: auto-replied',
      'X-Forwarded-For: taro.yamada@corp.example mika.hoshino@freemail.example',
      ...text('see below'),
    ],
  },
  自動応答に個人番号: {
    reason: 'my-number',
    lines: [
      ...people,
      'Auto-Submitted: auto-replied',
      subject('自動応答'),
      ...text('氏名：星野 美香', '個人番号：123456789018'),
    ],
  },
  会議の依頼に顧客が並ぶ: {
    reason: 'visible-recipients',
    to: Array.from({ length: 12 }, (_, n) => `who${n}@firm${n}x.example`),
    lines: [
      'From: taro.yamada@corp.example',
      `To: ${Array.from({ length: 12 }, (_, n) => `who${n}@firm${n}x.example`).join(', ')}`,
      subject('説明会'),
      ...invitation('REQUEST', 'text/calendar'),
    ],
  },
  'a system of ours whose list is longer than ever': {
    reason: 'visible-recipients',
    from: 'billing@corp.example',
    to: ['a@one.example', 'b@two.example'],
    lines: [
      'From: billing@corp.example',
      'To: a@one.example, b@two.example',
      'Subject: Invoice',
      ...text('Invoice'),
    ],
  },
};

const rules = rulesOf({ systemSenders: [{ from: 'billing@corp.example' }] });

/** The reasons for which the mail is held; the system has often written to one person at a time. */
async function reasonsOf({ from = 'taro.yamada@corp.example', to = [STRANGER], lines }: Tried) {
  const history = createRecordedHistory();
  const judge = await createJudge(history, rules);
  const envelope = {
    reversePath: from === null ? null : addr(from),
    forwardPaths: to.map(addr),
    clientAddress: '127.0.0.1',
    authenticatedAs: null,
  };
  const octets = Buffer.from(
    [
      'Message-ID: <1@corp.example>',
      'Date: Tue, 24 Nov 2026 10:00:00 +0900',
      ...['MIME-Version: 1.0'],
      ...lines,
      '',
    ].join('\r\n'),
  );
  const inspected = await judge(envelope, octets, AT);
  learnFrom(history, inspected, AT);
  return inspected.verdict.findings.filter(asksToHold).map(({ check }) => check);
}

describe('mail that no person can confirm', () => {
  it.each(Object.entries(ORDINARY))('passes: %s', async (_name, tried) => {
    expect(await reasonsOf(tried)).toEqual([]);
  });

  it.each(Object.entries(NOT_ORDINARY))('is held all the same: %s', async (_name, { reason, ...tried }) => {
    expect(await reasonsOf(tried)).toContain(reason);
  });
});
