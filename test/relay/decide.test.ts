// A held mail is decided once, by whoever comes first; then it goes out with our mark, or not at all.

import { expect, it } from 'vitest';
import type { Grant } from '../../src/guard/verdict.ts';
import { actOnHold } from '../../src/relay/act-on-hold.ts';
import { startSweep } from '../../src/relay/sweep.ts';
import { isOurMark } from '../../src/relay/trace.ts';
import { type MailDetail, type Store, StoreUnavailable } from '../../src/store/store.ts';
import { companies } from '../guard/mail.ts';
import { startHop } from '../smtp/hop.ts';
import { eachDatabase, onDatabase, type Place } from '../store/databases.ts';
import { newMail } from '../store/samples.ts';
import {
  DAY,
  type Decided,
  eventsOf,
  HOUR,
  hopAt,
  mailOf,
  noticesOf,
  PLAIN,
  RETENTION,
  type Relay,
  relayAt,
  submission,
} from './relay.ts';

const strangers = companies(12);

async function relayWithHold(place: Place | Store, port = 1, changes: Parameters<typeof relayAt>[2] = {}) {
  const relay = await relayAt(place, hopAt(port), { mail: { to: strangers }, ...changes });
  const { kind, id } = await relay.accept(submission(strangers));
  expect(kind).toBe('held');
  const detail = await mailOf(relay.store, id);
  return { relay, id, detail };
}

const sawOf = ({ mail: { sha256, envelopeSha256, revision } }: MailDetail) => ({
  sha256,
  envelopeSha256,
  revision,
});

function sweepOf(relay: Relay, isClockSteady = () => true) {
  return startSweep({ ...relay.actPorts, isClockSteady, retention: RETENTION });
}

eachDatabase('A held mail', (places) => {
  it('goes out unchanged and with our mark when it is released; its clock starts then', async () => {
    const hop = await startHop();
    const { relay, id, detail } = await relayWithHold(await places.fresh(), hop.port);
    const courier = relay.courier();
    await courier.drain();
    expect(hop.mails).toEqual([]);
    relay.clock.move(DAY);
    const result = await relay.decide({ mailId: id, decision: 'release', saw: sawOf(detail) });
    expect(result).toMatchObject({ kind: 'done', mail: { state: 'queued', decision: 'release' } });
    expect(relay.nudged).toContain('decided');
    const giveUpAt = new Date(relay.clock.now().getTime() + 5 * DAY).toISOString();
    expect((await mailOf(relay.store, id)).mail.giveUpAt).toBe(giveUpAt);
    await courier.drain();
    const sent = hop.mails[0] ?? Buffer.alloc(0);
    expect(sent.subarray(-PLAIN.length)).toEqual(PLAIN);
    const mark =
      /\r\nX-Sekisho: (v=1; id=.*)\r\n$/.exec(sent.subarray(0, -PLAIN.length).toString())?.[1] ?? '';
    expect(isOurMark(mark, detail.mail.sha256, relay.ports.settings.markKey)).toBe(true);
    expect((await mailOf(relay.store, id)).mail.state).toBe('done');
  });

  it.each<[Decided['decision'], string, string]>([
    ['return', 'returned', 'cancelled'],
    ['withdraw', 'withdrawn', 'cancelled'],
    ['release', 'released', 'queued'],
  ])('to %s tells its sender once that it was %s', async (decision, notice, state) => {
    const { relay, id, detail } = await relayWithHold(await places.shared());
    await relay.decide({ mailId: id, decision, comment: 'see Bcc', saw: sawOf(detail) });
    const notices = await noticesOf(relay.store, id);
    expect([...notices].sort()).toEqual(['held ann@corp.example', `${notice} ann@corp.example`].sort());
    expect((await mailOf(relay.store, id)).mail).toMatchObject({
      state,
      comment: 'see Bcc',
      decidedBy: 'u1',
    });
    expect((await eventsOf(relay.store, id)).at(-1)).toBe(notice);
  });

  it('is decided by one of many at the same moment; the others learn who it was', async () => {
    const { relay, id, detail } = await relayWithHold(await places.fresh());
    relay.clock.move(3 * DAY);
    const decisions: readonly Decided['decision'][] = ['release', 'return', 'withdraw', 'release', 'return'];
    const sweep = sweepOf(relay);
    const results = await Promise.all([
      ...decisions.map((decision, n) =>
        relay.decide({
          mailId: id,
          decision,
          saw: sawOf(detail),
          by: { account: `u${n}` },
        }),
      ),
      sweep.sweepOnce(),
    ]);
    await sweep.stop();
    const { mail } = await mailOf(relay.store, id);
    const won = results.filter(
      (result) => result === 1 || (typeof result !== 'number' && result.kind === 'done'),
    );
    expect(won).toHaveLength(1);
    for (const result of results) {
      if (typeof result !== 'number' && result.kind === 'refused') expect(result.why).toBe('ended');
      if (typeof result !== 'number' && result.kind === 'refused')
        expect(result.mail.decidedBy).toBe(mail.decidedBy);
    }
    const decided = (await eventsOf(relay.store, id)).filter(
      (type) => type !== 'received' && type !== 'held',
    );
    expect(decided).toHaveLength(1);
  });

  it('counts two approvals at the same moment once: who saw the first question has not answered the second', async () => {
    const store = await places.shared();
    const relay = await relayAt(store);
    const mail = newMail();
    const hold = mail.hold && { ...mail.hold, needs: ['supervisor', 'second-supervisor'] as const };
    await store.insertMail({ ...mail, hold });
    const saw = (await mailOf(store, mail.id)).hold?.content ?? {
      sha256: '',
      envelopeSha256: '',
      revision: 0,
    };
    const approve = (account: string, grant: Grant) => {
      const by = { account, address: null, role: 'admin', via: 'session' } as const;
      const actor = { kind: 'user', id: account, via: 'web' } as const;
      return actOnHold(relay.actPorts, { mailId: mail.id, event: { kind: 'grant', grant, by, saw }, actor });
    };
    const results = await Promise.all(['u1', 'u2', 'u3'].map((account) => approve(account, 'supervisor')));
    expect(results.filter(({ kind }) => kind === 'done')).toHaveLength(1);
    for (const result of results) if (result.kind === 'refused') expect(result.why).toBe('not-asked');
    expect((await mailOf(store, mail.id)).hold?.given).toHaveLength(1);
    expect((await eventsOf(store, mail.id)).filter((type) => type === 'granted')).toHaveLength(1);
    const by = (results[0]?.kind === 'done' ? 'u2' : 'u1') as string;
    expect(await approve(by, 'second-supervisor')).toMatchObject({
      kind: 'done',
      mail: { state: 'queued', decidedBy: by },
    });
  });

  it('is not decided by somebody who saw another mail than the one that would go', async () => {
    const { relay, id, detail } = await relayWithHold(await places.shared());
    const saw = { ...sawOf(detail), envelopeSha256: 'other' };
    expect(await relay.decide({ mailId: id, decision: 'release', saw })).toMatchObject({
      kind: 'refused',
      why: 'changed',
    });
    expect((await mailOf(relay.store, id)).mail.state).toBe('held');
  });

  it('expires once at its deadline, not before, and its sender is told', async () => {
    const { relay, id } = await relayWithHold(await places.fresh());
    const sweep = sweepOf(relay);
    expect(await sweep.sweepOnce()).toBe(0);
    relay.clock.move(2 * DAY - 1);
    // The standing deputies may act by now; it is nobody's end.
    expect(await sweep.sweepOnce()).toBe(1);
    expect(await sweep.sweepOnce()).toBe(0);
    expect((await mailOf(relay.store, id)).mail.state).toBe('held');
    relay.clock.move(1);
    expect(await Promise.all([sweep.sweepOnce(), sweep.sweepOnce()])).toEqual([1, 1]);
    expect(await sweep.sweepOnce()).toBe(0);
    await sweep.stop();
    expect((await mailOf(relay.store, id)).mail).toMatchObject({ state: 'cancelled', decision: 'expire' });
    expect((await noticesOf(relay.store, id)).filter((notice) => notice.startsWith('expired'))).toHaveLength(
      1,
    );
    expect((await eventsOf(relay.store, id)).filter((type) => type === 'expired')).toHaveLength(1);
  });
});

