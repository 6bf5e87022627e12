// The tables that hold the octets of mails, in sealed pieces.

import type { MailId } from './store.ts';

/** Rows of one key of the mail each: `n` counts the pieces of a revision. */
export type OctetTable = { mail_id: MailId; revision: number; n: number; sealed: Uint8Array };

export type OctetTables = {
  /** Written together with their mail, and gone with it. */
  octets: OctetTable;
  /** Of a large mail: written before it, a step at a time, so that nobody waits for all of them. */
  early_octets: OctetTable;
  /** Mails of which there are early octets and nothing else yet. */
  arrivals: { mail_id: MailId; began_at: string };
};
