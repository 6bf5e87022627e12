// What becomes of each recipient, whatever the next hop says or fails to say. Hops on raw TCP, scripted per case.

import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type AddrSpec, parseAddrSpec } from '../../src/guard/address.ts';
import type { DeliveryRequest, DeliveryResult, Hop } from '../../src/relay/ports.ts';
import { createNextHop, type NextHopSettings } from '../../src/smtp/next-hop.ts';
import { type Script, type ScriptedHop, startHop } from './hop.ts';
import { TLS } from './start.ts';

const never = new AbortController().signal;
const MAIL = 'Subject: x\r\n\r\n.dot\r\nlast\r\n';

function address(text: string): AddrSpec {
  const parsed = parseAddrSpec(text);
  if (parsed === null) throw new Error(text);
  return parsed;
}

const recipient = (name: string, n: number) => ({
  n,
  forwardPath: address(name.includes('@') ? name : `${name}@client.example`),
  notify: null,
  orcpt: null,
});

function mailFor(
  port: number,
  change: Partial<DeliveryRequest> = {},
  hop: Partial<Hop> = {},
): DeliveryRequest {
  return {
    hop: { host: '127.0.0.1', port, tls: 'none', user: null, password: null, ...hop },
    reversePath: address('a@corp.example'),
    recipients: ['b', 'c', 'd'].map(recipient),
    ret: null,
    envid: null,
    is8bit: false,
    isSmtpUtf8: false,
    pieces: [Buffer.from('Received: by us\r\n'), Buffer.from(MAIL)],
    rest: null,
    ...change,
  };
}

function open(settings: Partial<NextHopSettings> = {}) {
  const nextHop = createNextHop({
    hostName: 'relay.example',
    connectMs: 5000,
    greetingMs: 5000,
    silenceMs: 5000,
    ...settings,
  });
  onTestFinished(() => nextHop.close());
  return nextHop;
}

/** `b:delivered:250 …` in the order of n. */
const brief = ({ outcomes }: DeliveryResult) =>
  [...outcomes].sort((a, b) => a.n - b.n).map(({ kind, code }) => `${kind} ${code}`);

const all = (outcome: string) => [outcome, outcome, outcome];
const onVerb = (verb: string, answer: string): Script => ({
  on: (line) => (line.startsWith(verb) ? answer : null),
});
const SHORT = { greetingMs: 400, silenceMs: 400 };

type Case = readonly [
  name: string,
  script: Script,
  outcomes: readonly string[],
  unknown?: boolean,
  settings?: Partial<NextHopSettings>,
];

