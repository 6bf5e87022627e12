// What is removed when it has been kept long enough. The times are computed by the caller; nothing here reads a clock.

import type { Actor } from './store.ts';

/** Each an ISO time: what ended at it or before is due. */
export type PurgeLimits = {
  readonly now: string;
  /** Octets of mails that were held, by when they were decided and had left. */
  readonly heldBefore: string;
  /** Octets of all other mails, by when they had left. */
  readonly sentBefore: string;
  /** All that is left of a mail, by when it came. */
  readonly factsBefore: string;
  /** Events. */
  readonly auditBefore: string;
  readonly actor: Actor;
};

export type Purged = {
  /** Mails whose octets were erased. */
  readonly erased: number;
  /** Mails removed whole. */
  readonly removed: number;
  /** Events cut from the beginning of their chains. */
  readonly events: number;
};

export type PurgeStore = {
  /** Removes all that is due, in steps between which others write. A mail that waits is never touched. */
  purge(limits: PurgeLimits): Promise<Purged>;
  /**
   * Empties SQLite's write-ahead log, in which erased rows stand until then; false while another process reads, and
   * then it is to be asked again. On PostgreSQL there is nothing to do.
   */
  clearLog(): Promise<boolean>;
};
