// The relay of a soak: the same folder and the same ports from life to life, killed at a moment that is drawn by lot:
// as a mail begins, as one is answered, as one arrives, as the log tells of a delivery.

import { type Sekisho, type Settings, startSekisho } from '../e2e/sekisho.ts';

export type Moment = 'begun' | 'answered' | 'arrived' | 'decided';
export const MOMENTS: readonly Moment[] = ['begun', 'answered', 'arrived', 'decided'];

export type Lives = {
  /** The living relay; waits while there is none. */
  living(): Promise<Sekisho>;
  /** Tells that it is such a moment. */
  pass(moment: Moment): void;
  /** Kills at the n-th such moment from now; resolves when the next life has begun. */
  killAt(moment: Moment, n: number): Promise<void>;
  /** Process ids, the latest last. */
  readonly pids: readonly number[];
  /** SIGTERM; the exit code. */
  end(): Promise<number | null>;
  /** SIGKILL for good. */
  kill(): Promise<void>;
};

export async function startLives(settings: Settings, folder: string): Promise<Lives> {
  const pids: number[] = [];
  const begin = async () => {
    const relay = await startSekisho(settings, folder);
    pids.push(relay.process.pid ?? 0);
    return relay;
  };
  let relay = begin();
  await relay;
  let due: { moment: Moment; left: number; reached(): void } | null = null;

  return {
    pids,
    living: () => relay,
    pass(moment) {
      if (due === null || due.moment !== moment) return;
      due.left -= 1;
      if (due.left > 0) return;
      due.reached();
      due = null;
    },
    async killAt(moment, n) {
      const dying = await relay;
      const { promise, resolve } = Promise.withResolvers<void>();
      // In the midst of what is under way: the signal is sent before anything else is done.
      const reached = () => {
        relay = dying.kill().then(begin);
        resolve();
      };
      due = { moment, left: n, reached };
      await promise;
      await relay;
    },
    end: async () => (await relay).stop(),
    kill: async () => (await relay).kill(),
  };
}
