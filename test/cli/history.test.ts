// `history import`: every source teaches the same history, each mail once, and an interrupted import goes on.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { encode } from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { importHistory } from '../../src/cli/history/import.ts';
import type { Entry, Source } from '../../src/cli/history/sources.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { rulesOf } from '../guard/mail.ts';
import { needs } from '../needs.ts';
import { onDatabase } from '../store/databases.ts';
import { address } from '../store/samples.ts';
import { startDovecot } from './dovecot.ts';
import { freshFolder, MINIMAL } from './run.ts';
import { runHere } from './run-here.ts';

const MAILS: readonly (readonly string[])[] = [
  [
    'From: Ann <Ann@corp.example>',
    'To: Bob <bob@partner.example>,',
    ' carol@client.example',
    'Date: Tue, 3 Mar 2026 10:00:00 +0900',
    'Message-ID: <1@corp.example>',
    '',
    'From the start.',
    '',
    'From here on it is text.',
  ],
  [
    'From: ann@corp.example',
    'To: bob@partner.example',
    'Bcc: dave@secret.example',
    'Date: Wed, 4 Mar 2026 10:00:00 +0900',
    'Message-ID: <2@corp.example>',
  ],
  [
    'From: stranger@client.example',
    'To: ann@corp.example',
    'Date: Wed, 4 Mar 2026 11:00:00 +0900',
    '',
    'not ours',
  ],
  ['From: ann@corp.example', 'To: bob@partner.example', '', 'without a date'],
];
const SENT = MAILS.map((lines) => ['From - Tue Nov 24 10:00:00 2026', ...lines, ''].join('\n')).join('\n');
const COUNTS = { read: 4, used: 2, added: 2, resumedAfter: 0 };

const json = (text: string): unknown => JSON.parse(text);

async function importHere(cwd: string, ...words: readonly string[]) {
  const ran = await runHere(['history', 'import', ...words, '--json'], { cwd });
  expect([ran.code, ran.stderr]).toEqual([0, '']);
  return json(ran.stdout);
}

/** How often the author has written to each of the people of these tests. */
async function countsIn(store: Store, author: string) {
  const people = [
    'bob@partner.example',
    'carol@client.example',
    'dave@secret.example',
    'eve@partner.example',
  ];
  const nothing = { domains: [], together: [], pairs: [], subjects: [], names: [], outside: true };
  const question = { author: address(author), recipients: people.map(address), ...nothing };
  const { bySender } = await store.answerHistory(question, '2026-11-24T10:00:00.000Z');
  return Object.fromEntries([...bySender].sort().map(([recipient, { count }]) => [recipient, count]));
}

async function countsOf(cwd: string, author = 'ann@corp.example') {
  const store = await openStore({
    url: `sqlite:${join(cwd, 'data/sekisho.db')}`,
    keyFile: join(cwd, 'data/sekisho.key'),
    writerId: 'test',
    onFailure: (error) => expect.fail(error.message),
  });
  try {
    return await countsIn(store, author);
  } finally {
    await store.close();
  }
}

const LEARNED = { 'bob@partner.example': 2, 'carol@client.example': 1, 'dave@secret.example': 1 };

