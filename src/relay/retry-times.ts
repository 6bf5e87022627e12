// When a deferred mail is tried again: soon at first, because most failures are short, then less and less often
// (RFC 5321 §4.5.4.1), always with jitter so that mails which failed together do not come back together. Pure.

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;

const FIRST_MS = [10 * SECOND_MS, 30 * SECOND_MS, 2 * MINUTE_MS];
const BASE_MS = 5 * MINUTE_MS;
const LONGEST_MS = 4 * 60 * MINUTE_MS;
const DELAY_REPORT_MS = 4 * 60 * MINUTE_MS;
const JITTER = 0.2;

/** The pause after the attempt number `attempts` (1 = the first one); `random` is 0 ≤ n < 1. */
export function pauseAfterMs(attempts: number, random: number): number {
  const later = Math.max(0, attempts - 1 - FIRST_MS.length);
  const plainMs = FIRST_MS[attempts - 1] ?? Math.min(LONGEST_MS, BASE_MS * 2 ** Math.min(later, 30));
  return Math.round(plainMs * (1 - JITTER + 2 * JITTER * random));
}

/** The next attempt, but never past a stop: at each of these times an attempt is made. */
export function nextAttemptAt(at: Date, attempts: number, random: number, stops: readonly string[]): string {
  const now = at.toISOString();
  const next = new Date(at.getTime() + pauseAfterMs(attempts, random)).toISOString();
  return stops.filter((stop) => stop > now).reduce((first, stop) => (stop < first ? stop : first), next);
}

export type DeliveryTimes = {
  /** An attempt at this very time that fails is reported to the sender as a delay, once. */
  readonly delayAt: string;
  readonly giveUpAt: string;
};

/** Both count from the time the mail was free to go: accepted, or released. */
export function deliveryTimes(
  mail: { readonly receivedAt: string; readonly decidedAt: string | null; readonly giveUpAt: string | null },
  giveUpAfterMs: number,
): DeliveryTimes {
  const start = Date.parse(mail.decidedAt ?? mail.receivedAt);
  return {
    delayAt: new Date(start + DELAY_REPORT_MS).toISOString(),
    giveUpAt: mail.giveUpAt ?? new Date(start + giveUpAfterMs).toISOString(),
  };
}
