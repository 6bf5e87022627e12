// How a courier gets queued mail, and reports what became of it: a lease that runs out, with a token that fences off
// whoever had it before. No state of a mail says that somebody is at it.

import type { Lesson } from '../guard/history.ts';
import type { MailDetail, MailId, NewMail, NewNotice } from './store.ts';

export type Lease = { readonly owner: string; readonly until: string; readonly token: number };

/** Of a mail that is stored with it. */
export type FirstLease = Omit<Lease, 'token'>;

export const FIRST_TOKEN = 1;

export type DueMail = MailDetail & {
  readonly lease: Lease;
  /** Somebody had a lease and let it run out: whether they delivered the mail nobody knows. */
  readonly isTakenOver: boolean;
  /** The octets, when they are at hand; else they are to be asked for. */
  readonly octets?: Uint8Array;
};

/** The outcome of one attempt for one forward-path. */
export type Outcome = {
  readonly n: number;
  readonly kind: 'delivered' | 'refused' | 'deferred' | 'expired';
  readonly code: number | null;
  readonly reply: string;
  readonly hop: string;
  /** The hop does not offer DSN: nobody after us reports that the mail has arrived (RFC 3461 §5.2.2). */
  readonly hopLacksDsn?: boolean;
};

export type AttemptReport = {
  readonly mailId: MailId;
  readonly lease: Lease;
  readonly at: string;
  readonly outcomes: readonly Outcome[];
  /** The connection broke after our final dot: the outcome is unknown and will be tried again. */
  readonly outcomeUnknown: boolean;
  /** When to try the deferred ones again. */
  readonly nextAttemptAt: string | null;
  /** A DSN to be queued in the same transaction. */
  readonly dsn: NewMail | null;
  readonly lesson: Lesson | null;
  readonly notices: readonly NewNotice[];
};

/** The part of the store that the courier asks. */
export type LeaseStore = {
  /** Claims queued mails (without their verdicts, which no delivery asks for), those over `maxOctets` excepted, that are due and not leased; increments the lease token (fencing). */
  claimDueMail(
    owner: string,
    now: string,
    leaseUntil: string,
    limit: number,
    maxOctets?: number,
  ): Promise<readonly DueMail[]>;
  renewLease(id: MailId, lease: Lease, until: string): Promise<Lease | null>;
  /** Records outcomes; false when the lease is no longer ours, and then nothing is written. */
  reportAttempt(report: AttemptReport): Promise<boolean>;
  /** Gives back a lease without an attempt (orderly stop). */
  releaseLease(id: MailId, lease: Lease): Promise<void>;
  /** Owners of leases, so that somebody who knows that one of them is gone can end what it holds. */
  listLeaseOwners(): Promise<readonly string[]>;
  endLeases(owners: readonly string[]): Promise<void>;
  /** The earliest time at which a queued, unleased mail becomes due; null when none waits. */
  nextDueAt(): Promise<string | null>;
};