describe('history import', () => {
  it('learns from our own mails in an mbox, each once, and makes the data folder when it is the first', async () => {
    const cwd = freshFolder();
    writeFileSync(join(cwd, 'Sent.mbox'), SENT);
    expect(await importHere(cwd, 'mbox', 'Sent.mbox')).toEqual(COUNTS);
    writeFileSync(join(cwd, 'Sent.mbox'), SENT.replaceAll('\n', '\r\n'));
    expect(await importHere(cwd, 'mbox', 'Sent.mbox')).toEqual({ ...COUNTS, added: 0 });
    expect(await countsOf(cwd)).toEqual(LEARNED);
  });

  it('learns the same from a Maildir and its sub-folders, and counts no mail that an mbox had', async () => {
    const cwd = freshFolder();
    for (const [n, lines] of MAILS.entries()) {
      const folder = join(cwd, 'Maildir', n === 0 ? 'cur' : '.Sent/new');
      mkdirSync(folder, { recursive: true });
      const body = n === 0 ? 'x'.repeat(100_000) : '';
      writeFileSync(join(folder, `${n}.mail:2,S`), `${lines.join('\r\n')}\r\n\r\n${body}`);
    }
    mkdirSync(join(cwd, 'Maildir/tmp'));
    writeFileSync(join(cwd, 'Maildir/tmp/5'), MAILS[0]?.join('\n') ?? '');
    writeFileSync(join(cwd, 'Sent.mbox'), SENT);
    expect(await importHere(cwd, 'maildir', 'Maildir')).toEqual(COUNTS);
    expect(await importHere(cwd, 'mbox', 'Sent.mbox')).toEqual({ ...COUNTS, added: 0 });
    expect(await countsOf(cwd)).toEqual(LEARNED);
    const strangers = ['history', 'import', 'mbox', 'Sent.mbox', '--config', 'other.yaml'];
    writeFileSync(join(cwd, 'other.yaml'), MINIMAL.replace('corp.example', 'other.example'));
    expect(await runHere(strangers, { cwd })).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^no mail of our own people \(4 read\)/),
    });
    const nowhere = await runHere(['history', 'import', 'maildir', '.'], { cwd: join(cwd, 'data') });
    expect(nowhere).toMatchObject({ code: 2, stderr: expect.stringContaining('a Maildir has cur and new') });
  });

  it('learns what the log of Postfix says was sent, over rotated files and content filters', async () => {
    const cwd = freshFolder();
    const day = new Date(Date.now() - 40 * 86_400_000);
    const stamp = `${day.toUTCString().slice(8, 11)} ${String(day.getUTCDate()).padStart(2)} 10:00:00`;
    const log = (rest: string) => `${stamp} mail postfix/${rest}\n`;
    const older = [
      log('smtpd[9]: 4F2A: client=pc.corp.example[10.0.0.9]'),
      log('cleanup[9]: 4F2A: message-id=<1@corp.example>'),
      log('qmgr[9]: 4F2A: from=<Ann@corp.example>, size=900, nrcpt=3 (queue active)'),
      log('smtp[9]: 4F2A: to=<bob@partner.example>, relay=127.0.0.1[127.0.0.1]:10024, status=sent (250 ok)'),
      log('smtp[9]: 4F2A: to=<carol@client.example>, relay=none, delay=9, status=deferred (timed out)'),
    ];
    const newer = [
      log('cleanup[8]: 5B3C: message-id=<1@corp.example>'),
      log('qmgr[8]: 5B3C: from=<ann@corp.example>, size=950, nrcpt=1 (queue active)'),
      log(
        'smtp[8]: 5B3C: to=<bob@partner.example>, relay=mx.partner.example, dsn=2.0.0, status=sent (250 ok)',
      ),
      log('qmgr[8]: 5B3C: removed'),
      log('bounce[9]: 4F2A: sender non-delivery notification: 6D'),
      log('smtp[9]: 4F2A: to=<dave@secret.example>, relay=mx.secret.example, status=bounced (550 no)'),
      log('qmgr[9]: 4F2A: removed'),
      `${new Date(day).toISOString()} mail postfix/qmgr[8]: 7E: from=<ann@corp.example>, size=1 (queue active)\n`,
      `${new Date(day).toISOString()} mail postfix/lmtp[8]: 7E: to=<eve@partner.example>, status=sent (ok)\n`,
    ];
    writeFileSync(join(cwd, 'mail.log.1.gz'), gzipSync(older.join('')));
    writeFileSync(join(cwd, 'mail.log'), newer.join(''));
    const counts = { read: 3, used: 3, added: 2, resumedAfter: 0 };
    expect(await importHere(cwd, 'maillog', 'mail.log.1.gz', 'mail.log')).toEqual(counts);
    expect(await importHere(cwd, 'maillog', 'mail.log.1.gz', 'mail.log')).toEqual({ ...counts, added: 0 });
    const now = await countsOf(cwd);
    expect(now).toEqual({ 'bob@partner.example': 1, 'eve@partner.example': 1 });
  });

  it('takes tables by the titles of their columns or by number, in Japanese encodings too', async () => {
    const cwd = freshFolder();
    const row = '2026/03/03 10:00,ann@corp.example,"bob@partner.example; carol@client.example"\r\n';
    const files: Readonly<Record<string, Buffer>> = {
      'numbers.csv': Buffer.from(row),
      'titles.csv': Buffer.from(`\ufeffDate,Sender,Recipient\r\n${row}`),
      'japanese.csv': encode(`送信日時,差出人,宛先\r\n${row.replace('bob', 'eve')}`, 'shift_jis'),
    };
    for (const [name, octets] of Object.entries(files)) writeFileSync(join(cwd, name), octets);
    const importCsv = (file: string, columns: string, ...more: readonly string[]) =>
      importHere(cwd, 'csv', file, '--columns', columns, ...more);
    const one = { read: 1, used: 1, added: 1, resumedAfter: 0 };
    expect(await importCsv('numbers.csv', 'date=1,from=2,to=3')).toEqual(one);
    const titles = await importCsv('titles.csv', 'date=Date,from=Sender,recipients=Recipient');
    expect(titles).toEqual({ ...one, added: 0 });
    const japanese = 'date=送信日時,from=差出人,to=宛先';
    expect(await importCsv('japanese.csv', japanese, '--encoding', 'shift_jis')).toEqual(one);
    const wrong = [
      'history',
      'import',
      'csv',
      'titles.csv',
      '--columns',
      'date=Day,from=Sender,to=Recipient',
    ];
    expect(await runHere(wrong, { cwd })).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/has no column Day; it has Date, Sender, Recipient\n$/),
    });
  });

  it('knows the tables of Microsoft 365 and Google Workspace, and what of them never arrived', async () => {
    const cwd = freshFolder();
    const tables: Readonly<Record<string, readonly [preset: string, octets: Buffer]>> = {
      'enhanced.csv': [
        'microsoft365',
        encode(
          'origin_timestamp_utc,sender_address,recipient_status,message_subject,message_id,directionality\r\n' +
            '2026-03-03T01:00:00.0000000Z,ann@corp.example,"bob@partner.example##Receive, Send;dave@secret.example##Receive, Fail",x,<1@corp.example>,2\r\n',
          'utf-16',
        ),
      ],
      'trace.csv': [
        'microsoft365',
        Buffer.from(
          '"MessageId","Received","SenderAddress","RecipientAddress","Subject","Status"\r\n' +
            '"<2@corp.example>","3/4/2026 1:00:00 AM","ann@corp.example","bob@partner.example","x","Delivered"\r\n' +
            '"<2@corp.example>","3/4/2026 1:00:00 AM","ann@corp.example","carol@client.example","x","Failed"\r\n',
        ),
      ],
      'google.csv': [
        'google',
        Buffer.from(
          'Message ID,Start date,End date,Sender,Message size,Subject,Recipient address,Event status\n' +
            '<3@corp.example>,2026/03/05 10:00:00 JST,x,ann@corp.example,9,x,carol@client.example,Delivered\n' +
            '<4@corp.example>,2026/03/05 10:00:00 UTC,x,ann@corp.example,9,x,dave@secret.example,Bounced\n',
        ),
      ],
    };
    for (const [name, [preset, octets]] of Object.entries(tables)) {
      writeFileSync(join(cwd, name), octets);
      expect(await importHere(cwd, 'csv', name, '--preset', preset)).toMatchObject({ used: 1, added: 1 });
    }
    expect(await countsOf(cwd)).toEqual({ 'bob@partner.example': 2, 'carol@client.example': 1 });
    const other = await runHere(['history', 'import', 'csv', 'trace.csv', '--preset', 'google'], { cwd });
    expect(other).toMatchObject({ code: 2, stderr: expect.stringContaining('name them with --columns') });
  });

  it.skipIf(!needs('dovecot'))('reads the sent mail of an IMAP server without changing it', async () => {
    const cwd = freshFolder();
    const sent = MAILS.map((lines) => `${lines.join('\r\n')}\r\n\r\n`);
    const { port, unread } = await startDovecot(sent);
    writeFileSync(join(cwd, 'secret'), 'correct-horse\n');
    const server = ['--host', '127.0.0.1', '--port', String(port), '--tls', 'none', '--user', 'ann'];
    const words = ['imap', ...server, '--password-file', 'secret'];
    expect(await importHere(cwd, ...words)).toEqual(COUNTS);
    expect(await importHere(cwd, ...words)).toEqual({ ...COUNTS, added: 0 });
    expect(await countsOf(cwd)).toEqual(LEARNED);
    expect(unread()).toBe(sent.length);
    writeFileSync(join(cwd, 'secret'), 'wrong\n');
    expect(await runHere(['history', 'import', ...words], { cwd })).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^127\.0\.0\.1:\d+: .*[Aa]uthentication failed/),
    });
  });
});

