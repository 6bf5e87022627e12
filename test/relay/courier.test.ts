// What the courier does with queued mail, whatever the next hop says and whatever happens to the relay meanwhile.

import { expect, it } from 'vitest';
import type { Facts } from '../../src/guard/facts.ts';
import { createMetrics } from '../../src/metrics.ts';
import type { NewMail, Store } from '../../src/store/store.ts';
import { StoreUnavailable } from '../../src/store/store.ts';
import { addr } from '../guard/mail.ts';
import { type Script, startHop } from '../smtp/hop.ts';
import { eachDatabase, onDatabase } from '../store/databases.ts';
import {
  DAY,
  eventsOf,
  HOUR,
  hopAt,
  MINUTE,
  mailOf,
  PLAIN,
  type Relay,
  relayAt,
  submission,
} from './relay.ts';

const TO = ['bob@client.example', 'carol@client.example'];
const octetsOf = (mail: Buffer | undefined) => mail?.subarray(-PLAIN.length);

async function queue(
  relay: Relay,
  to: readonly string[] = TO,
  changed: Parameters<typeof submission>[1] = {},
) {
  const { kind, id } = await relay.accept(submission(to, changed));
  expect(kind).toBe('queued');
  return id;
}

async function dsnsOf(store: Store): Promise<readonly NewMail['origin'][]> {
  const all = await store.listMails({ limit: 100 });
  return all.map(({ mail }) => mail.origin).filter((origin) => origin === 'dsn');
}

/** Moves the clock from one attempt to the next until the mail is done; the number of attempts. */
async function runToTheEnd(relay: Relay, id: Awaited<ReturnType<typeof queue>>): Promise<number> {
  const courier = relay.courier();
  for (let attempts = 1; attempts < 200; attempts += 1) {
    await courier.drain();
    const { mail } = await mailOf(relay.store, id);
    if (mail.state === 'done') return attempts;
    relay.clock.move(Date.parse(mail.nextAttemptAt ?? '') - relay.clock.now().getTime());
  }
  throw new Error('never done');
}

