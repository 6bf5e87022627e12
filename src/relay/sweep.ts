// Ends holds whose deadline has passed: nothing is sent, the sender is told; and drops history past its time. Not while
// the clock is in doubt: a hold never ends early. Started by serve.ts.

import { type Actor, type MailId, StoreUnavailable } from '../store/store.ts';
import { type DecidePorts, decideMail } from './decide.ts';
import type { RelayPorts } from './ports.ts';

export type SweepPorts = DecidePorts & Pick<RelayPorts, 'isClockSteady'>;

export type Sweep = {
  /** Expires what is overdue now; returns how many. Throws what the store throws. */
  sweepOnce(): Promise<number>;
  /** Waits for a sweep under way. */
  stop(): Promise<void>;
};

const EVERY_MS = 60_000;
const FORGET_EVERY_MS = 3_600_000;
const AT_ONCE = 100;
const ACTOR: Actor = { kind: 'system', id: 'sweep', via: 'sweep' };

/** True when it has expired; one that cannot be decided must not keep the others from it. */
async function expire(ports: DecidePorts, mailId: MailId): Promise<boolean> {
  try {
    const request = { mailId, decision: 'expire', actor: ACTOR, comment: null, saw: null } as const;
    const { kind } = await decideMail(ports, request);
    return kind === 'done';
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    ports.log({ event: 'expiry-failed', level: 'error', mailId, error: String(error) });
    return false;
  }
}

async function expireOverdue(ports: SweepPorts): Promise<number> {
  if (!ports.isClockSteady()) return 0;
  for (let expired = 0; ; ) {
    const before = expired;
    const ids = await ports.store.findOverdue(ports.now().toISOString(), AT_ONCE);
    for (const mailId of ids) expired += (await expire(ports, mailId)) ? 1 : 0;
    if (ids.length < AT_ONCE || expired === before) return expired;
  }
}

/** Looks after history now and then, first at once. */
function createForgetter({ store, now, isClockSteady }: SweepPorts): () => Promise<void> {
  let dueAtMs = 0;
  return async () => {
    const at = now();
    if (!isClockSteady() || at.getTime() < dueAtMs) return;
    dueAtMs = at.getTime() + FORGET_EVERY_MS;
    await store.dropForgotten(at.toISOString());
  };
}

export function startSweep(ports: SweepPorts): Sweep {
  const forget = createForgetter(ports);
  const sweepAll = async (): Promise<number> => {
    const expired = await expireOverdue(ports);
    await forget();
    return expired;
  };
  let running: Promise<number> | null = null;
  const sweepOnce = (): Promise<number> => {
    running ??= sweepAll().finally(() => {
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
