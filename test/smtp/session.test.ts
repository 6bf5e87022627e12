// What one session may do and use up, and how it ends. The real server, real sockets, small limits.

import { describe, expect, it } from 'vitest';
import type { AcceptMail, AcceptResult } from '../../src/relay/ports.ts';
import type { SmtpLimits } from '../../src/smtp/limits.ts';
import { openClient } from './client.ts';
import { ID, openData, type Started, start, TLS } from './start.ts';

const plain = (user: string, password: string) =>
  `AUTH PLAIN ${Buffer.from(`\0${user}\0${password}`).toString('base64')}`;
const authenticate = async (user: string, password: string) => user === 'yamada' && password === 'right';
const withUsers = { allowNetworks: [], requireAuth: true };

const events = (server: Started) => server.logged.map(({ event }) => event);

/** Resolves when `event` is in the log. */
async function logged(server: Started, event: string): Promise<void> {
  while (!events(server).includes(event)) await new Promise((resolve) => setImmediate(resolve));
}

describe('the answer to a mail', () => {
  const RESULTS: readonly (readonly [AcceptResult['kind'], string, string])[] = [
    ['queued', '', `250 2.0.0 queued as ${ID}`],
    ['held', '', `250 2.0.0 held as ${ID}`],
    ['rejected', '', `550 5.7.1 Not sent: forbidden by company policy (${ID})`],
    ['looping', '', `554 5.4.6 Routing loop detected (${ID})`],
    ['over-quota', '', `452 4.2.2 Too many mails of this sender are held, try again later (${ID})`],
    [
      'rejected',
      ' SMTPUTF8',
      `550 5.7.1 Not sent: forbidden by company policy / 会社の規則により送信できません (${ID})`,
    ],
  ];

  it.each(RESULTS)('%s%s is "%s"', async (kind, parameter, expected) => {
    const server = await start({}, { accept: async () => ({ kind, id: ID }) });
    const client = await openData(server, parameter);
    expect(await client.say('.')).toBe(expected);
  });

  it('is 451 without detail when the mail cannot be stored', async () => {
    const accept = async () => {
      throw new Error('disk /var/lib/secret is full');
    };
    const server = await start({}, { accept });
    const client = await openData(server);
    expect(await client.say('.')).toBe('451 4.3.0 Mail could not be stored, try again later');
    expect(events(server)).toContain('accept-failed');
    expect(await client.say('NOOP')).toMatch(/^250/);
  });

  const MAIL = 'MAIL FROM:<a@corp.example>';

  it('is 451 at MAIL while nothing can be stored, and asked anew each time', async () => {
    let isDown = true;
    const isReady = async () => {
      if (isDown) throw new Error('database is down');
    };
    const server = await start({}, { isReady });
    const client = await server.connect();
    await client.say('EHLO client.example');
    expect(await client.say(MAIL)).toBe('451 4.3.0 Mail cannot be stored now, try again later');
    isDown = false;
    expect(await client.say(MAIL)).toMatch(/^250 /);
  });

  it('is 452 at MAIL while a mail of this size has no room', async () => {
    const server = await start({}, { roomOctets: async () => 4999 });
    const client = await server.connect();
    await client.say('EHLO client.example');
    expect(await client.say(`${MAIL} SIZE=5000`)).toMatch(/^452 4\.3\.1 /);
    expect(await client.say(`${MAIL} SIZE=4999`)).toMatch(/^250 /);
    await client.say('RSET');
    expect(await client.say(MAIL)).toMatch(/^250 /);
  });

  it('is 452 at MAIL without a size when less is left than the reserve', async () => {
    const server = await start({}, { roomOctets: async () => -1 });
    const client = await server.connect();
    await client.say('EHLO client.example');
    expect(await client.say(MAIL)).toMatch(/^452 4\.3\.1 /);
  });

  it('at MAIL is found out once a second, for all clients', async () => {
    let now = 0;
    let asked = 0;
    const isReady = async () => {
      asked += 1;
    };
    const server = await start({}, { isReady, monotonicNow: () => now });
    const clients = await Promise.all([server.connect(), server.connect()]);
    for (const client of clients) await client.say('EHLO client.example');
    await Promise.all(clients.map((client) => client.say(MAIL)));
    now = 999;
    await clients[0]?.say('RSET');
    await clients[0]?.say(MAIL);
    expect(asked).toBe(1);
    now = 1000;
    await clients[1]?.say('RSET');
    await clients[1]?.say(MAIL);
    expect(asked).toBe(2);
  });

  it('comes once: an acceptance after our deadline answers nothing more', async () => {
    let finish: (result: AcceptResult) => void = () => undefined;
    let isTooLate: AbortSignal | undefined;
    const accept: AcceptMail = (_mail, signal) =>
      new Promise((resolve) => {
        isTooLate = signal;
        finish = resolve;
      });
    const server = await start({ limits: { acceptMaxMs: 20 } }, { accept });
    const client = await openData(server);
    expect(await client.say('.')).toMatch(/^451 4\.3\.0/);
    expect(isTooLate?.aborted).toBe(true);
    finish({ kind: 'queued', id: ID });
    await logged(server, 'accepted-after-deadline');
    expect(await client.say('NOOP')).toMatch(/^250 2\.0\.0/);
    expect(await client.say('MAIL FROM:<a@corp.example>')).toMatch(/^250 2\.1\.0/);
  });
});

