// Copies of received mail: who wrote first is answered without a first-contact hold, and nothing else is learned from
// what anybody may write. Given in by real SMTP, answered through a live relay.

import { randomBytes } from 'node:crypto';
import { expect, it, onTestFinished } from 'vitest';
import type { CheckId } from '../../src/guard/checks-list.ts';
import { asksToHold } from '../../src/guard/verdict.ts';
import { readMail } from '../../src/message/read-mail.ts';
import { createLearnInbound } from '../../src/relay/learn-inbound.ts';
import { startSmtpServer } from '../../src/smtp/server.ts';
import type { Store } from '../../src/store/store.ts';
import { submit } from '../e2e/submit.ts';
import { octetsOf, textFile } from '../guard/cases/case.ts';
import { addr } from '../guard/mail.ts';
import { eachDatabase } from '../store/databases.ts';
import { mailOf, relayAt, submission } from './relay.ts';

const TARO = 'taro.yamada@corp.example';
const MAX_SIZE = 200_000;

/** A relay with its two doors; `answer` sends a new mail with a file to somebody. */
async function doors(place: Store) {
  const relay = await relayAt(place, undefined, { readMail });
  const server = await startSmtpServer(
    {
      accept: createLearnInbound(relay.ports),
      isReady: () => relay.store.ping(),
      roomOctets: async () => Number.POSITIVE_INFINITY,
      authenticate: null,
      log: relay.ports.log,
      monotonicNow: () => performance.now(),
    },
    {
      listen: { host: '127.0.0.1', port: 0 },
      hostName: 'relay.example',
      allowNetworks: ['127.0.0.0/8'],
      requireAuth: false,
      tls: null,
      maxSizeOctets: MAX_SIZE,
      maxRecipients: 10,
      takesUnreadable: true,
    },
  );
  onTestFinished(() => server.close());
  return {
    logged: relay.logged,
    comesIn: (octets: string | Buffer, from: string, to = TARO) =>
      submit(server.address.port, from, [to], Buffer.from(octets)),
    async answer(to: string): Promise<readonly CheckId[]> {
      const mail = { to: [to], subject: '資料の件', text: 'お送りします。', files: [textFile('a.csv')] };
      const { id } = await relay.accept(
        submission([to], { octets: octetsOf(mail), reversePath: addr(TARO) }),
      );
      const { verdict } = await mailOf(relay.store, id);
      return verdict?.findings.filter(asksToHold).map(({ check }) => check) ?? [];
    },
  };
}

const lines = (...all: string[]) => `${all.join('\r\n')}\r\n`;
const letter = (from: string, ...more: string[]) =>
  lines(
    `From: ${from}`,
    `To: ${TARO}`,
    'Subject: =?UTF-8?B?44GK5ZWP44GE5ZCI44KP44Gb?=',
    ...more,
    '',
    'Hello.',
  );

/** As Exchange writes it: the envelope in words, then the mail as it came. */
const journal = (sender: string, inner: string) =>
  lines(
    'From: "Microsoft Exchange" <MicrosoftExchange329e@corp.example>',
    'To: journal@corp.example',
    'X-MS-Journal-Report:',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="j1"',
    '',
    '--j1',
    'Content-Type: text/plain; charset="us-ascii"',
    'Content-Transfer-Encoding: 7bit',
    '',
    `Sender: ${sender}`,
    'Subject: Hello',
    'Message-Id: <1@client.example>',
    `Recipient: ${TARO}`,
    '',
    '--j1',
    'Content-Type: message/rfc822',
    '',
    inner,
    '--j1--',
  );

type Tried = readonly [what: string, reversePath: string, octets: (from: string) => string, event: string];

const LEARNED: readonly Tried[] = [
  ['a stranger', 'x@bounces.example', (from) => letter(`鈴木 <${from}>`), 'inbound-learned'],
  ['a post to a list', 'l@lists.example', (from) => letter(from, 'List-Id: <l.x>'), 'inbound-learned'],
  ['a journal report', '', (from) => journal(from, letter(from)), 'inbound-learned'],
  [
    'a journal report of our server',
    'j@corp.example',
    (from) => journal(from, letter(from)),
    'inbound-learned',
  ],
];

