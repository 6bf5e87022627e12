// The report to the sender: its shape to the octet, what is said of whom, and that mail readers can read it.

import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import { dsnOf } from '../../src/relay/dsn.ts';
import { reportsOf } from '../../src/relay/outcomes.ts';
import type { Outcome } from '../../src/store/lease.ts';
import type { MailRow, NewMail, RecipientRow } from '../../src/store/store.ts';
import { address, newMail } from '../store/samples.ts';
import { DAY } from './relay.ts';

const at = '2026-04-06T09:00:00.000Z';
const clock = { at, retryUntil: '2026-04-07T09:00:00.000Z' };
const settings = {
  hostName: 'relay.corp.example',
  giveUpAfterMs: 5 * DAY,
  maxHeldPerSender: 1000,
  noticeFrom: null,
  markKey: new Uint8Array(32),
  webUrl: () => '',
};
const OCTETS = Buffer.from(
  'From: taro@corp.example\r\nSubject: =?UTF-8?B?6KaL56mN5pu4?=\r\n\r\nvery quiet line\r\n',
);

function mailRow(changed: Partial<MailRow> = {}): MailRow {
  const {
    octets: _,
    facts: __,
    verdict: ___,
    recipients: ____,
    actor: _____,
    notices: ______,
    hold: _______,
    ...row
  } = newMail();
  return {
    ...row,
    state: 'queued',
    revision: 1,
    holdVersion: 1,
    deadline: null,
    sizeOctets: OCTETS.length,
    envelopeSha256: '',
    needs: [],
    burst: null,
    decision: null,
    decidedBy: null,
    decidedAt: null,
    comment: null,
    attempts: 0,
    nextAttemptAt: null,
    lastError: null,
    erasedAt: null,
    ...changed,
  };
}

function recipient(n: number, path: string, changed: Partial<RecipientRow> = {}): RecipientRow {
  return {
    n,
    forwardPath: address(path),
    notify: null,
    orcpt: null,
    state: 'pending',
    replyCode: null,
    reply: null,
    hop: null,
    settledAt: null,
    ...changed,
  };
}

function outcome(n: number, kind: Outcome['kind'], reply: string, changed: Partial<Outcome> = {}): Outcome {
  const code = Number.parseInt(reply, 10) || null;
  return { n, kind, code, reply, hop: 'mx.client.example:25', ...changed };
}

const HANAKO = recipient(0, 'Hanako@client.example', { orcpt: 'rfc822;hana+2Bko@client.example' });
const REFUSED = outcome(0, 'refused', '550 5.1.1 no such user');

async function report(
  recipients: readonly RecipientRow[],
  outcomes: readonly Outcome[],
  mail: MailRow = mailRow(),
  octets: Uint8Array | null = OCTETS,
  isDelayDue = false,
): Promise<NewMail | null> {
  return dsnOf({ settings }, mail, octets, reportsOf(recipients, outcomes, isDelayDue), clock);
}

async function textOf(made: Promise<NewMail | null>): Promise<string> {
  const dsn = await made;
  if (dsn === null) throw new Error('no DSN');
  return Buffer.from(dsn.octets).toString().replaceAll(dsn.id, 'ID');
}