const CASES: readonly Case[] = [
  ['takes the mail', {}, all('delivered 250')],
  ['takes it without PIPELINING', { extensions: ['8BITMIME'] }, all('delivered 250')],
  ['knows HELO only', onVerb('EHLO', '502 5.5.1 what'), all('delivered 250')],
  ['greets with 421', { greeting: '421 4.3.2 not now' }, all('deferred 421')],
  ['greets with 554', { greeting: '554 5.7.1 go away' }, all('deferred 554')],
  ['closes instead of greeting', { greeting: 'close' }, all('deferred null')],
  ['does not greet', { greeting: 'hang' }, all('deferred null'), false, SHORT],
  ['answers EHLO with 421', onVerb('EHLO', '421 4.3.2 full'), all('deferred 421')],
  ['hangs at EHLO', onVerb('EHLO', 'hang'), all('deferred null'), false, SHORT],
  ['answers MAIL with 451', onVerb('MAIL', '451 4.3.0 later'), all('deferred 451')],
  ['answers MAIL with 550', onVerb('MAIL', '550 5.7.1 not you'), all('refused 550')],
  [
    'answers MAIL with 451 and the rest with 503',
    {
      on: (line) =>
        /^MAIL/.test(line) ? '451 4.3.0 later' : /^(RCPT|DATA)/.test(line) ? '503 5.5.1 no' : null,
    },
    all('deferred 451'),
  ],
  ['closes at MAIL', onVerb('MAIL', 'close'), all('deferred null')],
  ['hangs at MAIL', onVerb('MAIL', 'hang'), all('deferred null'), false, SHORT],
  ['answers every RCPT with 450', onVerb('RCPT', '450 4.2.1 greylisted'), all('deferred 450')],
  ['answers every RCPT with 550', onVerb('RCPT', '550 5.1.1 unknown'), all('refused 550')],
  [
    'takes one, defers one, refuses one',
    {
      on: (line) =>
        line.includes('<c@') ? '450 4.2.1 busy' : line.includes('<d@') ? '550 5.1.1 unknown' : null,
    },
    ['delivered 250', 'deferred 450', 'refused 550'],
  ],
  [
    'refuses two and defers one, without PIPELINING',
    {
      extensions: [],
      on: (line) =>
        line.includes('<c@') ? '452 4.5.3 enough' : /^RCPT/.test(line) ? '550 5.1.1 unknown' : null,
    },
    ['refused 550', 'deferred 452', 'refused 550'],
  ],
  ['closes at the second RCPT', onVerb('RCPT TO:<c@', 'close'), all('deferred null')],
  ['answers DATA with 451', onVerb('DATA', '451 4.3.0 later'), all('deferred 451')],
  ['answers DATA with 554', onVerb('DATA', '554 5.5.1 no'), all('refused 554')],
  ['answers DATA with 250', onVerb('DATA', '250 ok'), all('deferred 451')],
  ['closes in the middle of the mail', { early: 'hang' }, all('deferred null'), true],
  ['refuses in the middle of the mail', { early: '554 5.6.0 no' }, all('refused 554')],
  ['answers the dot with 451', { dot: () => '451 4.3.0 later' }, all('deferred 451')],
  ['answers the dot with 554', { dot: () => '554 5.7.1 spam' }, all('refused 554')],
  ['answers the dot with 421', { dot: () => '421 4.3.2 stopping' }, all('deferred 421')],
  ['closes after the dot', { dot: () => 'close' }, all('deferred null'), true],
  ['resets after the dot', { dot: () => 'reset' }, all('deferred null'), true],
  ['hangs after the dot', { dot: () => 'hang' }, all('deferred null'), true, SHORT],
  [
    'refuses one and closes after the dot',
    { on: (line) => (line.includes('<c@') ? '550 5.1.1 unknown' : null), dot: () => 'close' },
    ['deferred null', 'refused 550', 'deferred null'],
    true,
  ],
  ['says it takes less', { extensions: ['SIZE 10'] }, all('refused 552')],
];

describe('a next hop that', () => {
  for (const [name, script, outcomes, unknown = false, settings = {}] of CASES) {
    it(name, async () => {
      const hop = await startHop(script);
      const result = await open(settings).deliver(mailFor(hop.port), never);
      expect(brief(result)).toEqual(outcomes);
      expect(result.outcomeUnknown).toBe(unknown);
      for (const outcome of result.outcomes) expect(outcome.hop).toBe(`127.0.0.1:${hop.port}`);
    });
  }

  it('closes long before the end of a large mail has certainly not taken it', async () => {
    const hop = await startHop({ extensions: [], early: 'reset' });
    const pieces = [new Uint8Array(20_000_000).fill(0x78)];
    const result = await open().deliver(mailFor(hop.port, { pieces }), never);
    expect([brief(result), result.outcomeUnknown]).toEqual([all('deferred null'), false]);
  });

  it('says 250 long before the end of a large mail has not taken it', async () => {
    const hop = await startHop({ extensions: [], early: '250 2.0.0 taken' });
    const pieces = [new Uint8Array(20_000_000).fill(0x78)];
    const result = await open().deliver(mailFor(hop.port, { pieces }), never);
    expect([brief(result), result.outcomeUnknown]).toEqual([all('deferred null'), false]);
  });

  it('is not there', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    await new Promise((resolve) => server.close(resolve));
    const port = typeof address === 'object' && address ? address.port : 0;
    expect(brief(await open().deliver(mailFor(port), never))).toEqual(all('deferred null'));
  });
});

