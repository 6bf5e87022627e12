import { expect, it } from 'vitest';
import type { NewEvent } from '../../src/store/store.ts';
import { eachDatabase, type Places } from './databases.ts';
import { at, newMail } from './samples.ts';

function event(n: number, changed: Partial<NewEvent> = {}): NewEvent {
  return {
    type: 'viewed',
    mailId: null,
    at: at(n),
    actor: { kind: 'user', id: `u${n}`, via: 'web' },
    detail: { z: n, a: { y: '見た', x: [1, null] } },
    ...changed,
  };
}

async function withEvents(places: Places) {
  const place = await places.fresh();
  const store = await place.open();
  for (let n = 0; n < 6; n += 1) await store.addEvent(event(n));
  return { place, store };
}

eachDatabase('The chain of events', (places) => {
  it('verifies, each writer with its own numbers and no gaps', async () => {
    const { place, store } = await withEvents(places);
    const other = await place.open({ writerId: 'relay-2' });
    await Promise.all(Array.from({ length: 20 }, (_, n) => (n % 2 ? store : other).addEvent(event(20 + n))));
    await store.insertMail(newMail());
    expect(await store.verifyEvents()).toEqual({ ok: true, checked: 28, firstBad: null });
    const events = await store.listEvents({ limit: 99 });
    const numbers = (writer: string) => events.filter((one) => one.writer === writer).map(({ seq }) => seq);
    expect(numbers('relay-1').sort((a, b) => a - b)).toEqual(Array.from({ length: 18 }, (_, n) => n + 1));
    expect(numbers('relay-2').sort((a, b) => a - b)).toEqual(Array.from({ length: 10 }, (_, n) => n + 1));
  });

  it('is whole over more than one page, and goes on after a new start', async () => {
    const { place, store } = await withEvents(places);
    await Promise.all(Array.from({ length: 1_010 }, () => store.addEvent(event(9))));
    await store.close();
    const again = await place.open();
    await again.addEvent(event(10));
    expect(await again.verifyEvents()).toEqual({ ok: true, checked: 1_017, firstBad: null });
  });

  it('gives events back as they were written, the latest ones, oldest first', async () => {
    const { store } = await withEvents(places);
    const events = await store.listEvents({ limit: 2 });
    expect(events).toMatchObject([event(4), event(5)]);
  });

  it.each([
    ['edited detail', `update events set detail = '{"a":1}' where seq = 3`, 'relay-1#3 (changed)'],
    ['edited time', `update events set at = '${at(50)}' where seq = 2`, 'relay-1#2 (changed)'],
    ['edited actor', `update events set actor_id = 'u9' where seq = 1`, 'relay-1#1 (changed)'],
    ['a deleted row', 'delete from events where seq = 4', 'relay-1#4 (missing)'],
    ['a deleted first row', 'delete from events where seq = 1', 'relay-1#1 (missing)'],
    ['a cut tail', 'delete from events where seq > 4', 'relay-1#5 (missing at the end)'],
    ['all rows deleted', 'delete from events', 'relay-1#1 (missing at the end)'],
    ['a lost head', 'delete from chain_heads', 'relay-1#6 (not the recorded end)'],
    [
      'two rows swapped',
      'update events set detail = case seq when 2 then (select e.detail from events e where e.seq = 3) else (select e.detail from events e where e.seq = 2) end where seq in (2, 3)',
      'relay-1#2 (changed)',
    ],
    [
      'a row of another writer',
      "update events set writer = 'relay-9' where seq = 6",
      'relay-1#6 (missing at the end)',
    ],
  ])('names the first bad row: %s', async (_name, tamper, firstBad) => {
    const { place, store } = await withEvents(places);
    await place.sql(tamper);
    expect(await store.verifyEvents()).toMatchObject({ ok: false, firstBad });
  });

  it('cannot be cut by setting its head back', async () => {
    const { place, store } = await withEvents(places);
    await place.sql('delete from events where seq > 4');
    await place.sql('update chain_heads set seq = 4, hash = (select hash from events where seq = 4)');
    expect(await store.verifyEvents()).toMatchObject({
      ok: false,
      firstBad: 'relay-1#4 (not the recorded end)',
    });
  });

  it('takes what a hostile actor id or detail may hold', async () => {
    const { store } = await withEvents(places);
    const actor = { kind: 'client', id: 'a\0b\ud800', via: 'smtp' } as const;
    await store.addEvent(event(7, { actor, detail: { said: 'x\0\ud800"\\' } }));
    expect(await store.verifyEvents()).toMatchObject({ ok: true, checked: 7 });
    expect((await store.listEvents({ limit: 1 }))[0]?.detail).toEqual({ said: 'x\0\ud800"\\' });
  });
});