describe('a mail that breaks off', () => {
  const ENDINGS = [
    ['closes', (socket: import('node:net').Socket) => socket.destroy()],
    ['resets', (socket: import('node:net').Socket) => socket.resetAndDestroy()],
    ['closes its half', (socket: import('node:net').Socket) => socket.end()],
    ['closes its half after the dot', (socket: import('node:net').Socket) => socket.end('\r\n.')],
    ['closes its half after dot and CR', (socket: import('node:net').Socket) => socket.end('\r\n.\r')],
  ] as const;

  it.each(ENDINGS)('is never accepted when the client %s', async (_name, end) => {
    const server = await start();
    const client = await openData(server);
    client.write('Subject: x\r\n\r\nhalf a li');
    end(client.socket);
    await logged(server, 'data-broken-off');
    expect(server.taken).toEqual([]);
    const next = await openData(server);
    expect(await next.say('.')).toMatch(/^250/);
  });

  it('does not end the server when the client resets after MAIL', async () => {
    const server = await start();
    const client = await server.connect();
    await client.say('EHLO client.example');
    await client.say('MAIL FROM:<a@corp.example>');
    client.socket.resetAndDestroy();
    await logged(server, 'smtp-error');
    expect(await (await openData(server)).say('.')).toMatch(/^250/);
  });
});

