// Relays on one database agree about the time, whatever their machines say.

import { expect, it, onTestFinished } from 'vitest';
import { startSharedClock } from '../../src/relay/shared-clock.ts';
import type { Store } from '../../src/store/store.ts';
import { eachDatabase } from '../store/databases.ts';
import { DAY, HOUR } from './relay.ts';

/** By how much the clocks of two machines in these tests are wrong. */
const AHEAD = 7 * HOUR;
const BEHIND = -3 * DAY;

async function clockOf(
  store: Pick<Store, 'readClock'>,
  wrongBy: number,
  monotonicNow = () => performance.now(),
) {
  const failures: unknown[] = [];
  const clock = await startSharedClock({
    store,
    now: () => new Date(Date.now() + wrongBy),
    monotonicNow,
    onFailure: (error) => failures.push(error),
  });
  onTestFinished(clock.close);
  return { ...clock, failures };
}

eachDatabase('The time of a relay', (places, kind) => {
  it('is that of the database where several machines share it, and else its own', async () => {
    const store = await places.shared();
    const apart = [await clockOf(store, AHEAD), await clockOf(store, BEHIND)].map(
      ({ now }) => now().getTime() - Date.now(),
    );
    const expected = kind === 'postgres' ? [0, 0] : [AHEAD, BEHIND];
    for (const [n, wrong] of expected.entries())
      expect(Math.abs((apart[n] ?? Number.NaN) - wrong)).toBeLessThan(HOUR);
  });
});

it('The time of the database is counted on while it cannot be asked, and followed when it can again', async () => {
  let monotonic = 1000;
  let told: () => Promise<string | null> = async () => '2026-11-24T01:00:00.000Z';
  const clock = await clockOf({ readClock: () => told() }, AHEAD, () => monotonic);
  monotonic += 500;
  expect(clock.now().toISOString()).toBe('2026-11-24T01:00:00.500Z');
  told = () => Promise.reject(new Error('down'));
  await clock.set();
  expect(clock.failures).toHaveLength(1);
  expect(clock.now().toISOString()).toBe('2026-11-24T01:00:00.500Z');
  told = async () => '2026-11-24T02:00:00.000Z';
  await clock.set();
  expect(clock.now().toISOString()).toBe('2026-11-24T02:00:00.000Z');
});
