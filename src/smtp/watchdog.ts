// Ends sessions that take too long in ways the idle timeout does not see: commands that lead nowhere, a mail
// that trickles in. Looks at every session several times a second.

import type { SmtpLimits } from './limits.ts';
import type { Reception, Visit } from './visit.ts';

const TICK_MS = 200;

function isTooSlow(reception: Reception, now: number, limits: SmtpLimits): boolean {
  const ownMs = now - reception.startedAt - reception.waitedMs;
  if (ownMs > limits.dataMaxMs) return true;
  if (ownMs <= limits.dataGraceMs) return false;
  return reception.receivedOctets() / (ownMs / 1000) < limits.dataMinOctetsPerSecond;
}

/** The text of the 421 that ends this session now, or null. */
function findOverrun(visit: Visit, now: number, limits: SmtpLimits): string | null {
  const { reception } = visit;
  if (reception?.isComplete) return null;
  if (reception) return isTooSlow(reception, now, limits) ? '4.4.2 Mail arrives too slowly' : null;
  const isOver = now - visit.commandPhaseSince > limits.commandPhaseMs;
  return isOver ? '4.4.2 Session takes too long' : null;
}

/** Watches the visits until the returned function is called. What we were too busy to look at is not the sender's delay. */
export function startWatchdog(
  visits: ReadonlyMap<string, Visit>,
  limits: SmtpLimits,
  monotonicNow: () => number,
): () => void {
  let lastAt = monotonicNow();
  const timer = setInterval(() => {
    const now = monotonicNow();
    const passedMs = now - lastAt;
    lastAt = now;
    for (const visit of visits.values()) {
      const { reception } = visit;
      if (reception)
        reception.waitedMs += reception.lease.isWaiting ? passedMs : Math.max(0, passedMs - TICK_MS);
      const text = findOverrun(visit, now, limits);
      if (text !== null && !visit.connection._closing) visit.connection.send(421, text, false);
    }
  }, TICK_MS);
  timer.unref();
  return () => clearInterval(timer);
}
