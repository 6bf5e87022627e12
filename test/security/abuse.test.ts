// Clients that take what they can get, all at once, against the real program: each is told where its limit is, the mail of
// others goes on beside them, and the memory of the whole does not grow with what they send.

import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { treeRss, watchRss } from '../bench/process-tree.ts';
import { removeFolder, type Sekisho, startSekisho } from '../e2e/sekisho.ts';
import { type Sink, startSink } from '../e2e/sink.ts';
import { type Client, connectClient, openClient } from '../smtp/client.ts';

const MIB = 1024 * 1024;
const MOST_GROWTH_MIB = 300;
const ANN = 'MAIL FROM:<ann@corp.example>';
const EVE = 'MAIL FROM:<eve@corp.example>';
const BOB = 'RCPT TO:<bob@corp.example>';
const LINE = `${'x'.repeat(76)}\r\n`;
const MANY_LINES = Buffer.from(LINE.repeat(840));
/** Every address below 127 is this machine: each kind of abuse comes from one of its own. */
const ORDINARY = '127.0.0.2';
const FLOODING = '127.0.0.3';
const SLOW = '127.0.0.4';
const HUGE = '127.0.0.5';
const GREEDY = '127.0.0.6';

/** Where a session may be left hanging: what was said before, and what drips in afterwards. */
const PHASES: readonly (readonly [string, readonly string[], string])[] = [
  ['after the greeting', [], ''],
  ['in the middle of EHLO', [], 'EHLO c.exam'],
  ['after EHLO', ['EHLO c.example'], ''],
  ['after MAIL', ['EHLO c.example', ANN], 'RCPT TO:<bo'],
  ['after RCPT', ['EHLO c.example', ANN, BOB], ''],
];
const IN_DATA = ['EHLO c.example', ANN, BOB, 'DATA'];
const DATA_PHASES: readonly (readonly [string, string])[] = [
  ['before the first octet', ''],
  ['in its header', 'From: ann@corp.example\r\nSubj'],
  ['in its text', 'From: ann@corp.example\r\n\r\nhello'],
  ['before the dot', 'From: ann@corp.example\r\n\r\nhello\r\n'],
];

