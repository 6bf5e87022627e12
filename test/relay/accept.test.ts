// A mail is answered for when it is durable with its verdict, and whatever breaks on the way it is not lost.

import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { unreadReading } from '../../src/relay/unread.ts';
import { StoreUnavailable } from '../../src/store/store.ts';
import { companies } from '../guard/mail.ts';
import { eachDatabase, onDatabase } from '../store/databases.ts';
import { reading } from './readings.ts';
import { DAY, eventsOf, mailOf, noticesOf, PLAIN, relayAt, submission } from './relay.ts';

const strangers = companies(12);

eachDatabase('acceptMail', (places) => {
  it('queues an ordinary mail with its octets, facts, verdict, trace and events', async () => {
    const relay = await relayAt(await places.shared());
    const { kind, id } = await relay.accept(submission(['bob@corp.example']));
    expect(kind).toBe('queued');
    const { mail, recipients, facts, verdict } = await mailOf(relay.store, id);
    expect(mail).toMatchObject({
      state: 'queued',
      origin: 'submitted',
      receivedAt: relay.clock.now().toISOString(),
      deadline: null,
      giveUpAt: new Date(relay.clock.now().getTime() + 5 * DAY).toISOString(),
      messageId: '<1@corp.example>',
      subject: 'Hello',
      author: 'ann@corp.example',
      sha256: createHash('sha256').update(PLAIN).digest('hex'),
    });
    expect(mail.policyDigest).toMatch(/^[0-9a-f]{64}$/);
    expect(mail.traceFields).toBe(
      'Received: from pc7.corp.example ([192.0.2.7])\r\n' +
        `\tby relay.example (Sekisho) with ESMTP id ${id};\r\n` +
        '\tTue, 24 Nov 2026 01:00:00 +0000\r\n',
    );
    expect(recipients.map(({ forwardPath }) => forwardPath)).toEqual(['bob@corp.example']);
    expect(facts?.envelope.clientAddress).toBe('192.0.2.7');
    expect(verdict?.action).toBe('forward');
    expect(Buffer.from(await relay.store.readOctets(id))).toEqual(PLAIN);
    expect(await eventsOf(relay.store, id)).toEqual(['received', 'forwarded']);
    expect(relay.nudged).toEqual(['courier']);
    expect(relay.logged).toMatchObject([{ event: 'queued', mailId: id, client: '192.0.2.7' }]);
  });

  it('holds a risky one until its deadline and leaves a notice for its sender', async () => {
    const relay = await relayAt(await places.shared(), undefined, { mail: { to: strangers } });
    const { kind, id } = await relay.accept(submission(strangers));
    expect(kind).toBe('held');
    const { mail, verdict } = await mailOf(relay.store, id);
    expect(mail).toMatchObject({
      state: 'held',
      needs: ['supervisor'],
      giveUpAt: null,
      deadline: new Date(relay.clock.now().getTime() + 2 * DAY).toISOString(),
    });
    expect(verdict?.findings.map(({ check }) => check)).toContain('visible-recipients');
    expect(await relay.store.takeNotices(9)).toMatchObject([
      { kind: 'held', mailId: id, to: 'ann@corp.example' },
    ]);
    expect(relay.nudged).toEqual(['notifier']);
    expect(await eventsOf(relay.store, id)).toEqual(['received', 'held']);
  });

  it('stores nothing but the event of a mail that the policy rejects', async () => {
    const relay = await relayAt(await places.shared(), undefined, {
      policy: { blockedRecipients: ['blocked.example'] },
    });
    const { kind, id } = await relay.accept(submission(['x@blocked.example']));
    expect(kind).toBe('rejected');
    expect(await relay.store.findMail(id)).toBeNull();
    expect(await relay.store.listEvents({ mailId: id, limit: 9 })).toMatchObject([
      {
        type: 'rejected',
        detail: {
          forwardPaths: ['x@blocked.example'],
          checks: expect.arrayContaining(['blocked-recipient']),
        },
      },
    ]);
    expect(relay.nudged).toEqual([]);
  });

  it('turns away a mail that runs in circles', async () => {
    const relay = await relayAt(await places.shared());
    const passed = (times: number) =>
      Buffer.concat([Buffer.from('Received: by x;\r\n'.repeat(times)), PLAIN]);
    const often = await relay.accept(submission(['bob@corp.example'], { octets: passed(100) }));
    expect(often.kind).toBe('queued');
    const tooOften = await relay.accept(submission(['bob@corp.example'], { octets: passed(101) }));
    expect(tooOften.kind).toBe('looping');
    expect(await relay.store.findMail(tooOften.id)).toBeNull();
    expect(await relay.store.listEvents({ mailId: tooOften.id, limit: 9 })).toMatchObject([
      { type: 'rejected', detail: { hops: 101 } },
    ]);
  });

  it('only records in observe mode', async () => {
    const relay = await relayAt(await places.shared(), undefined, {
      mail: { to: strangers },
      policy: { mode: 'observe' },
    });
    const { kind, id } = await relay.accept(submission(strangers));
    expect(kind).toBe('queued');
    expect((await mailOf(relay.store, id)).verdict).toMatchObject({ action: 'forward', wouldBe: 'hold' });
    expect(await noticesOf(relay.store, id)).toEqual([]);
  });

  it('holds a mail that could not be read, for that reason', async () => {
    const fault = { code: 'timeout', where: 'mail', detail: 'not read within 20 s' };
    const relay = await relayAt(await places.shared(), undefined, {
      readMail: async () => unreadReading(fault),
    });
    const { kind, id } = await relay.accept(submission(['bob@corp.example']));
    expect(kind).toBe('held');
    const { verdict, mail } = await mailOf(relay.store, id);
    expect(verdict?.findings.map(({ check }) => check)).toContain('uninspectable');
    expect(mail.author).toBe('ann@corp.example');
  });

  it('holds a mail on which inspecting itself breaks, and still knows its Message-ID', async () => {
    const relay = await relayAt(await places.shared(), undefined, {
      readMail: async () => {
        throw new TypeError('x is not a function');
      },
    });
    const octets = Buffer.concat([Buffer.from('Message-ID: <m1@corp.example>\r\n'), PLAIN]);
    const { kind, id } = await relay.accept(submission(['bob@corp.example'], { octets }));
    expect(kind).toBe('held');
    const { mail, verdict } = await mailOf(relay.store, id);
    expect(verdict?.findings).toMatchObject([
      { check: 'uninspectable', evidence: [{ value: 'TypeError: x is not a function' }] },
    ]);
    expect(mail).toMatchObject({ needs: ['sender'], messageId: '<m1@corp.example>' });
    expect(relay.logged.map(({ event }) => event)).toEqual(['inspection-failed', 'held']);
  });

  it('throws when the store is away, and nothing is nudged', async () => {
    const place = await places.fresh();
    const relay = await relayAt(place);
    await relay.store.close();
    await expect(relay.accept(submission(['bob@corp.example']))).rejects.toThrow(StoreUnavailable);
    expect(relay.nudged).toEqual([]);
    expect(await (await place.open()).countMails({})).toBe(0);
  });

  it('keeps no more mails of one sender held than may be, and says so; what needs no holding still goes', async () => {
    const settings = { maxHeldPerSender: 1 };
    const place = await places.fresh();
    const relay = await relayAt(place, undefined, { mail: { to: strangers }, settings });
    expect((await relay.accept(submission(strangers))).kind).toBe('held');
    const { kind, id } = await relay.accept(submission(strangers));
    expect(kind).toBe('over-quota');
    expect(await relay.store.findMail(id)).toBeNull();
    expect(await eventsOf(relay.store, id)).toEqual([]);
    expect(relay.logged.at(-1)).toMatchObject({
      event: 'over-quota',
      level: 'warn',
      mailId: id,
      reversePath: 'ann@corp.example',
      client: '192.0.2.7',
    });
    const plain = await relayAt(relay.store, undefined, { settings });
    expect((await plain.accept(submission(['bob@corp.example']))).kind).toBe('queued');
  });

  it('stores nothing after the client was told to come back', async () => {
    const late = new AbortController();
    const relay = await relayAt(await places.shared(), undefined, {
      readMail: async () => {
        late.abort();
        return reading();
      },
    });
    const before = await relay.store.countMails({});
    await expect(relay.accept(submission(['bob@corp.example']), late.signal)).rejects.toThrow();
    expect(await relay.store.countMails({})).toBe(before);
  });
});

onDatabase('postgres', 'acceptMail', (places) => {
  it('holds a mail when what was found in it cannot be stored', async () => {
    const store = await places.shared();
    const insertMail: typeof store.insertMail = async (mail) => {
      if (mail.state === 'queued') throw new TypeError('odd facts');
      return store.insertMail(mail);
    };
    const relay = await relayAt({ ...store, insertMail });
    const { kind, id } = await relay.accept(submission(['bob@corp.example']));
    expect(kind).toBe('held');
    expect((await mailOf(store, id)).verdict?.findings[0]?.evidence).toMatchObject([
      { value: 'TypeError: odd facts' },
    ]);
    expect(relay.logged.map(({ event }) => event)).toEqual(['storing-failed', 'held']);
  });
});