describe('limits', () => {
  const FLOODS: readonly (readonly [string, Partial<SmtpLimits>, (n: number) => string])[] = [
    ['errors', { maxErrors: 5 }, (n) => `RCPT TO:<bad..${n}@x>`],
    ['NOOP', { maxJunkCommands: 5 }, () => 'NOOP'],
    ['RSET', { maxJunkCommands: 5 }, () => 'RSET'],
    ['EHLO', { maxJunkCommands: 5 }, () => 'EHLO client.example'],
    ['MAIL and RSET', { maxJunkCommands: 5 }, (n) => (n % 2 ? 'RSET' : 'MAIL FROM:<a@corp.example>')],
    ['unknown commands', {}, (n) => `XYZZY ${n}`],
  ];

  it.each(FLOODS)('end a session of %s with 421', async (_name, limits, line) => {
    const server = await start({ limits });
    const client = await server.connect();
    const replies: string[] = [];
    for (let n = 0; n < 20 && !replies.at(-1)?.startsWith('421'); n += 1) {
      replies.push(await client.say(line(n)));
    }
    expect(replies.at(-1)).toMatch(/^421 4\.7\.0 /);
    expect(replies.length).toBeLessThan(12);
    expect(await client.reply()).toBe('<closed>');
  });

  it('start again with every mail taken', async () => {
    const server = await start({ limits: { maxJunkCommands: 3 } });
    const client = await server.connect();
    await client.say('EHLO client.example');
    for (let n = 0; n < 6; n += 1) {
      expect(await client.say('MAIL FROM:<a@corp.example>')).toMatch(/^250/);
      await client.say('RCPT TO:<b@client.example>');
      await client.say('DATA');
      expect(await client.say('.')).toMatch(/^250/);
    }
  });

  it('go on counting when as many mails of the sender are held as may be', async () => {
    const server = await start(
      { limits: { maxJunkCommands: 3 } },
      { accept: async () => ({ kind: 'over-quota', id: ID }) },
    );
    const client = await server.connect();
    await client.say('EHLO client.example');
    const replies: string[] = [];
    for (let n = 0; n < 10 && !replies.at(-1)?.startsWith('421'); n += 1) {
      const answer = await client.say('MAIL FROM:<a@corp.example>');
      if (answer.startsWith('250')) {
        await client.say('RCPT TO:<b@client.example>');
        await client.say('DATA');
        replies.push((await client.say('.')).slice(0, 9));
      } else replies.push(answer.slice(0, 9));
    }
    expect(replies).toEqual(['452 4.2.2', '452 4.2.2', '421 4.7.0']);
  });

  it('let a thousand recipients be refused one by one without ending the session', async () => {
    const server = await start({ maxRecipients: 1 });
    const client = await server.connect();
    await client.say('EHLO client.example');
    await client.say('MAIL FROM:<a@corp.example>');
    for (let n = 0; n < 60; n += 1) client.write(`RCPT TO:<r${n}@client.example>\r\n`);
    const replies: string[] = [];
    for (let n = 0; n < 60; n += 1) replies.push((await client.reply()).slice(0, 9));
    expect(new Set(replies)).toEqual(new Set(['250 2.1.5', '452 4.5.3']));
    expect(await client.say('DATA')).toMatch(/^354/);
  });

  it('refuse the connection after the last one a client may have, and take it when one has gone', async () => {
    const server = await start({ limits: { maxConnectionsPerClient: 2 } });
    const [first] = [await server.connect(), await server.connect()];
    const third = openClient(server.port);
    expect(await third.reply()).toMatch(/^421 4\.7\.0 Too many connections/);
    third.close();
    const gone = new Promise((resolve) => first.socket.once('close', resolve));
    expect(await first.say('QUIT')).toMatch(/^221/);
    await gone;
    let next = openClient(server.port);
    let greeting = await next.reply();
    while (greeting.startsWith('421')) {
      next.close();
      next = openClient(server.port);
      greeting = await next.reply();
    }
    expect(greeting).toMatch(/^220/);
    next.close();
  });

  it('refuse the connection after the last one all clients may have together', async () => {
    const server = await start({ limits: { maxConnections: 1 } });
    await server.connect();
    const second = openClient(server.port);
    expect(await second.reply()).toMatch(/^421 /);
    second.close();
  });

  it('end a session that sends no mail, whatever it says meanwhile', async () => {
    const server = await start({ limits: { commandPhaseMs: 50 } });
    const client = await server.connect();
    expect(await client.rest()).toEqual(['421 4.4.2 Session takes too long']);
  });

  it('end a session that is silent', async () => {
    const server = await start({ limits: { idleTimeoutMs: 300 } });
    const client = await server.connect();
    expect((await client.rest())[0]).toMatch(/^421 4\.4\.2 /);
  });

  it('end a mail that trickles in, and never accept it', async () => {
    const server = await start({ limits: { dataGraceMs: 50, dataMinOctetsPerSecond: 1e9 } });
    const client = await openData(server);
    client.write('Subject: x\r\n');
    expect(await client.rest()).toEqual(['421 4.4.2 Mail arrives too slowly']);
    expect(server.taken).toEqual([]);
  });

  it('is not ended for what we were too busy to look at', async () => {
    let now = 0;
    const looked = Promise.withResolvers<void>();
    const monotonicNow = () => {
      if (now > 0) looked.resolve();
      return now;
    };
    const server = await start({}, { monotonicNow });
    const client = await openData(server);
    now = 3_600_000;
    await looked.promise;
    expect(await client.say('.')).toMatch(/^250 /);
  });

  it('end a mail that takes longer than any may', async () => {
    const server = await start({ limits: { dataMaxMs: 50 } });
    const client = await openData(server);
    expect(await client.rest()).toEqual(['421 4.4.2 Mail arrives too slowly']);
  });

  it('make a large mail wait for memory and give it back whatever happens', async () => {
    const server = await start({
      maxSizeOctets: 50_000,
      limits: { memoryOctets: 50_000, smallMailOctets: 1000 },
    });
    const line = `${'x'.repeat(98)}\r\n`;
    const first = await openData(server);
    first.write(line.repeat(300));
    const second = await openData(server, ' SIZE=40000');
    second.write(`${line.repeat(300)}.\r\n`);
    const small = await openData(server);
    small.write(`${line}.\r\n`);
    expect(await small.reply()).toMatch(/^250/);
    expect(server.taken.map(({ octets }) => octets.length)).toEqual([100]);
    first.close();
    expect(await second.reply()).toMatch(/^250/);
    expect(server.taken.map(({ octets }) => octets.length)).toEqual([100, 30_000]);
  });

  it('let a large mail that declares no SIZE come in while another one is looked at', async () => {
    const areBothIn = Promise.withResolvers<void>();
    let accepted = 0;
    const limits = { memoryOctets: 50_000, smallMailOctets: 1000 };
    const server = await start(
      { maxSizeOctets: 50_000, limits },
      {
        accept: async () => {
          accepted += 1;
          if (accepted === 2) areBothIn.resolve();
          await areBothIn.promise;
          return { kind: 'queued', id: ID };
        },
      },
    );
    const [first, second] = [await openData(server), await openData(server)];
    for (const [n, client] of [first, second].entries())
      client.write(`${`${n}${'x'.repeat(97)}\r\n`.repeat(200)}.\r\n`);
    expect([await first.reply(), await second.reply()].map((reply) => reply.slice(0, 3))).toEqual([
      '250',
      '250',
    ]);
    expect(
      server.taken.map(({ octets }) => new Set(Buffer.from(octets).toString().match(/\d/g)).size),
    ).toEqual([1, 1]);
  });
});