onDatabase('sqlite', 'An interrupted import', (places) => {
  it('goes on behind the last batch, and ends with the history of an undisturbed one', async () => {
    const now = '2026-11-24T10:00:00.000Z';
    const entries = Array.from({ length: 1200 }, (_, n): Entry => {
      const recipients = [address(n % 2 === 0 ? 'bob@partner.example' : 'carol@client.example')];
      const mail = { key: `<${n}>`, at: now, author: address('ann@corp.example'), recipients, visible: [] };
      return { position: n + 1, mail };
    });
    const seen: number[] = [];
    const sourceUpTo = (end: number): Source => ({
      kind: 'test',
      name: 'a source',
      total: entries.length,
      async *open(after) {
        for (const entry of entries.slice(after)) {
          if (entry.position > end) throw new Error('interrupted');
          seen.push(entry.position);
          yield entry;
        }
      },
    });
    const store = await places.shared();
    const importUpTo = (end: number) => importHistory(store, rulesOf(), sourceUpTo(end), now, () => {});
    await expect(importUpTo(700)).rejects.toThrow('interrupted');
    seen.length = 0;
    expect(await importUpTo(1200)).toEqual({ read: 700, used: 700, added: 700, resumedAfter: 500 });
    expect(seen[0]).toBe(501);
    expect(await countsIn(store, 'ann@corp.example')).toEqual({
      'bob@partner.example': 600,
      'carol@client.example': 600,
    });
    expect(await importUpTo(1200)).toMatchObject({ read: 1200, added: 0, resumedAfter: 0 });
  });
});