describe('A DSN', () => {
  it('has exactly this shape', async () => {
    const text = await textOf(report([HANAKO], [REFUSED]));
    const body = /(?<=base64\r\n\r\n)[\w+/=\r\n]+(?=\r\n--dsn)/;
    expect(text.replace(body, 'BASE64')).toBe(
      [
        'From: Sekisho <MAILER-DAEMON@relay.corp.example>',
        'To: Taro@corp.example',
        'Subject: =?UTF-8?B?44CQ6YWN6YCB5aSx5pWX44CRW05vdCBkZWxpdmVy?=',
        ' =?UTF-8?B?ZWRdIOimi+epjeabuA==?=',
        'Date: Mon, 06 Apr 2026 09:00:00 +0000',
        'Message-ID: <dsn.ID@relay.corp.example>',
        'In-Reply-To: <Abc@corp.example>',
        'References: <Abc@corp.example>',
        'Auto-Submitted: auto-replied',
        'MIME-Version: 1.0',
        'Content-Type: multipart/report; report-type=delivery-status;',
        ' boundary=dsn-ID-Part_1',
        '',
        '--dsn-ID-Part_1',
        'Content-Type: text/plain; charset=utf-8',
        'Content-Transfer-Encoding: base64',
        '',
        'BASE64',
        '--dsn-ID-Part_1',
        'Content-Type: message/delivery-status',
        'Content-Transfer-Encoding: 7bit',
        '',
        'Original-Envelope-Id: QQ314159',
        'Reporting-MTA: dns; relay.corp.example',
        'Arrival-Date: Wed, 01 Apr 2026 09:00:00 +0000',
        '',
        'Original-Recipient: rfc822; hana+ko@client.example',
        'Final-Recipient: rfc822; Hanako@client.example',
        'Action: failed',
        'Status: 5.1.1',
        'Remote-MTA: dns; mx.client.example',
        'Diagnostic-Code: smtp; 550 5.1.1 no such user',
        'Last-Attempt-Date: Mon, 06 Apr 2026 09:00:00 +0000',
        '',
        '--dsn-ID-Part_1',
        'Content-Type: text/rfc822-headers',
        'Content-Transfer-Encoding: 7bit',
        '',
        'From: taro@corp.example',
        'Subject: =?UTF-8?B?6KaL56mN5pu4?=',
        '',
        '--dsn-ID-Part_1--',
        '',
      ].join('\r\n'),
    );
  });

  it('is a queued mail of ours from nobody to the reverse-path, about the mail', async () => {
    const mail = mailRow();
    expect(await report([HANAKO], [REFUSED], mail)).toMatchObject({
      origin: 'dsn',
      state: 'queued',
      reversePath: null,
      recipients: [{ forwardPath: 'Taro@corp.example' }],
      about: mail.id,
      facts: null,
      verdict: null,
      is8bit: false,
      isSmtpUtf8: false,
    });
  });

  it('is read by a mail reader: text in both languages, the reasons, no line of the mail', async () => {
    const dsn = await report([HANAKO], [REFUSED]);
    const parsed = await simpleParser(Buffer.from(dsn?.octets ?? []));
    expect(parsed.subject).toBe('【配送失敗】[Not delivered] 見積書');
    expect(parsed.text).toContain('届けられませんでした');
    expect(parsed.text).toContain('could not be delivered');
    expect(parsed.text).toContain('Hanako@client.example\n    理由: 550 5.1.1 no such user');
    expect(parsed.text).toContain('Final-Recipient: rfc822; Hanako@client.example');
    expect(parsed.attachments.map(({ contentType }) => contentType)).toEqual(['text/rfc822-headers']);
    expect(Buffer.from(dsn?.octets ?? []).toString()).not.toContain('very quiet line');
  });

  it('is not written for the null reverse-path, and not when there is nothing to say', async () => {
    expect(await report([HANAKO], [REFUSED], mailRow({ reversePath: null }))).toBeNull();
    expect(await report([HANAKO], [outcome(0, 'delivered', '250 ok')])).toBeNull();
  });
});

describe('What a DSN returns', () => {
  const partOf = async (mail: MailRow, octets: Uint8Array | null, outcomes = [REFUSED]) => {
    const text = await textOf(report([HANAKO], outcomes, mail, octets, true));
    return text.split('--dsn-ID-Part_1').at(-2) ?? '';
  };

  it('is the whole mail when that was asked for and it failed', async () => {
    const part = await partOf(mailRow({ ret: 'FULL' }), OCTETS);
    expect(part).toBe(
      `\r\nContent-Type: message/rfc822\r\nContent-Transfer-Encoding: 7bit\r\n\r\n${OCTETS}\r\n`,
    );
  });

  it('is the header alone of a mail that is only late, or too large, or when nothing was asked', async () => {
    const late = [outcome(0, 'deferred', '450 4.2.0 later')];
    expect(await partOf(mailRow({ ret: 'FULL' }), OCTETS, late)).toContain('text/rfc822-headers');
    const large = Buffer.concat([OCTETS, Buffer.alloc(1024 * 1024, 'x')]);
    for (const octets of [large, large.subarray(0, 1000)]) {
      const mail = mailRow({ ret: 'FULL', sizeOctets: large.length });
      expect(await partOf(mail, octets)).toContain('text/rfc822-headers');
    }
    expect(await partOf(mailRow({ ret: null }), OCTETS)).toContain('text/rfc822-headers');
  });

  it('is nothing of a mail whose octets are damaged', async () => {
    expect(await partOf(mailRow(), null)).toContain('message/delivery-status');
  });

  it('says so when the header holds other octets than ASCII', async () => {
    const sjis = Buffer.concat([
      Buffer.from('Subject: '),
      Buffer.from([0x93, 0x8c]),
      Buffer.from('\r\n\r\nx\r\n'),
    ]);
    const dsn = await report([HANAKO], [REFUSED], mailRow(), sjis);
    expect(dsn).toMatchObject({ is8bit: true, isSmtpUtf8: false });
    expect(Buffer.from(dsn?.octets ?? []).toString('latin1')).toContain(
      'Content-Type: text/rfc822-headers\r\nContent-Transfer-Encoding: 8bit\r\n\r\nSubject: \x93\x8c\r\n',
    );
  });
});