describe.runIf(process.platform === 'linux')('clients that take what they can get', () => {
  let sink: Sink;
  let sekisho: Sekisho;
  let rss: ReturnType<typeof watchRss>;
  let before = 0;
  let count = 0;
  const open: Client[] = [];
  const hanging: Client[] = [];
  const trickling: Client[] = [];

  async function connect(localAddress: string): Promise<Client> {
    const client = await connectClient(sekisho.smtpPort, localAddress);
    open.push(client);
    return client;
  }

  async function openedWith(localAddress: string, lines: readonly string[]): Promise<Client> {
    const client = await connect(localAddress);
    for (const line of lines) expect(await client.say(line)).toMatch(/^[23]/);
    return client;
  }

  /** Sends octets for as long as they are taken, `most` at most. */
  async function pour({ socket }: Client, octets: Buffer, most: number): Promise<void> {
    const closed = once(socket, 'close');
    for (let sent = 0; sent < most && !socket.destroyed; sent += octets.length) {
      if (socket.write(octets)) await setImmediate();
      else await Promise.race([once(socket, 'drain'), closed]);
    }
  }

  async function expectServed(): Promise<void> {
    count += 1;
    const subject = `Ordinary ${count}`;
    const client = await openedWith(ORDINARY, IN_DATA);
    client.write(`From: ann@corp.example\r\nTo: bob@corp.example\r\nSubject: ${subject}\r\n\r\nhello\r\n`);
    expect(await client.say('.')).toMatch(/^250 2\.0\.0 queued/);
    client.close();
    await sink.next(({ octets }) => octets.includes(`Subject: ${subject}\r\n`));
  }

  beforeAll(async () => {
    sink = await startSink();
    sekisho = await startSekisho({
      nextHop: { host: '127.0.0.1', port: sink.port },
      notices: { from: 'none' },
      smtp: { listen: '127.0.0.1:0', allowNetworks: ['127.0.0.0/8'], maxHeldPerSender: 2 },
    });
    await expectServed();
    const { pid } = sekisho.process;
    if (pid === undefined) throw new Error('serve has no process');
    before = treeRss(pid);
    rss = watchRss(pid);
    for (const [, lines, drip] of PHASES) {
      const client = await openedWith(SLOW, lines);
      client.write(drip);
      hanging.push(client);
    }
    for (const [, drip] of DATA_PHASES) {
      const client = await openedWith(SLOW, IN_DATA);
      client.write(drip);
      trickling.push(client);
    }
  });
  afterAll(async () => {
    rss.stop();
    for (const client of open) client.close();
    expect(await sekisho.stop()).toBe(0);
    await sink.close();
    removeFolder(sekisho);
  });

  it('are refused with 421 where one of them has opened too many connections', async () => {
    const clients = Array.from({ length: 150 }, () => openClient(sekisho.smtpPort, FLOODING));
    open.push(...clients);
    const replies = await Promise.all(clients.map((client) => client.reply()));
    expect(replies.filter((reply) => reply.startsWith('220'))).toHaveLength(100);
    expect(replies.filter((reply) => reply.startsWith('421 4.7.0'))).toHaveLength(50);
    await sekisho.waitFor(({ event, client }) => event === 'connection-refused' && client === FLOODING);
    await expectServed();
    for (const client of clients) client.close();
  });

  it.each([
    ['commands that lead nowhere', () => 'NOOP', '421 4.7.0'],
    ['transactions without a mail', (n: number) => (n % 2 ? 'RSET' : ANN), '421 4.7.0'],
    ['errors', (n: number) => `RCPT TO:<bad..${n}@x>`, '421 4.7.0'],
  ])('are ended with 421 where one sends endless %s', async (_name, line, expected) => {
    const client = await openedWith(GREEDY, ['EHLO c.example']);
    const lines = Array.from({ length: 5000 }, (_, n) => `${line(n)}\r\n`).join('');
    client.write(lines);
    const replies = await client.rest();
    expect(replies.length).toBeLessThan(200);
    expect(replies.at(-1)?.slice(0, expected.length)).toBe(expected);
    await expectServed();
  });

  it('are ended with 421 where a line of one has no end', async () => {
    const client = await openedWith(GREEDY, ['EHLO c.example']);
    await pour(client, Buffer.alloc(MIB / 16, 'A'), 64 * MIB);
    expect(client.socket.destroyed).toBe(true);
    expect((await client.rest()).at(-1)).toMatch(/^421 4\.5\.2 /);
    await expectServed();
  });

  it('are told 452 for every recipient over a thousand', async () => {
    const client = await openedWith(GREEDY, ['EHLO c.example', ANN]);
    const paths = Array.from({ length: 1200 }, (_, n) => `RCPT TO:<r${n}@corp.example>\r\n`);
    client.write(paths.join(''));
    const replies: string[] = [];
    for (const _ of paths) replies.push((await client.reply()).slice(0, 9));
    expect(replies.filter((reply) => reply === '250 2.1.5')).toHaveLength(1000);
    expect(replies.filter((reply) => reply === '452 4.5.3')).toHaveLength(200);
    expect(await client.say('RSET')).toMatch(/^250/);
    await expectServed();
  });

  it('are told 552 for a mail that is too large, whether they said so before or not', async () => {
    const client = await openedWith(HUGE, ['EHLO c.example']);
    expect(await client.say(`${ANN} SIZE=${50 * MIB + 1}`)).toMatch(/^552 5\.3\.4 /);
    for (const [declared, most] of [
      ['', 51],
      [` SIZE=${MIB}`, 8],
    ] as const) {
      for (const line of [ANN + declared, BOB, 'DATA']) expect(await client.say(line)).toMatch(/^[23]/);
      await pour(client, MANY_LINES, most * MIB);
      expect(await client.say('.')).toMatch(/^552 5\.3\.4 /);
    }
    await expectServed();
  });

  it('are told 552 for a header without an end, and one with very many fields is no way past', async () => {
    const client = await openedWith(HUGE, IN_DATA);
    await pour(client, Buffer.from(`X-Filler: ${LINE}`.repeat(750)), 51 * MIB);
    expect(await client.say('.')).toMatch(/^552 5\.3\.4 /);
    for (const line of [ANN, 'RCPT TO:<x@stranger.example>', 'DATA']) {
      expect(await client.say(line)).toMatch(/^[23]/);
    }
    client.write(`From: ann@corp.example\r\n${'X-Filler: y\r\n'.repeat(50_000)}\r\nhello\r\n`);
    expect(await client.say('.')).toMatch(/^250 2\.0\.0 held/);
    await expectServed();
  });

  it('keep memory to themselves with large mails that they never finish, and small mails need none of it', async () => {
    const lines = ['EHLO c.example', `${ANN} SIZE=${10 * MIB}`, BOB, 'DATA'];
    const unfinished = await Promise.all(Array.from({ length: 40 }, () => openedWith(HUGE, lines)));
    const octets = Buffer.alloc(9 * MIB, LINE);
    // Two find a place in the 30 MiB; the others are not read, and their clients could wait here for ever.
    const [places, read] = [2, Promise.withResolvers<void>()];
    let written = 0;
    for (const { socket } of unfinished) {
      socket.write(octets, () => {
        written += 1;
        if (written === places) read.resolve();
      });
    }
    await read.promise;
    await expectServed();
    for (const client of unfinished) client.close();
  });

  it('are told 452 where as many mails of one sender are held as may be, and others go on', async () => {
    const replies: string[] = [];
    const guests = Array.from({ length: 12 }, (_, n) => `guest${n}@client${n}.example`);
    const paths = guests.map((guest) => `RCPT TO:<${guest}>`);
    for (let n = 0; n < 4; n += 1) {
      const client = await openedWith(GREEDY, ['EHLO c.example', EVE, ...paths, 'DATA']);
      client.write(`From: eve@corp.example\r\nTo: ${guests.join(', ')}\r\nSubject: ${n}\r\n\r\nhello\r\n`);
      replies.push((await client.say('.')).slice(0, 14));
      client.close();
    }
    expect(replies).toEqual(['250 2.0.0 held', '250 2.0.0 held', '452 4.2.2 Too ', '452 4.2.2 Too ']);
    await sekisho.waitFor(
      ({ event, reversePath }) => event === 'over-quota' && reversePath === 'eve@corp.example',
    );
    await expectServed();
  });

  it('are ended with 421 where their mail trickles in, and idle ones keep nobody else waiting', async () => {
    const replies = await Promise.all(trickling.map((client) => client.reply()));
    expect(replies).toEqual(DATA_PHASES.map(() => '421 4.4.2 Mail arrives too slowly'));
    expect(hanging.map(({ socket }) => socket.destroyed)).toEqual(PHASES.map(() => false));
    await expectServed();
    expect(sekisho.lines.filter(({ level }) => level === 'error')).toEqual([]);
    const subjects = sink.taken.map(({ octets }) => /^Subject: (\w*)/m.exec(octets.toString())?.[1]);
    expect(new Set(subjects)).toEqual(new Set(['Ordinary']));
  });

  it('make the process grow by less than 300 MiB at its peak', () => {
    expect(before).toBeGreaterThan(0);
    expect(rss.peak() - before).toBeLessThan(MOST_GROWTH_MIB);
  });
});