onDatabase('postgres', 'A held mail', (places) => {
  it('that comes in again with its mark is judged anew, and the log says that it came back', async () => {
    const hop = await startHop();
    const faults = [{ code: 'timeout', where: 'mail', detail: '' }];
    const mail = { to: strangers, content: { faults } };
    const { relay, id, detail } = await relayWithHold(await places.fresh(), hop.port, { mail });
    await relay.decide({ mailId: id, decision: 'release', saw: sawOf(detail) });
    await relay.courier().drain();
    const octets = Buffer.concat([
      Buffer.from('Received: by mta.example; now\r\n'),
      hop.mails[0] ?? Buffer.alloc(0),
    ]);
    const again = await relay.accept(submission(strangers, { octets }));
    expect(again.kind).toBe('held');
    expect(relay.logged).toContainEqual(expect.objectContaining({ event: 'came-back', mailId: id }));
  });
});

onDatabase('postgres', 'The sweep', (places) => {
  it('ends no hold while the clock is in doubt', async () => {
    const { relay, id } = await relayWithHold(await places.fresh());
    let isSteady = false;
    const sweep = sweepOf(relay, () => isSteady);
    expect(await sweep.sweepOnce()).toBe(0);
    relay.clock.move(10 * DAY);
    expect(await sweep.sweepOnce()).toBe(0);
    expect((await mailOf(relay.store, id)).mail.state).toBe('held');
    isSteady = true;
    expect(await sweep.sweepOnce()).toBe(1);
    await sweep.stop();
  });

  it('ends many holds, and one that cannot be decided keeps no other from its end', async () => {
    const place = await places.fresh();
    const { relay, id } = await relayWithHold(place);
    const deadline = (await mailOf(relay.store, id)).mail.deadline ?? '';
    await Promise.all(Array.from({ length: 120 }, () => relay.store.insertMail(newMail({}, deadline))));
    await place.sql(`update mails set subject = '\\x00', due_at = '2000' where id = '${id}'`);
    relay.clock.move(3 * DAY);
    const sweep = sweepOf(relay);
    await sweep.sweepOnce();
    await sweep.stop();
    expect(await relay.store.countMails({ states: ['cancelled'] })).toBe(120);
    expect(relay.logged).toContainEqual(expect.objectContaining({ event: 'expiry-failed', mailId: id }));
  });

  it('stops at a store that is away, and goes on with the next round', async () => {
    const { relay } = await relayWithHold(await places.fresh());
    relay.clock.move(3 * DAY);
    let isAway = true;
    const { store } = relay.ports;
    const changeHold: typeof store.changeHold = async (change) => {
      if (isAway) throw new StoreUnavailable('gone');
      return store.changeHold(change);
    };
    const ports = { ...relay.ports, store: { ...store, changeHold }, retention: RETENTION };
    const sweep = startSweep({ ...ports, nudge: () => {} });
    await expect(sweep.sweepOnce()).rejects.toThrow(StoreUnavailable);
    isAway = false;
    relay.clock.move(HOUR);
    expect(await sweep.sweepOnce()).toBe(1);
    await sweep.stop();
  });
});