describe('a large mail', () => {
  it('arrives whole in memory that threads share, however it was cut', async () => {
    const server = await start({ maxSizeOctets: 5_000_000 });
    const client = await openData(server);
    const text = Array.from({ length: 60_000 }, (_one, n) => `.${n} line ${'é'.repeat(n % 40)}\r\n`).join('');
    client.write(text.replaceAll(/^\./gm, '..'));
    expect(await client.say('.')).toMatch(/^250/);
    const octets = server.taken[0]?.octets ?? new Uint8Array();
    expect(Buffer.from(octets).equals(Buffer.from(text))).toBe(true);
    expect(octets.buffer).toBeInstanceOf(SharedArrayBuffer);
  });
});

describe('a mail larger than its SIZE', () => {
  const line = `${'x'.repeat(98)}\r\n`;
  const limits = { memoryOctets: 1_000_000, smallMailOctets: 1000 };

  it('is taken when little more comes than was declared', async () => {
    const server = await start({ maxSizeOctets: 900_000, limits });
    const client = await openData(server, ' SIZE=20000');
    client.write(line.repeat(250));
    expect(await client.say('.')).toMatch(/^250/);
    expect(server.taken[0]?.octets.length).toBe(25_000);
  });

  it('is refused when much more comes, and its place is free again', async () => {
    const server = await start({ maxSizeOctets: 900_000, limits });
    const client = await openData(server, ' SIZE=2000');
    client.write(line.repeat(100));
    client.write(line.repeat(8000));
    expect(await client.say('.')).toMatch(/^552 5\.3\.4/);
    const next = await openData(server);
    next.write(line.repeat(8900));
    expect(await next.say('.')).toMatch(/^250/);
    expect(server.taken.map(({ octets }) => octets.length)).toEqual([890_000]);
  });
});

