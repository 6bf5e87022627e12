import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deliveryTimes, nextAttemptAt, pauseAfterMs } from '../../src/relay/retry-times.ts';
import { HOUR, MINUTE } from './relay.ts';

const at = new Date('2026-04-01T09:00:00.000Z');
const later = (ms: number) => new Date(at.getTime() + ms).toISOString();

describe('The pause between two attempts', () => {
  it('grows from seconds to four hours', () => {
    const pauses = Array.from({ length: 14 }, (_, n) => pauseAfterMs(n + 1, 0.5) / 1000);
    expect(pauses.slice(0, 6)).toEqual([10, 30, 120, 300, 600, 1200]);
    expect(pauses.at(-1)).toBe(4 * 3600);
    expect(pauseAfterMs(100_000, 0.5)).toBe(4 * HOUR);
  });

  it('is jittered by a fifth to either side', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (n, random) => {
          const plain = pauseAfterMs(n, 0.5);
          const pause = pauseAfterMs(n, random);
          expect(pause).toBeGreaterThanOrEqual(0.8 * plain - 1);
          expect(pause).toBeLessThanOrEqual(1.2 * plain + 1);
        },
      ),
    );
  });

  it('never passes a stop, and stops behind us count no more', () => {
    const stops = [later(HOUR), later(MINUTE), later(-MINUTE)];
    expect(nextAttemptAt(at, 1, 0.5, stops)).toBe(later(10_000));
    expect(nextAttemptAt(at, 4, 0.5, stops)).toBe(later(MINUTE));
    expect(nextAttemptAt(at, 20, 0.5, [later(-MINUTE), later(0)])).toBe(later(4 * HOUR));
  });
});

describe('The times of a delivery', () => {
  it('count from the acceptance, or from the release of a held mail', () => {
    const mail = { receivedAt: later(0), decidedAt: null, giveUpAt: null };
    expect(deliveryTimes(mail, 10 * HOUR)).toEqual({ delayAt: later(4 * HOUR), giveUpAt: later(10 * HOUR) });
    const released = { ...mail, decidedAt: later(HOUR), giveUpAt: later(11 * HOUR) };
    expect(deliveryTimes(released, HOUR)).toEqual({ delayAt: later(5 * HOUR), giveUpAt: later(11 * HOUR) });
  });
});