describe('A DSN about addresses outside ASCII', () => {
  const greek = recipient(0, 'δοκιμή@client.example');
  const mail = mailRow({ isSmtpUtf8: true, reversePath: address('太郎@corp.example'), ret: 'HDRS' });

  it('uses the types and the address type of RFC 6533 and asks for SMTPUTF8', async () => {
    const octets = Buffer.from('Subject: 見積書\r\n\r\nx\r\n');
    const dsn = await report([greek], [REFUSED], mail, octets);
    const text = Buffer.from(dsn?.octets ?? []).toString();
    expect(text).toContain('To: 太郎@corp.example\r\n');
    expect(text).toContain('Content-Type: message/global-delivery-status\r\nContent-Transfer-Encoding: 8bit');
    expect(text).toContain('Final-Recipient: utf-8; δοκιμή@client.example\r\n');
    expect(text).toContain('Content-Type: message/global-headers\r\n');
    expect(text).toContain('Subject: 見積書\r\n');
    expect(dsn).toMatchObject({ is8bit: true, isSmtpUtf8: true });
  });
});

describe('The status of a recipient', () => {
  const fieldsOf = async (one: Outcome, changed: Partial<RecipientRow> = {}) =>
    textOf(report([recipient(0, 'b@client.example', changed)], [one], mailRow(), OCTETS, true));

  it.each<[string, Outcome, RegExp]>([
    [
      'what the hop said',
      outcome(0, 'refused', '550-5.7.1 no 550 5.7.1 never'),
      /Action: failed\r\nStatus: 5\.7\.1\r\n/,
    ],
    ['our own words where it said none', outcome(0, 'refused', '550 no'), /Status: 5\.0\.0\r\n/],
    ['never another class than the outcome', outcome(0, 'refused', '550 2.1.5 ok'), /Status: 5\.0\.0\r\n/],
    [
      'the last problem of one that was given up',
      outcome(0, 'expired', '450 4.2.2 full'),
      /Action: failed\r\nStatus: 4\.2\.2/,
    ],
    [
      '4.4.7 where nobody answered to the end',
      outcome(0, 'expired', 'connect ECONNREFUSED'),
      /Status: 4\.4\.7\r\n/,
    ],
    [
      'a delay, with the time until which we try',
      outcome(0, 'deferred', 'connect ETIMEDOUT'),
      /Action: delayed\r\nStatus: 4\.4\.1\r\n[\s\S]*x-sekisho; connect ETIMEDOUT\r\n[\s\S]*Will-Retry-Until: Tue, 07 Apr/,
    ],
    [
      'a reason of our own with its code',
      outcome(0, 'refused', '5.3.4 too large', { code: 552 }),
      /smtp; 552 5\.3\.4 too large/,
    ],
    [
      'a reply outside ASCII made fit',
      outcome(0, 'refused', '550 5.1.1 存在しません'),
      /smtp; 550 5\.1\.1 \?{6}\r\n/,
    ],
    [
      'a hop known by address',
      outcome(0, 'refused', '550 no', { hop: '192.0.2.9:25' }),
      /Remote-MTA: dns; \[192\.0\.2\.9\]\r\n/,
    ],
  ])('is %s', async (_name, one, pattern) => {
    expect(await fieldsOf(one)).toMatch(pattern);
  });

  it('is "relayed" where success was to be reported and the hop will not do it', async () => {
    const taken = outcome(0, 'delivered', '250 ok', { hopLacksDsn: true });
    expect(await fieldsOf(taken, { notify: 'SUCCESS,FAILURE' })).toMatch(
      /Action: relayed\r\nStatus: 2\.1\.9\r\n/,
    );
  });
});

describe('NOTIFY', () => {
  const kinds = [
    outcome(0, 'refused', '550 no'),
    outcome(0, 'deferred', '450 later'),
    outcome(0, 'delivered', '250 ok', { hopLacksDsn: true }),
    outcome(0, 'delivered', '250 ok'),
  ];

  it.each<[string | null, readonly string[]]>([
    [null, ['failed', 'delayed']],
    ['NEVER', []],
    ['FAILURE', ['failed']],
    ['DELAY', ['delayed']],
    ['SUCCESS', ['relayed']],
    ['SUCCESS,FAILURE,DELAY', ['failed', 'delayed', 'relayed']],
  ])('%s reports %j', (notify, actions) => {
    const one = recipient(0, 'b@client.example', { notify });
    expect(kinds.flatMap((kind) => reportsOf([one], [kind], true)).map(({ action }) => action)).toEqual(
      actions,
    );
  });
});
