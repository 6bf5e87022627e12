// Promise: the audit can be looked through by time, event, person and mail, and handed out completely, a piece at a time.

import { expect, it } from 'vitest';
import type { EventPlace } from '../../src/store/event-store.ts';
import type { EventRow, EventType, MailId, Store } from '../../src/store/store.ts';
import { eachDatabase } from './databases.ts';
import { at } from './samples.ts';

const MAIL = 'm-4p42qdkbstt7z5hrmrv1k1p4ya' as MailId;
const TYPES: readonly EventType[] = ['viewed', 'signed-in', 'text-opened'];

async function fill(store: Store): Promise<void> {
  for (let n = 0; n < 12; n += 1)
    await store.addEvent({
      type: TYPES[n % 3] ?? 'viewed',
      mailId: n % 2 === 0 ? MAIL : null,
      at: at(Math.floor(n / 2)),
      actor: { kind: 'user', id: `u${n % 4}`, via: 'web' },
      detail: { n },
    });
}

const numbersOf = (events: readonly EventRow[]) => events.map(({ detail }) => detail.n);

eachDatabase('Events of the audit', (places) => {
  it('are found by what is asked, newest first, page by page', async () => {
    const store = await (await places.fresh()).open();
    await fill(store);
    expect(numbersOf(await store.findEvents({ limit: 3 }))).toEqual([11, 10, 9]);
    expect(numbersOf(await store.findEvents({ limit: 3, offset: 3 }))).toEqual([8, 7, 6]);
    expect(numbersOf(await store.findEvents({ limit: 9, type: 'text-opened' }))).toEqual([11, 8, 5, 2]);
    expect(numbersOf(await store.findEvents({ limit: 9, actors: ['u3', 'nobody'] }))).toEqual([11, 7, 3]);
    expect(numbersOf(await store.findEvents({ limit: 9, mailId: MAIL, since: at(3) }))).toEqual([10, 8, 6]);
    expect(numbersOf(await store.findEvents({ limit: 9, since: at(1), before: at(2) }))).toEqual([3, 2]);
  });

  it('are handed out oldest first, none twice and none left out, whoever wrote at the same instant', async () => {
    const place = await places.fresh();
    const stores = [await place.open(), await place.open({ writerId: 'relay-2' })];
    for (const store of stores) await fill(store);
    const [store] = stores;
    const walked: EventRow[] = [];
    for (let after: EventPlace | null = null; ; ) {
      const piece: readonly EventRow[] = (await store?.walkEvents({ limit: 5, after })) ?? [];
      walked.push(...piece);
      if (piece.length < 5) break;
      after = piece.at(-1) ?? null;
    }
    expect(walked).toHaveLength(24);
    expect(new Set(walked.map(({ writer, seq }) => `${writer} ${seq}`)).size).toBe(24);
    expect(walked.map((event) => event.at)).toEqual(walked.map((event) => event.at).toSorted());
  });

  it('are verified from the newest so many on, and what is wrong before them is for the whole walk', async () => {
    const place = await places.fresh();
    const store = await place.open();
    await fill(store);
    expect(await store.verifyEvents(5)).toEqual({ ok: true, checked: 5, firstBad: null });
    await place.sql("update events set type = 'done' where seq = 3");
    expect(await store.verifyEvents(5)).toMatchObject({ ok: true });
    expect(await store.verifyEvents()).toMatchObject({ firstBad: 'relay-1#3 (changed)' });
    await place.sql("update events set type = 'done' where seq = 10");
    expect(await store.verifyEvents(5)).toMatchObject({ ok: false, firstBad: 'relay-1#10 (changed)' });
    await place.sql('delete from events where seq = 7');
    expect(await store.verifyEvents(5)).toMatchObject({ ok: false, firstBad: 'relay-1#7 (missing)' });
  });
});
