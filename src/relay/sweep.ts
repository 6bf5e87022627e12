// Tells holds the time: reminders, standing deputies, escalations, delays that are over, deadlines; and has the chores done.
// Not while the clock is in doubt: a hold never ends early, and nothing is removed early. Started by serve.ts.

import { type Actor, type MailId, StoreUnavailable } from '../store/store.ts';
import { type ActPorts, actOnHold } from './act-on-hold.ts';
import { type ChorePorts, createChores } from './chores.ts';
import type { RelayPorts } from './ports.ts';

export type SweepPorts = ActPorts & ChorePorts & Pick<RelayPorts, 'isClockSteady'>;

export type Sweep = {
  /** Does what is due now; returns how many steps that were. Throws what the store throws. */
  sweepOnce(): Promise<number>;
  /** Waits for a sweep under way. */
  stop(): Promise<void>;
};

const EVERY_MS = 15_000;
const AT_ONCE = 100;
const ACTOR: Actor = { kind: 'system', id: 'sweep', via: 'sweep' };

/** True when something has happened; a hold with which nothing can be done must not keep the others from theirs. */
async function tellTime(ports: ActPorts, mailId: MailId): Promise<boolean> {
  try {
    const { kind } = await actOnHold(ports, { mailId, event: { kind: 'clock' }, actor: ACTOR });
    return kind === 'done';
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    ports.log({ event: 'expiry-failed', level: 'error', mailId, error: String(error) });
    return false;
  }
}

/** Until nothing is due that can be done; what cannot is passed over. */
async function tellAllTime(ports: SweepPorts): Promise<number> {
  if (!ports.isClockSteady()) return 0;
  for (let [done, stuck] = [0, 0]; ; ) {
    const ids = await ports.store.findDueHolds(ports.now().toISOString(), AT_ONCE, stuck);
    if (ids.length === 0) return done;
    for (const mailId of ids) {
      if (await tellTime(ports, mailId)) done += 1;
      else stuck += 1;
    }
  }
}

export function startSweep(ports: SweepPorts): Sweep {
  const doChores = createChores(ports);
  const sweepAll = async (): Promise<number> => {
    const done = await tellAllTime(ports);
    if (ports.isClockSteady()) await doChores();
    return done;
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