describe('on the wire', () => {
  it('paths stand as they were judged, octets as they were received, our field in front', async () => {
    const hop = await startHop();
    const recipients = ['Foo', 'foo', '"x,inj@client.example"@client.example', 'u@xn--bcher-kva.example'].map(
      recipient,
    );
    await open().deliver(mailFor(hop.port, { recipients, reversePath: null, is8bit: true }), never);
    expect(hop.lines).toEqual([
      'EHLO relay.example',
      `MAIL FROM:<> BODY=8BITMIME SIZE=${17 + MAIL.length}`,
      'RCPT TO:<Foo@client.example>',
      'RCPT TO:<foo@client.example>',
      'RCPT TO:<"x,inj@client.example"@client.example>',
      'RCPT TO:<u@xn--bcher-kva.example>',
      'DATA',
    ]);
    expect(hop.mails[0]?.toString()).toBe(`Received: by us\r\n${MAIL}`);
  });

  it('an 8-bit mail goes as it is to a hop that does not offer 8BITMIME', async () => {
    const hop = await startHop({ extensions: ['PIPELINING'] });
    const octets = Buffer.from('Subject: x\r\n\r\n見積書\r\n');
    const result = await open().deliver(mailFor(hop.port, { is8bit: true, pieces: [octets] }), never);
    expect(brief(result)).toEqual(all('delivered 250'));
    expect(hop.lines[1]).toBe('MAIL FROM:<a@corp.example>');
    expect(hop.mails).toEqual([octets]);
  });

  const WITH_DSN = {
    ret: 'HDRS',
    envid: 'QQ+2B1',
    recipients: [
      { ...recipient('b', 0), notify: 'SUCCESS,DELAY', orcpt: 'rfc822;B+2Bx@client.example' },
      { ...recipient('c', 1), notify: 'NEVER' },
      recipient('d', 2),
    ],
  } as const;

  it('delivery status parameters go on, each with its recipient', async () => {
    const hop = await startHop({ extensions: ['DSN'] });
    const { outcomes } = await open().deliver(mailFor(hop.port, WITH_DSN), never);
    expect(outcomes.some(({ hopLacksDsn }) => hopLacksDsn)).toBe(false);
    expect(hop.lines.slice(1, 5)).toEqual([
      'MAIL FROM:<a@corp.example> RET=HDRS ENVID=QQ+2B1',
      'RCPT TO:<b@client.example> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;B+2Bx@client.example',
      'RCPT TO:<c@client.example> NOTIFY=NEVER',
      'RCPT TO:<d@client.example>',
    ]);
  });

  it('delivery status parameters stay here when the hop does not know them', async () => {
    const hop = await startHop({ extensions: [] });
    const result = await open().deliver(mailFor(hop.port, WITH_DSN), never);
    expect(brief(result)).toEqual(all('delivered 250'));
    expect(result.outcomes.every(({ hopLacksDsn }) => hopLacksDsn)).toBe(true);
    expect(hop.lines[1]).toBe('MAIL FROM:<a@corp.example>');
    expect(hop.lines[2]).toBe('RCPT TO:<b@client.example>');
  });

  it('SMTPUTF8 is said once, also when only header fields need it', async () => {
    const hop = await startHop({ extensions: ['SMTPUTF8'] });
    const nextHop = open();
    await nextHop.deliver(mailFor(hop.port, { isSmtpUtf8: true }), never);
    const recipients = [recipient('田中@client.example', 0)];
    await nextHop.deliver(mailFor(hop.port, { isSmtpUtf8: true, recipients }), never);
    expect(hop.lines.filter((line) => line.startsWith('MAIL'))).toEqual(
      Array.from({ length: 2 }, () => 'MAIL FROM:<a@corp.example> SMTPUTF8'),
    );
  });

  it('a hop without SMTPUTF8 gets no path that needs it, and the others get their mail', async () => {
    const hop = await startHop({ extensions: [] });
    const recipients = ['b', '田中@client.example'].map(recipient);
    const result = await open().deliver(mailFor(hop.port, { isSmtpUtf8: true, recipients }), never);
    expect(brief(result)).toEqual(['delivered 250', 'refused 553']);
    expect(result.outcomes.find(({ n }) => n === 1)?.reply).toMatch(/^5\.6\.7 /);
    expect(hop.lines.filter((line) => line.startsWith('RCPT'))).toEqual(['RCPT TO:<b@client.example>']);
  });

  it('a hop without SMTPUTF8 gets no mail whose header needs it', async () => {
    const hop = await startHop({ extensions: [] });
    const pieces = [Buffer.from('Subject: 見積\r\n\r\nascii\r\n')];
    const result = await open().deliver(mailFor(hop.port, { isSmtpUtf8: true, pieces }), never);
    expect(brief(result)).toEqual(all('refused 553'));
    expect(hop.lines).toEqual(['EHLO relay.example']);
  });

  it('a large mail arrives octet by octet, in time', async () => {
    const hop = await startHop({ extensions: [] });
    const octets = Buffer.from('.line of some length, again and again\r\n'.repeat(30_000));
    const result = await open().deliver(mailFor(hop.port, { pieces: [octets] }), never);
    expect(brief(result)).toEqual(all('delivered 250'));
    expect(hop.mails[0]?.equals(octets)).toBe(true);
  });

  it.each([
    ['lines with a dot', '.line', 'none'],
    ['lines without, which go to the socket where they were read', 'line', 'none'],
    ['TLS', 'line', 'require'],
  ] as const)(
    'a mail whose rest is read on the way arrives octet by octet, and whoever reads it gets its memory back: %s',
    async (_, line, tls) => {
      const hop = await startHop({ extensions: tls === 'none' ? [] : ['STARTTLS'] });
      const octets = Buffer.from(
        Array.from({ length: 60_000 }, (_, n) => `${line} ${n} of some length, again\r\n`).join(''),
      );
      const read: Uint8Array[] = [];
      async function* readAll() {
        for (let at = 1000; at < octets.length; at += 700_001) {
          const step = new Uint8Array(octets.subarray(at, at + 700_001));
          read.push(step);
          yield step;
        }
      }
      const rest = { sizeOctets: octets.length - 1000, read: readAll };
      const request = mailFor(hop.port, { pieces: [octets.subarray(0, 1000)], rest }, { tls });
      expect(brief(await open({ ca: TLS.cert }).deliver(request, never))).toEqual(all('delivered 250'));
      expect(hop.mails[0]?.equals(octets)).toBe(true);
      expect(read.map(({ length }) => length)).toEqual(read.map(() => 0));
    },
  );

  it('a mail that cannot be read to its end is broken off before it, and the connection is used no more', async () => {
    const hop = await startHop({ extensions: [] });
    const nextHop = open();
    async function* read() {
      yield new Uint8Array(200_000).fill(0x78);
      throw new Error('changed');
    }
    const rest = { sizeOctets: 300_000, read };
    const broken = await nextHop.deliver(mailFor(hop.port, { rest }), never);
    expect([brief(broken), broken.outcomeUnknown]).toEqual([all('deferred null'), false]);
    expect(brief(await nextHop.deliver(mailFor(hop.port), never))).toEqual(all('delivered 250'));
    expect([hop.connections(), hop.mails.map(String)]).toEqual([2, [`Received: by us\r\n${MAIL}`]]);
  });

  it('a hop without SMTPUTF8 gets no mail of which it is not known whether the header needs it', async () => {
    const hop = await startHop({ extensions: [] });
    const pieces = [Buffer.from('Subject: long\r\n')];
    const rest = { sizeOctets: 3, async *read() {} };
    const result = await open().deliver(mailFor(hop.port, { isSmtpUtf8: true, pieces, rest }), never);
    expect(brief(result)).toEqual(all('refused 553'));
  });

  it('a large mail leaves others their turn after every 64 KiB, however fast the hop reads', async () => {
    const hop = await startHop({ extensions: [] });
    const octets = Buffer.from('a line of some length, again and again\r\n'.repeat(50_000));
    let turns = 0;
    let isOver = false;
    const count = () => {
      turns += 1;
      if (!isOver) setImmediate(count);
    };
    setImmediate(count);
    const result = await open().deliver(mailFor(hop.port, { pieces: [octets] }), never);
    isOver = true;
    expect(brief(result)).toEqual(all('delivered 250'));
    expect(turns).toBeGreaterThan(octets.length / (64 * 1024));
  });
});

