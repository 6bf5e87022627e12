// Keeps the lease of a mail while it is being delivered. When it cannot be kept the attempt is ended before the lease
// is, so that two relays never deliver the same mail at the same time.

import type { Lease } from '../store/lease.ts';
import type { MailId } from '../store/store.ts';
import type { RelayPorts } from './ports.ts';

/** Renewed three times in its life; one renewal may fail. */
const RENEWALS = 3;
/** The part of its life after which an unrenewed lease counts as lost, whatever the wall clock says. */
const SAFE_PART = 0.8;

export type LeaseKeeper = {
  /** By the wall clock. */
  until(): string;
  renew(): Promise<void>;
  stop(): void;
};

function later(a: string, b: string): string {
  return a > b ? a : b;
}

/** `onLost` is called once at most. */
export function keepLease(
  { store, now, log }: Pick<RelayPorts, 'store' | 'now' | 'log'>,
  mail: { readonly id: MailId; readonly lease: Lease },
  leaseMs: number,
  onLost: () => void,
): LeaseKeeper {
  const everyMs = leaseMs / RENEWALS;
  let { until } = mail.lease;
  let isOver = false;
  const stop = (): void => {
    isOver = true;
    clearInterval(timer);
    clearTimeout(end);
  };
  const lose = (): void => {
    if (isOver) return;
    stop();
    onLost();
  };
  let end = setTimeout(lose, leaseMs * SAFE_PART).unref();

  /** A clock that was set back must not shorten a lease in the eyes of other relays. */
  const nextUntil = (): string => {
    const byClock = new Date(now().getTime() + leaseMs).toISOString();
    return later(byClock, new Date(Date.parse(until) + everyMs).toISOString());
  };

  const renew = async (): Promise<void> => {
    const nextEnd = setTimeout(lose, leaseMs * SAFE_PART).unref();
    let renewed: Lease | null = null;
    try {
      renewed = await store.renewLease(mail.id, mail.lease, nextUntil());
    } catch (error) {
      clearTimeout(nextEnd);
      log({ event: 'renewal-failed', level: 'error', mailId: mail.id, error: String(error) });
      return;
    }
    if (renewed === null) lose();
    clearTimeout(isOver ? nextEnd : end);
    if (isOver || renewed === null) return;
    end = nextEnd;
    until = renewed.until;
  };
  const timer = setInterval(() => void renew(), everyMs).unref();
  return { until: () => until, renew, stop };
}
