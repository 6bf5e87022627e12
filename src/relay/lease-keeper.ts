// Keeps the lease of a mail while it is being delivered. When it cannot be kept the attempt is ended, so that no
// attempt outlives its lease and two relays never deliver the same mail at the same time.

import type { Lease, MailId } from '../store/store.ts';
import type { RelayPorts } from './ports.ts';

/** Renewed three times in its life; one renewal may fail. */
const RENEWALS = 3;
const MAY_FAIL = 1;

export type LeaseKeeper = { stop(): void };

/** `onLost` is called once at most. */
export function keepLease(
  { store, now, log }: Pick<RelayPorts, 'store' | 'now' | 'log'>,
  mail: { readonly id: MailId; readonly lease: Lease },
  leaseMs: number,
  onLost: () => void,
): LeaseKeeper {
  let failures = 0;
  const renew = async (): Promise<void> => {
    const until = new Date(now().getTime() + leaseMs).toISOString();
    try {
      const renewed = await store.renewLease(mail.id, mail.lease, until);
      failures = renewed === null ? MAY_FAIL + 1 : 0;
    } catch (error) {
      failures += 1;
      log({ event: 'renewal-failed', level: 'error', mailId: mail.id, error: String(error) });
    }
    if (failures <= MAY_FAIL) return;
    clearInterval(timer);
    onLost();
  };
  const timer = setInterval(() => void renew(), leaseMs / RENEWALS).unref();
  return { stop: () => clearInterval(timer) };
}
