import { expect, it } from 'vitest';
import type { Decision } from '../../src/guard/states.ts';
import type { HoldChangeResult } from '../../src/store/hold-change.ts';
import { eachDatabase } from './databases.ts';
import { address, at, decision, newMail, queuedMail } from './samples.ts';

eachDatabase('A decision', (places) => {
  async function heldMail() {
    const place = await places.fresh();
    const store = await place.open();
    const { id } = newMail();
    await store.insertMail(newMail({ id }));
    const detail = await store.findMail(id);
    if (detail === null) throw new Error('not stored');
    return { place, store, mail: detail.mail, detail };
  }

  it.each<[Decision, string, string]>([
    ['release', 'queued', 'released'],
    ['return', 'cancelled', 'returned'],
    ['withdraw', 'cancelled', 'withdrawn'],
    ['expire', 'cancelled', 'expired'],
  ])('to %s leaves the mail %s and the event "%s"', async (made, state, event) => {
    const { store, mail, detail } = await heldMail();
    const notice = {
      kind: 'returned',
      mailId: mail.id,
      to: address('taro@corp.example'),
      createdAt: at(5),
    } as const;
    const step = decision(detail, made, { notices: [notice] });
    const ended = { decision: made, by: 'clock', at: at(5), comment: 'wrong\0client' } as const;
    const result = await store.changeHold({ ...step, hold: { ...step.hold, ended } });
    expect(result).toMatchObject({
      kind: 'done',
      mail: { state, decision: made, decidedBy: 'u1', decidedAt: at(5), comment: 'wrong\ufffdclient' },
    });
    const isReleased = made === 'release';
    expect((await store.findMail(mail.id))?.mail).toMatchObject({
      state,
      nextAttemptAt: isReleased ? at(5) : null,
      giveUpAt: isReleased ? at(7200) : null,
    });
    expect(await store.nextDueAt()).toBe(isReleased ? at(5) : null);
    expect((await store.listEvents({ mailId: mail.id, limit: 9 })).map(({ type }) => type)).toEqual([
      'received',
      'held',
      event,
    ]);
    expect(await store.takeNotices(9)).toMatchObject([notice]);
  });

  it('is made by exactly one of thirty at the same moment, on two relays; the others learn who', async () => {
    const { place, store, mail, detail } = await heldMail();
    const other = await place.open({ writerId: 'relay-2' });
    const made: readonly Decision[] = ['release', 'return', 'withdraw'];
    const results = await Promise.all(
      Array.from({ length: 30 }, (_, n): Promise<HoldChangeResult> => {
        const actor = { kind: 'user', id: `u${n}`, via: 'web' } as const;
        const which = made[n % made.length] ?? 'release';
        return (n % 2 === 0 ? store : other).changeHold(decision(detail, which, { actor }));
      }),
    );
    const winners = results.filter(({ kind }) => kind === 'done');
    expect(winners).toHaveLength(1);
    const [winner] = winners;
    const decidedBy = winner?.kind === 'done' ? winner.mail.decidedBy : null;
    for (const result of results) {
      expect(result).toMatchObject({ mail: { decidedBy } });
      expect(['done', 'too-late']).toContain(result.kind);
    }
    expect(await store.listEvents({ mailId: mail.id, limit: 99 })).toHaveLength(3);
    expect(await store.verifyEvents()).toMatchObject({ ok: true, checked: 3 });
  });

  it.each([
    ['revision', { revision: 2, version: 1 }, { revision: 2 }],
    ['version of its hold', { revision: 1, version: 2 }, {}],
  ])('on another %s than the stored one changes nothing', async (_what, expected, differs) => {
    const { store, mail, detail } = await heldMail();
    const step = decision(detail, 'release', { expected });
    const hold = { ...step.hold, content: { ...step.hold.content, ...differs } };
    expect(await store.changeHold({ ...step, hold })).toMatchObject({
      kind: 'changed',
      mail: { state: 'held' },
    });
    expect(await store.listEvents({ mailId: mail.id, limit: 9 })).toHaveLength(2);
  });

  it('about a mail that was never held is too late, and about none is unknown', async () => {
    const { store, detail } = await heldMail();
    const queued = queuedMail();
    await store.insertMail(queued);
    const step = decision(detail);
    expect(await store.changeHold({ ...step, mailId: queued.id })).toMatchObject({ kind: 'too-late' });
    expect(await store.changeHold({ ...step, mailId: newMail().id })).toEqual({ kind: 'unknown' });
  });

  it('is due for held mails whose deadline has come, the most overdue first', async () => {
    const store = await (await places.fresh()).open();
    const [first, second, later] = [newMail({}, at(10)), newMail({}, at(20)), newMail({}, at(21))];
    for (const mail of [second, later, first, queuedMail()]) await store.insertMail(mail);
    expect(await store.findDueHolds(at(20), 9)).toEqual([first.id, second.id]);
    expect(await store.findDueHolds(at(20), 1)).toEqual([first.id]);
    expect(await store.findDueHolds(at(9), 9)).toEqual([]);
  });
});
