// One time for all relays on one database, whatever their own clocks say: a lease that runs out early by the clock of
// another machine would be a mail delivered twice. On SQLite it is the machine's own. Composed by serve.ts.

import type { Store } from '../store/store.ts';

export type SharedClockPorts = {
  readonly store: Pick<Store, 'readClock'>;
  /** The machine's own clock. */
  readonly now: () => Date;
  /** Milliseconds that only ever grow, whatever is done to the wall clock. */
  readonly monotonicNow: () => number;
  /** Told when the database could not be asked; its time is counted on from what it said before. */
  readonly onFailure: (error: unknown) => void;
};

export type SharedClock = {
  readonly now: () => Date;
  /** Asks the database again. Never rejects. */
  set(): Promise<void>;
  close(): Promise<void>;
};

const EVERY_MS = 30_000;

/** Throws what the store throws when it is asked for the first time. */
export async function startSharedClock(ports: SharedClockPorts): Promise<SharedClock> {
  const { store, now, monotonicNow, onFailure } = ports;
  /** What has to be added to the monotonic clock; null: the machine's own clock counts. */
  let offsetMs: number | null = null;
  async function ask(): Promise<void> {
    const before = monotonicNow();
    const told = await store.readClock();
    const halfWay = (before + monotonicNow()) / 2;
    offsetMs = told === null ? null : Date.parse(told) - halfWay;
  }
  let asking: Promise<void> | null = null;
  const set = (): Promise<void> => {
    asking ??= ask()
      .catch(onFailure)
      .finally(() => {
        asking = null;
      });
    return asking;
  };
  await ask();
  const timer = offsetMs === null ? undefined : setInterval(() => void set(), EVERY_MS).unref();
  return {
    now: () => (offsetMs === null ? now() : new Date(monotonicNow() + offsetMs)),
    set,
    async close() {
      clearInterval(timer);
      await asking;
    },
  };
}