describe('AUTH', () => {
  it('is asked for where it would help, and lets the person in', async () => {
    const server = await start(withUsers, { authenticate });
    const client = await server.connect();
    expect(await client.say('EHLO client.example')).toContain('AUTH PLAIN LOGIN');
    expect(await client.say('MAIL FROM:<a@corp.example>')).toBe('530 5.7.0 Authentication required');
    expect(await client.say(plain('yamada', 'wrong'))).toBe('535 5.7.8 Wrong user name or password');
    expect(await client.say(plain('yamada', 'right'))).toMatch(/^235 2\.7\.0/);
    expect(await client.say(plain('yamada', 'right'))).toMatch(/^503 5\.5\.1/);
    await client.say('MAIL FROM:<a@corp.example>');
    await client.say('RCPT TO:<b@client.example>');
    await client.say('DATA');
    expect(await client.say('.')).toMatch(/^250/);
    expect(server.taken[0]?.authenticatedAs).toBe('yamada');
  });

  it('takes LOGIN as well', async () => {
    const server = await start(withUsers, { authenticate });
    const client = await server.connect();
    await client.say('EHLO client.example');
    expect(await client.say('AUTH LOGIN')).toMatch(/^334/);
    expect(await client.say(Buffer.from('yamada').toString('base64'))).toMatch(/^334/);
    expect(await client.say(Buffer.from('right').toString('base64'))).toMatch(/^235/);
  });

  it('ends the session at the third wrong password', async () => {
    const server = await start(withUsers, { authenticate });
    const client = await server.connect();
    await client.say('EHLO client.example');
    const replies = [
      await client.say(plain('yamada', '1')),
      await client.say(plain('sato', '2')),
      await client.say(plain('yamada', '3')),
    ];
    expect(replies.map((text) => text.slice(0, 9))).toEqual(['535 5.7.8', '535 5.7.8', '421 4.7.0']);
    expect(await client.reply()).toBe('<closed>');
  });

  it('makes an account wait after too many wrong passwords from one address, then lets it in', async () => {
    let now = 0;
    const limits = { authTriesPerSession: 100, authTriesPerAccount: 2 };
    const ports = { authenticate, monotonicNow: () => now };
    const server = await start({ ...withUsers, limits }, ports);
    const client = await server.connect();
    await client.say('EHLO client.example');
    expect(await client.say(plain('yamada', '1'))).toMatch(/^535/);
    expect(await client.say(plain('yamada', '2'))).toMatch(/^535/);
    expect(await client.say(plain('Yamada', 'right'))).toMatch(/^454 4\.7\.0/);
    expect(await client.say(plain('sato', '1'))).toMatch(/^535/);
    now += 1001;
    expect(await client.say(plain('yamada', 'right'))).toMatch(/^235/);
  });

  it('lets nobody act for somebody else', async () => {
    const server = await start(withUsers, { authenticate });
    const client = await server.connect();
    await client.say('EHLO client.example');
    const token = Buffer.from('boss\0yamada\0right').toString('base64');
    expect(await client.say(`AUTH PLAIN ${token}`)).toMatch(/^535/);
  });

  it('answers 454 without detail when passwords cannot be checked', async () => {
    const broken = async () => {
      throw new Error('no /etc/users');
    };
    const server = await start(withUsers, { authenticate: broken });
    const client = await server.connect();
    await client.say('EHLO client.example');
    expect(await client.say(plain('yamada', 'right'))).toBe(
      '454 4.7.0 Authentication is not available, try again later',
    );
  });
});

describe('STARTTLS', () => {
  it('protects the session with our own certificate and forgets what was said before', async () => {
    const server = await start({ tls: TLS });
    const client = await server.connect();
    expect(await client.say('EHLO client.example')).toContain('STARTTLS');
    await client.say('MAIL FROM:<plain@corp.example>');
    expect(await client.say('STARTTLS')).toMatch(/^220 /);
    const secure = await client.startTls();
    expect(await secure.say('RCPT TO:<b@client.example>')).toMatch(/^503/);
    expect(await secure.say('EHLO client.example')).not.toContain('STARTTLS');
    await secure.say('MAIL FROM:<a@corp.example>');
    await secure.say('RCPT TO:<b@client.example>');
    await secure.say('DATA');
    expect(await secure.say('.')).toMatch(/^250/);
    expect(server.taken[0]).toMatchObject({ isTls: true, reversePath: 'a@corp.example' });
  });

  it('never runs a command that was slipped in behind it in clear', async () => {
    const server = await start({ tls: TLS });
    const client = await server.connect();
    await client.say('EHLO client.example');
    client.write('STARTTLS\r\nEHLO x.example\r\nMAIL FROM:<evil@corp.example>\r\n');
    expect(await client.reply()).toMatch(/^220 /);
    const secure = await client.startTls();
    expect(await secure.say('NOOP')).toMatch(/^250 2\.0\.0 OK/);
    expect(await secure.say('RCPT TO:<b@client.example>')).toMatch(/^503/);
  });

  it('does not start with a key that is none', async () => {
    await expect(start({ tls: { cert: 'no', key: 'no' } })).rejects.toThrow();
  });
});

describe('closing', () => {
  it('says 421 to idle sessions, lets a mail in progress finish and takes no other', async () => {
    const server = await start();
    const idle = await server.connect();
    const busy = await openData(server);
    busy.write('Subject: x\r\n');
    const closed = server.close();
    expect(await idle.rest()).toEqual(['421 4.3.2 Service is stopping, try again later']);
    busy.write('\r\n.\r\n');
    expect(await busy.rest()).toEqual([
      `250 2.0.0 queued as ${ID}`,
      '421 4.3.2 Service is stopping, try again later',
    ]);
    await closed;
    expect(server.taken).toHaveLength(1);
    expect(await openClient(server.port).reply()).toBe('<closed>');
  });

  it('ends after its deadline although a client never finishes', async () => {
    const server = await start({ limits: { closeMs: 50 } });
    const client = await openData(server);
    await server.close();
    expect((await client.rest())[0]).toMatch(/^421 4\.3\.2/);
    expect(server.taken).toEqual([]);
  });
});