const NOT_LEARNED: readonly Tried[] = [
  ['a mail of ours', TARO, (from) => lines(`From: ${TARO}`, `To: ${from}`, '', 'x'), 'inbound-ignored'],
  ['our From, forged', 'x@bad.example', (from) => letter(TARO, `Reply-To: ${from}`), 'inbound-ignored'],
  ['two authors', 'x@bad.example', (from) => letter(`${from}, ${TARO}`), 'inbound-ignored'],
  ['two From fields', 'x@bad.example', (from) => letter(from, 'From: y@bad.example'), 'inbound-ignored'],
  ['one of us as Sender', 'x@bad.example', (from) => letter(from, `Sender: ${TARO}`), 'inbound-ignored'],
  [
    'an absence note',
    'x@client.example',
    (f) => letter(f, 'Auto-Submitted: auto-replied'),
    'inbound-ignored',
  ],
  ['a report', '', (from) => letter(from), 'inbound-ignored'],
  ['a journal of our mail', '', (from) => journal(TARO, letter(from)), 'inbound-ignored'],
  ['a journal of a stranger', 'x@bad.example', (from) => journal(from, letter(from)), 'inbound-ignored'],
  [
    'a journal without a mail',
    '',
    (from) => journal(from, '').replace('/rfc822', '/x'),
    'inbound-unreadable',
  ],
  ['no header at all', 'x@bad.example', (from) => `\r\nFrom: ${from}\r\n`, 'inbound-ignored'],
  ['NUL in it', 'x@bad.example', (from) => `${letter(from)}\0\r\n`, 'data-refused'],
  [
    'more than we read',
    'x@bad.example',
    (f) => `${letter(f)}${`${'x'.repeat(78)}\r\n`.repeat(3000)}`,
    'data-refused',
  ],
];

eachDatabase('Mail that came in', (places) => {
  it('lets its author be answered, and teaches nothing when it is ours, forged, of a machine or unreadable', async () => {
    const { comesIn, answer, logged } = await doors(await places.shared());
    for (const [holds, table] of [
      [false, LEARNED],
      [true, NOT_LEARNED],
    ] as const) {
      for (const [what, reversePath, octets, event] of table) {
        const stranger = `jo@${randomBytes(5).toString('hex')}.example`;
        expect([what, await answer(stranger)]).toEqual([what, ['first-contact']]);
        logged.length = 0;
        const reply = await comesIn(octets(stranger), reversePath);
        expect([what, reply.slice(0, 9), logged.map((line) => line.event)]).toEqual([
          what,
          '250 2.0.0',
          [event],
        ]);
        expect([what, await answer(stranger)]).toEqual([what, holds ? ['first-contact'] : []]);
      }
    }
  });

  it('does not make a look-alike of a customer a friend', async () => {
    const store = await places.shared();
    const { comesIn, answer } = await doors(store);
    const lesson = { author: addr(TARO), together: [], pairs: [], namings: [], pace: null };
    const sent = {
      at: new Date(Date.parse('2026-11-20T00:00:00Z')).toISOString(),
      recipients: [addr('jo@kobayashi.example')],
    };
    await store.learn(Array.from({ length: 9 }, () => ({ ...lesson, ...sent })));
    await comesIn(letter('jo@kobayasbi.example'), 'jo@kobayasbi.example');
    expect(await answer('jo@kobayasbi.example')).toContain('lookalike-domain');
  });

  it('is never sent on: our own outgoing mail is refused there, not lost', async () => {
    const { comesIn, logged } = await doors(await places.shared());
    const out = lines(`From: ${TARO}`, 'To: jo@client.example', '', 'x');
    await expect(comesIn(out, TARO, 'jo@client.example')).rejects.toThrow(
      /550 5\.7\.1 Nothing is sent from here/,
    );
    expect(logged.at(-1)).toMatchObject({ event: 'inbound-misdirected', level: 'warn' });
  });

  it('is not answered with 250 before it is learned', async () => {
    const place = await places.fresh();
    const store = await place.open();
    const { comesIn } = await doors(store);
    await store.close();
    await expect(comesIn(letter('jo@client.example'), 'jo@client.example')).rejects.toThrow(/451 4\.3\.0/);
  });
});
