// Ends holds whose deadline has passed: nothing is sent, the sender is told. Started by serve.ts.

import type { Actor } from '../store/store.ts';
import { type DecidePorts, decideMail } from './decide.ts';

export type Sweep = {
  /** Expires what is overdue now; returns how many. Throws what the store throws. */
  sweepOnce(): Promise<number>;
  /** Waits for a sweep under way. */
  stop(): Promise<void>;
};

const EVERY_MS = 60_000;
const AT_ONCE = 100;
const ACTOR: Actor = { kind: 'system', id: 'sweep', via: 'sweep' };

async function expireOverdue(ports: DecidePorts): Promise<number> {
  let expired = 0;
  for (;;) {
    const before = expired;
    const ids = await ports.store.findOverdue(ports.now().toISOString(), AT_ONCE);
    for (const mailId of ids) {
      const request = { mailId, decision: 'expire', actor: ACTOR, comment: null, saw: null } as const;
      const { kind } = await decideMail(ports, request);
      expired += kind === 'done' ? 1 : 0;
    }
    if (ids.length < AT_ONCE || expired === before) return expired;
  }
}

export function startSweep(ports: DecidePorts): Sweep {
  let running: Promise<number> | null = null;
  const sweepOnce = (): Promise<number> => {
    running ??= expireOverdue(ports).finally(() => {
      running = null;
    });
    return running;
  };
  const sweepSafely = async (): Promise<void> => {
    try {
      await sweepOnce();
    } catch (error) {
      ports.log({ event: 'sweep-failed', level: 'error', error: String(error) });
    }
  };
  const timer = setInterval(() => void sweepSafely(), EVERY_MS).unref();
  void sweepSafely();
  return {
    sweepOnce,
    async stop() {
      clearInterval(timer);
      await running?.catch(() => 0);
    },
  };
}