describe('connections', () => {
  it('are kept from mail to mail, up to their last use', async () => {
    const hop = await startHop();
    const nextHop = open({ maxUses: 3 });
    for (let n = 0; n < 4; n += 1) await nextHop.deliver(mailFor(hop.port), never);
    expect([hop.connections(), hop.mails.length]).toEqual([2, 4]);
  });

  it('are not kept after a refusal', async () => {
    const hop = await startHop({ dot: (n) => (n === 1 ? '554 5.7.1 no' : null) });
    const nextHop = open();
    await nextHop.deliver(mailFor(hop.port), never);
    expect(brief(await nextHop.deliver(mailFor(hop.port), never))).toEqual(all('delivered 250'));
    expect(hop.connections()).toBe(2);
  });

  const STALE: readonly (readonly [string, string])[] = [
    ['closes', 'close'],
    ['resets', 'reset'],
    ['says 421', '421 4.4.2 idle too long'],
  ];
  it.each(STALE)('are opened anew, once, when a kept one %s at MAIL', async (_name, answer) => {
    let mails = 0;
    const hop = await startHop({
      on: (line, n) => {
        if (line.startsWith('MAIL')) mails += 1;
        return line.startsWith('MAIL') && n === 1 && mails > 1 ? answer : null;
      },
    });
    const nextHop = open();
    await nextHop.deliver(mailFor(hop.port), never);
    const result = await nextHop.deliver(mailFor(hop.port), never);
    expect(brief(result)).toEqual(all('delivered 250'));
    expect([hop.connections(), hop.mails.length]).toEqual([2, 2]);
  });

  it('are not opened anew when a kept one closes after the dot: the mail may have arrived', async () => {
    let mails = 0;
    const hop = await startHop({
      dot: () => {
        mails += 1;
        return mails === 2 ? 'close' : null;
      },
    });
    const nextHop = open();
    await nextHop.deliver(mailFor(hop.port), never);
    const result = await nextHop.deliver(mailFor(hop.port), never);
    expect([brief(result), result.outcomeUnknown]).toEqual([all('deferred null'), true]);
    expect([hop.connections(), hop.mails.length]).toEqual([1, 2]);
  });

  it('are opened anew when the hop has closed the kept one', async () => {
    const hop = await startHop();
    const nextHop = open();
    await nextHop.deliver(mailFor(hop.port), never);
    hop.drop();
    expect(brief(await nextHop.deliver(mailFor(hop.port), never))).toEqual(all('delivered 250'));
  });

  it('are never more than allowed at once', async () => {
    const hop = await startHop();
    const nextHop = open({ maxParallelPerHop: 2 });
    const results = await Promise.all(
      Array.from({ length: 8 }, () => nextHop.deliver(mailFor(hop.port), never)),
    );
    expect(results.map(brief)).toEqual(results.map(() => all('delivered 250')));
    expect(hop.connections()).toBe(2);
  });

  it('end with the signal, and the mail is deferred', async () => {
    const stop = new AbortController();
    const hop = await startHop({
      on: (line) => {
        if (line.startsWith('RCPT')) stop.abort();
        return line.startsWith('RCPT') ? 'hang' : null;
      },
    });
    const result = await open().deliver(mailFor(hop.port), stop.signal);
    expect(brief(result)).toEqual(all('deferred null'));
    expect(brief(await open().deliver(mailFor(hop.port), AbortSignal.abort()))).toEqual(all('deferred null'));
  });

  it('end with close(), and what is under way is deferred', async () => {
    let told: () => void = () => undefined;
    const reached = new Promise<void>((resolve) => {
      told = resolve;
    });
    const hop = await startHop({
      dot: () => {
        told();
        return 'hang';
      },
    });
    const nextHop = open();
    const delivery = nextHop.deliver(mailFor(hop.port), never);
    await reached;
    await nextHop.close();
    const result = await delivery;
    expect([brief(result), result.outcomeUnknown]).toEqual([all('deferred null'), true]);
  });
});