eachDatabase('The courier', (places) => {
  it('delivers what is queued, unchanged behind our own field, and learns from it', async () => {
    const hop = await startHop();
    const relay = await relayAt(await places.fresh(), hopAt(hop.port));
    const id = await queue(relay);
    await relay.courier().drain();
    const { mail, recipients } = await mailOf(relay.store, id);
    expect(mail).toMatchObject({ state: 'done', attempts: 1 });
    expect(recipients.map(({ state, replyCode }) => [state, replyCode])).toEqual([
      ['delivered', 250],
      ['delivered', 250],
    ]);
    expect(octetsOf(hop.mails[0])).toEqual(PLAIN);
    expect(hop.mails[0]?.subarray(0, -PLAIN.length).toString()).toBe(mail.traceFields);
    expect(await eventsOf(relay.store, id)).toEqual([
      'received',
      'forwarded',
      'attempted',
      'delivered',
      'delivered',
      'done',
    ]);
    const question = {
      author: addr('ann@corp.example'),
      recipients: [addr('bob@client.example')],
      domains: [],
      together: [],
      pairs: [],
      subjects: [],
      names: [],
      outside: true,
    };
    const { bySender } = await relay.store.answerHistory(question, relay.clock.now().toISOString());
    expect(bySender.get(addr('bob@client.example'))?.count).toBe(1);
  });

  it('delivers to some, reports the refused ones once, tries the others again later', async () => {
    let isFull = true;
    const hop = await startHop({
      on: (line) => {
        if (line.startsWith('RCPT TO:<bob')) return '550 5.1.1 no such user';
        return line.startsWith('RCPT TO:<carol') && isFull ? '452 4.2.2 mailbox full' : null;
      },
    });
    const relay = await relayAt(await places.fresh(), hopAt(hop.port));
    const id = await queue(relay, [...TO, 'dave@client.example']);
    const courier = relay.courier();
    await courier.drain();
    const first = await mailOf(relay.store, id);
    expect(first.recipients.map(({ state }) => state)).toEqual(['refused', 'pending', 'delivered']);
    expect(first.mail).toMatchObject({ state: 'queued', lastError: '452 4.2.2 mailbox full' });
    isFull = false;
    relay.clock.move(DAY);
    await courier.drain();
    const second = await mailOf(relay.store, id);
    expect(second.mail.state).toBe('done');
    expect(second.recipients.map(({ state }) => state)).toEqual(['refused', 'delivered', 'delivered']);
    const toDave = hop.lines.filter((line) => line.startsWith('RCPT TO:<dave'));
    expect(toDave).toHaveLength(1);
    const reports = hop.mails.filter((mail) => mail.includes('report-type=delivery-status'));
    expect(reports).toHaveLength(1);
    expect(reports[0]?.toString()).toContain('Final-Recipient: rfc822; bob@client.example');
    expect(reports[0]?.toString()).not.toContain('carol@client.example');
    expect(hop.lines.filter((line) => line.startsWith('MAIL FROM:<>'))).toHaveLength(1);
  });

  it('delivers each mail once when two of them work on one database', async () => {
    const hop = await startHop();
    const place = await places.fresh();
    const one = await relayAt(place, hopAt(hop.port));
    const other = await relayAt(await place.open({ writerId: 'relay-2' }), hopAt(hop.port));
    const ids = await Promise.all(Array.from({ length: 40 }, () => queue(one, ['bob@client.example'])));
    const couriers = [one.courier(), other.courier()];
    await Promise.all(couriers.map((courier) => courier.drain()));
    await Promise.all(couriers.map((courier) => courier.drain()));
    for (const id of ids) expect((await mailOf(one.store, id)).mail.state).toBe('done');
    expect(hop.mails).toHaveLength(40);
    expect(await one.store.verifyEvents()).toMatchObject({ ok: true });
  });

  it('takes over the mail of a relay that died, and writes nothing for one that comes back late', async () => {
    const late = Promise.withResolvers<void>();
    const arrived = Promise.withResolvers<void>();
    const hop = await startHop();
    const place = await places.fresh();
    const relay = await relayAt(place, hopAt(hop.port));
    const slow = await relayAt(await place.open({ writerId: 'relay-2' }), hopAt(hop.port), {
      nextHop: {
        deliver: async (request, signal) => {
          arrived.resolve();
          await late.promise;
          return relay.ports.nextHop.deliver(request, signal);
        },
        close: async () => {},
      },
    });
    const id = await queue(relay, ['bob@client.example']);
    const sleeper = slow.courier();
    await arrived.promise;
    relay.clock.move(2 * MINUTE + 1);
    await relay.courier().drain();
    expect((await mailOf(relay.store, id)).mail).toMatchObject({ state: 'done', attempts: 1 });
    expect(relay.logged).toContainEqual(expect.objectContaining({ event: 'taken-over', mailId: id }));
    expect(await eventsOf(relay.store, id)).toContain('outcome-unknown');
    late.resolve();
    await sleeper.drain();
    expect(slow.logged).toContainEqual(expect.objectContaining({ event: 'lease-lost', mailId: id }));
    expect((await mailOf(relay.store, id)).mail.attempts).toBe(1);
    expect((await eventsOf(relay.store, id)).filter((type) => type === 'delivered')).toHaveLength(1);
  });

  it('takes over at once, without waiting for the lease to run out, what a killed process left', async () => {
    const hop = await startHop();
    const relay = await relayAt(await places.fresh(), hopAt(hop.port));
    const [killed, living] = await Promise.all([
      queue(relay, ['bob@client.example']),
      queue(relay, ['ann@client.example']),
    ]);
    const now = relay.ports.now().toISOString();
    const later = new Date(Date.parse(now) + HOUR).toISOString();
    const [first] = await relay.store.claimDueMail('killed', now, later, 1);
    const [second] = await relay.store.claimDueMail('living', now, later, 1);
    expect(new Set([first?.mail.id, second?.mail.id])).toEqual(new Set([killed, living]));
    await relay.courier({}, { name: 'restarted', isGone: (name) => name === 'killed' }).drain();
    expect((await mailOf(relay.store, first?.mail.id ?? killed)).mail.state).toBe('done');
    expect(await eventsOf(relay.store, first?.mail.id ?? killed)).toContain('outcome-unknown');
    expect((await mailOf(relay.store, second?.mail.id ?? living)).mail.state).toBe('queued');
    expect(hop.mails).toHaveLength(1);
  });
});