describe('TLS and passwords', () => {
  const TLS_HOP: Script = { extensions: ['STARTTLS', 'AUTH PLAIN'] };
  const isProtected = (hop: ScriptedHop) =>
    hop.lines.indexOf('STARTTLS') >= 0 &&
    hop.lines.indexOf('STARTTLS') < hop.lines.findIndex((l) => /^MAIL/.test(l));

  it('is used when offered and opportunistic, whoever signed the certificate', async () => {
    const hop = await startHop(TLS_HOP);
    const result = await open().deliver(mailFor(hop.port, {}, { tls: 'opportunistic' }), never);
    expect([brief(result), isProtected(hop)]).toEqual([all('delivered 250'), true]);
  });

  const CLEAR: readonly (readonly [string, Script])[] = [
    ['not offered', {}],
    ['offered and refused', { ...TLS_HOP, on: (line) => (line === 'STARTTLS' ? '454 4.7.0 broken' : null) }],
    ['offered and broken', { ...TLS_HOP, isTlsBroken: true }],
  ];

  it.each(CLEAR)('opportunistic goes on in clear when it is %s', async (_name, script) => {
    const hop = await startHop(script);
    const result = await open().deliver(mailFor(hop.port, {}, { tls: 'opportunistic' }), never);
    expect(brief(result)).toEqual(all('delivered 250'));
  });

  it.each(CLEAR)('require never does when it is %s', async (_name, script) => {
    const hop = await startHop(script);
    const result = await open().deliver(mailFor(hop.port, {}, { tls: 'require' }), never);
    expect(result.outcomes.map(({ kind }) => kind)).toEqual(all('deferred'));
    expect(hop.lines.filter((line) => /^(MAIL|RCPT)/.test(line))).toEqual([]);
  });

  it('require refuses a certificate nobody vouches for, and takes one that is', async () => {
    const hop = await startHop(TLS_HOP);
    const request = mailFor(hop.port, {}, { tls: 'require', host: 'localhost' });
    expect(brief(await open().deliver(request, never))).toEqual(all('deferred null'));
    expect(hop.mails).toEqual([]);
    expect(brief(await open({ ca: TLS.cert }).deliver(request, never))).toEqual(all('delivered 250'));
    expect(isProtected(hop)).toBe(true);
  });

  it('a password is said after TLS', async () => {
    const hop = await startHop(TLS_HOP);
    const account = { user: 'relay', password: 'secret' };
    await open({ ca: TLS.cert }).deliver(
      mailFor(hop.port, {}, { ...account, tls: 'require', host: 'localhost' }),
      never,
    );
    const auth = hop.lines.findIndex((line) => line.startsWith('AUTH PLAIN'));
    expect(auth).toBeGreaterThan(hop.lines.indexOf('STARTTLS'));
    expect(hop.mails).toHaveLength(1);
  });

  it('a password stays here when the hop offers no TLS where it should', async () => {
    const hop = await startHop({ extensions: ['AUTH PLAIN'] });
    const account = { user: 'relay', password: 'secret', tls: 'opportunistic', host: 'localhost' } as const;
    const result = await open().deliver(mailFor(hop.port, {}, account), never);
    expect(brief(result)).toEqual(all('deferred null'));
    expect(hop.lines.filter((line) => line.startsWith('AUTH'))).toEqual([]);
  });

  it('a wrong password of ours defers the mail', async () => {
    const hop = await startHop({ extensions: ['AUTH PLAIN'], ...onVerb('AUTH', '535 5.7.8 no') });
    const request = mailFor(hop.port, {}, { user: 'relay', password: 'old' });
    expect(brief(await open().deliver(request, never))).toEqual(all('deferred 535'));
    expect(hop.mails).toEqual([]);
  });
});