onDatabase('postgres', 'The courier', (places) => {
  const fixed = async (script: Script = {}, changes: Parameters<typeof relayAt>[2] = {}) => {
    const hop = await startHop(script);
    return { hop, relay: await relayAt(await places.fresh(), hopAt(hop.port), changes) };
  };

  it('delivers from hand to hand what was just accepted: nobody else may claim it until it is given back', async () => {
    const asked = Promise.withResolvers<void>();
    const { relay } = await fixed({
      on: (line) => {
        if (!line.startsWith('DATA')) return null;
        asked.resolve();
        return 'hang';
      },
    });
    const courier = relay.courier({ graceMs: 0 });
    await courier.drain();
    const id = await queue(relay);
    await asked.promise;
    const now = relay.clock.now().toISOString();
    const claim = () => relay.store.claimDueMail('another', now, now, 10);
    expect(relay.nudged).toEqual([]);
    expect(await claim()).toEqual([]);
    await courier.stop();
    expect(await claim()).toMatchObject([
      { mail: { id, attempts: 0 }, lease: { token: 2 }, isTakenOver: false },
    ]);
  });

  it('sends what was accepted, though the memory in which it came belongs to another mail by then', async () => {
    const { hop, relay } = await fixed();
    const courier = relay.courier();
    await courier.drain();
    const place = new Uint8Array(new SharedArrayBuffer(PLAIN.length));
    place.set(PLAIN);
    await queue(relay, TO, { octets: place });
    place.fill(0x58);
    await courier.drain();
    expect(octetsOf(hop.mails[0])).toEqual(PLAIN);
  });

  it('tries again later when the hop says "later", then delivers', async () => {
    let isBusy = true;
    const hop = await startHop({ dot: () => (isBusy ? '451 4.3.2 busy' : null) });
    const relay = await relayAt(await places.fresh(), hopAt(hop.port));
    const id = await queue(relay);
    const courier = relay.courier();
    await courier.drain();
    const { mail } = await mailOf(relay.store, id);
    expect(Date.parse(mail.nextAttemptAt ?? '') - relay.clock.now().getTime()).toBe(10_000);
    await courier.drain();
    expect((await mailOf(relay.store, id)).mail.attempts).toBe(1);
    isBusy = false;
    relay.clock.move(10_000);
    await courier.drain();
    expect((await mailOf(relay.store, id)).mail.state).toBe('done');
    expect(await dsnsOf(relay.store)).toEqual([]);
  });

  it('gives up after five days with one DSN, having told of the delay once, and counts every outcome', async () => {
    const own = await startHop();
    const metrics = createMetrics();
    const relay = await relayAt(await places.fresh(), hopAt(1), {
      log: metrics.counting(() => {}),
      hopFor: (path) => hopAt(path.endsWith('@corp.example') ? own.port : 1),
    });
    const started = relay.clock.now().getTime();
    const id = await queue(relay);
    const attempts = await runToTheEnd(relay, id);
    expect(relay.clock.now().getTime() - started).toBe(5 * DAY);
    expect(attempts).toBeGreaterThan(30);
    expect(attempts).toBeLessThan(60);
    const { recipients } = await mailOf(relay.store, id);
    expect(recipients.map(({ state }) => state)).toEqual(['expired', 'expired']);
    await relay.courier().drain();
    const reports = own.mails.map((mail) => /Action: \w+/.exec(mail.toString())?.[0]);
    expect(reports).toEqual(['Action: delayed', 'Action: failed']);
    expect((await eventsOf(relay.store, id)).filter((type) => type === 'given-up')).toHaveLength(2);
    const counts = [
      ...(await metrics.text()).matchAll(/^sekisho_deliveries_total\{result="(\w+)"\} (\d+)$/gm),
    ];
    expect(new Map(counts.map(([, result, count]) => [result, Number(count)]))).toEqual(
      new Map([
        ['deferred', (attempts - 1) * TO.length],
        ['expired', TO.length],
        ['delivered', reports.length],
      ]),
    );
    relay.clock.move(DAY);
    await relay.courier().drain();
    expect(own.mails).toHaveLength(reports.length);
  });

  it('tells of no delay where the way back is the one that is down', async () => {
    const relay = await relayAt(await places.fresh());
    const id = await queue(relay);
    await runToTheEnd(relay, id);
    const reports = (await relay.store.listMails({ limit: 100 })).filter(({ mail }) => mail.origin === 'dsn');
    expect(reports.map(({ mail }) => mail.subject)).toEqual(['【配送失敗】[Not delivered] Hello']);
  });

  it('sends again what may or may not have arrived, and says so', async () => {
    const hop = await startHop({ dot: (n) => (n === 1 ? 'close' : null) });
    const relay = await relayAt(await places.fresh(), hopAt(hop.port));
    const id = await queue(relay);
    const courier = relay.courier();
    await courier.drain();
    expect((await mailOf(relay.store, id)).mail).toMatchObject({ state: 'queued' });
    expect(relay.logged).toContainEqual(expect.objectContaining({ event: 'outcome-unknown', mailId: id }));
    expect(await eventsOf(relay.store, id)).toContain('outcome-unknown');
    relay.clock.move(HOUR);
    await courier.drain();
    expect(hop.mails).toHaveLength(2);
    expect(octetsOf(hop.mails[1])).toEqual(octetsOf(hop.mails[0]));
    expect((await mailOf(relay.store, id)).mail.state).toBe('done');
  });

  it('never sends octets that are not the accepted ones, and reports that after five days', async () => {
    const hop = await startHop();
    const place = await places.fresh();
    const relay = await relayAt(place, hopAt(hop.port));
    const id = await queue(relay);
    const other = await queue(relay);
    const set = `(select sealed from octets where mail_id = '${other}')`;
    await place.sql(`update octets set sealed = ${set} where mail_id = '${id}'`);
    const courier = relay.courier();
    await courier.drain();
    const { mail } = await mailOf(relay.store, id);
    expect(mail).toMatchObject({
      state: 'queued',
      lastError: '4.3.0 The stored mail differs from what was accepted',
    });
    expect(await eventsOf(relay.store, id)).toContain('integrity-failed');
    expect(relay.logged).toContainEqual(
      expect.objectContaining({ event: 'integrity-failed', level: 'error' }),
    );
    expect(hop.mails).toHaveLength(1);
    relay.clock.move(5 * DAY);
    await courier.drain();
    expect((await mailOf(relay.store, id)).mail.state).toBe('done');
    expect(hop.mails).toHaveLength(2);
    expect(hop.mails[1]?.toString()).toContain('Action: failed');
  });

  it('keeps an outcome in memory while the store is away, so that nothing is sent twice', async () => {
    const place = await places.fresh();
    const store = await place.open();
    let isAway = false;
    const asked = Promise.withResolvers<void>();
    const unlessAway =
      <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
      async (...args: A): Promise<R> => {
        if (isAway) asked.resolve();
        if (isAway) throw new StoreUnavailable('gone');
        return call(...args);
      };
    const flaky: Store = {
      ...store,
      reportAttempt: unlessAway(store.reportAttempt),
      claimDueMail: unlessAway(store.claimDueMail),
      renewLease: unlessAway(store.renewLease),
    };
    const hop = await startHop({
      dot: () => {
        isAway = true;
        return null;
      },
    });
    const relay = await relayAt(flaky, hopAt(hop.port));
    const id = await queue(relay);
    const courier = relay.courier();
    await asked.promise;
    relay.clock.move(HOUR);
    isAway = false;
    courier.nudge();
    await courier.drain();
    expect((await mailOf(store, id)).mail).toMatchObject({ state: 'done', attempts: 1 });
    expect(hop.mails).toHaveLength(1);
    expect(relay.logged.map(({ event }) => event)).toContain('report-delayed');
  });

  it('records what became of a mail even when nothing can be learned from it', async () => {
    const { relay, hop } = await fixed();
    const { store } = relay.ports;
    const claimDueMail: Store['claimDueMail'] = async (...claim) => {
      const due = await store.claimDueMail(...claim);
      return due.map((one) => ({ ...one, facts: { v: 1 } as Facts }));
    };
    const older = await relayAt({ ...store, claimDueMail }, hopAt(hop.port));
    const id = await queue(older);
    await older.courier().drain();
    expect((await mailOf(store, id)).mail.state).toBe('done');
    expect(hop.mails).toHaveLength(1);
    expect(older.logged).toContainEqual(expect.objectContaining({ event: 'lesson-failed', mailId: id }));
  });

  it('records the outcomes alone where the rest of a report cannot be stored', async () => {
    const { relay, hop } = await fixed({
      on: (line) => (line.startsWith('RCPT') ? '550 5.1.1 nobody' : null),
    });
    const odd: Store = {
      ...relay.store,
      reportAttempt: (report) =>
        relay.store.reportAttempt({ ...report, dsn: report.dsn && { ...report.dsn, id: taken } }),
    };
    const clumsy = await relayAt(odd, hopAt(hop.port));
    const taken = await queue(clumsy);
    await clumsy.courier().drain();
    expect((await mailOf(relay.store, taken)).mail.state).toBe('done');
    expect(clumsy.logged).toContainEqual(expect.objectContaining({ event: 'report-reduced', mailId: taken }));
  });

  it('is not stopped by one mail whose row is damaged', async () => {
    const place = await places.fresh();
    const hop = await startHop();
    const relay = await relayAt(place, hopAt(hop.port));
    const damaged = await queue(relay);
    const lost = await queue(relay);
    const sound = await queue(relay);
    await place.sql(`update mails set facts = '\\x00', subject = '\\x00' where id = '${damaged}'`);
    await place.sql(`update mails set wrapped_key = '\\x00' where id = '${lost}'`);
    await relay.courier().drain();
    const rows = await place.sql('select id, state from mails');
    expect(new Map(rows.map(({ id, state }) => [id, state]))).toEqual(
      new Map([
        [damaged, 'done'],
        [lost, 'queued'],
        [sound, 'done'],
      ]),
    );
    expect(relay.logged).toContainEqual(expect.objectContaining({ event: 'integrity-failed', mailId: lost }));
    expect(hop.mails).toHaveLength(2);
  });

  it('gives its mail back when it is stopped before the hop has said anything', async () => {
    const asked = Promise.withResolvers<void>();
    const { relay } = await fixed({
      on: (line) => {
        if (!line.startsWith('DATA')) return null;
        asked.resolve();
        return 'hang';
      },
    });
    const id = await queue(relay);
    const courier = relay.courier({ graceMs: 0 });
    await asked.promise;
    await courier.stop();
    const { mail } = await mailOf(relay.store, id);
    expect(mail).toMatchObject({ state: 'queued', attempts: 0 });
    const now = relay.clock.now().toISOString();
    expect(await relay.store.claimDueMail('another', now, now, 5)).toHaveLength(1);
  });

  it('does not claim again what it is delivering when the clock is set forward', async () => {
    const asked = Promise.withResolvers<void>();
    const go = Promise.withResolvers<void>();
    const { relay, hop } = await fixed();
    const { nextHop } = relay.ports;
    const slow = await relayAt(await places.fresh(), hopAt(hop.port), {
      clock: relay.clock,
      nextHop: {
        deliver: async (request, signal) => {
          asked.resolve();
          await go.promise;
          return nextHop.deliver(request, signal);
        },
        close: async () => {},
      },
    });
    const id = await queue(slow);
    const courier = slow.courier();
    await asked.promise;
    relay.clock.move(3 * HOUR);
    courier.nudge();
    const other = await queue(slow);
    go.resolve();
    await courier.drain();
    expect((await mailOf(slow.store, id)).mail).toMatchObject({ state: 'done', attempts: 1 });
    expect((await mailOf(slow.store, other)).mail.state).toBe('done');
    expect(hop.mails).toHaveLength(2);
  });

  it('gives nothing up while the clock is in doubt', async () => {
    let isSteady = false;
    const relay = await relayAt(await places.fresh(), hopAt(1), { isClockSteady: () => isSteady });
    const id = await queue(relay);
    relay.clock.move(10 * DAY);
    const courier = relay.courier();
    await courier.drain();
    expect((await mailOf(relay.store, id)).mail).toMatchObject({ state: 'queued', attempts: 1 });
    isSteady = true;
    relay.clock.move(HOUR);
    await courier.drain();
    expect((await mailOf(relay.store, id)).mail.state).toBe('done');
  });

  it('delivers large mails in turn, and small ones never wait for them', async () => {
    const hop = await startHop({ extensions: ['8BITMIME'] });
    const { ports } = await relayAt(await places.fresh(), hopAt(hop.port));
    const smallIsThrough = Promise.withResolvers<void>();
    let underWay = 0;
    let most = 0;
    const relay = await relayAt(ports.store, hopAt(hop.port), {
      nextHop: {
        deliver: async (request, signal) => {
          const isLarge = request.pieces.some(({ length }) => length > PLAIN.length + 1000);
          if (!isLarge) return ports.nextHop.deliver(request, signal).finally(smallIsThrough.resolve);
          underWay += 1;
          most = Math.max(most, underWay);
          await smallIsThrough.promise;
          underWay -= 1;
          return ports.nextHop.deliver(request, signal);
        },
        close: async () => {},
      },
    });
    const octets = Buffer.concat([PLAIN, Buffer.alloc(6000, 'line\r\n')]);
    const large = await Promise.all([1, 2, 3].map(() => queue(relay, TO, { octets })));
    const courier = relay.courier({ parallel: 2, largeOctets: 5000, maxLargeOctets: 10_000 });
    const small = await queue(relay);
    await courier.drain();
    for (const id of [small, ...large]) expect((await mailOf(relay.store, id)).mail.state).toBe('done');
    expect(most).toBe(1);
    expect(hop.mails.map((mail) => mail.length > 6000)).toEqual([false, true, true, true]);
  });

  it('lets each hop have its own recipients, and one that is down keeps nobody else waiting', async () => {
    const up = await startHop();
    const relay = await relayAt(await places.fresh(), hopAt(1), {
      hopFor: (path) => hopAt(path.startsWith('bob') ? up.port : 1),
    });
    const id = await queue(relay);
    await relay.courier().drain();
    const { mail, recipients } = await mailOf(relay.store, id);
    expect(mail.state).toBe('queued');
    expect(recipients.map(({ state }) => state)).toEqual(['delivered', 'pending']);
  });

  it('reports "relayed" where success was asked for and the hop does not offer DSN', async () => {
    const { relay, hop } = await fixed({ extensions: ['8BITMIME'] });
    const recipients = [{ forwardPath: addr('bob@client.example'), notify: 'SUCCESS', orcpt: null }];
    await queue(relay, [], { recipients });
    await relay.courier().drain();
    expect(hop.mails).toHaveLength(2);
    expect(hop.mails[1]?.toString()).toContain('Action: relayed\r\nStatus: 2.1.9\r\n');
  });

  it('hands the parameters of DSN on to a hop that offers it, and reports nothing itself', async () => {
    const { relay, hop } = await fixed();
    const recipients = [
      { forwardPath: addr('bob@client.example'), notify: 'SUCCESS', orcpt: 'rfc822;b+40c' },
    ];
    await queue(relay, [], { recipients, ret: 'FULL', envid: 'e1' });
    await relay.courier().drain();
    expect(hop.mails).toHaveLength(1);
    expect(hop.lines.find((line) => line.startsWith('MAIL'))).toMatch(/ RET=FULL ENVID=e1$/);
    expect(hop.lines.find((line) => line.startsWith('RCPT'))).toMatch(/ NOTIFY=SUCCESS ORCPT=rfc822;b\+40c$/);
  });

  it('reports nothing about its own reports, but logs what became of them', async () => {
    const { relay } = await fixed({ on: (line) => (line.startsWith('RCPT') ? '550 5.1.1 nobody' : null) });
    await queue(relay, ['bob@client.example']);
    await relay.courier().drain();
    expect(await dsnsOf(relay.store)).toEqual(['dsn']);
    expect(relay.logged).toContainEqual(
      expect.objectContaining({ event: 'dsn-undeliverable', level: 'warn' }),
    );
  });

  it('takes the rest of many recipients at once where a hop takes only some', async () => {
    let inOne = 0;
    const { relay, hop } = await fixed({
      on: (line) => {
        if (line.startsWith('MAIL')) inOne = 0;
        if (!line.startsWith('RCPT')) return null;
        inOne += 1;
        return inOne > 3 ? '452 4.5.3 too many' : null;
      },
    });
    const id = await queue(
      relay,
      Array.from({ length: 10 }, (_, n) => `p${n}@client.example`),
    );
    await relay.courier().drain();
    expect((await mailOf(relay.store, id)).mail).toMatchObject({ state: 'done', attempts: 4 });
    expect(hop.mails).toHaveLength(4);
  });
});
