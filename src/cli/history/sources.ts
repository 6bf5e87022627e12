// What a source of history yields: one mail of the past after the other. import.ts makes lessons of them.

import type { AddrSpec } from '../../guard/address.ts';
import type { Mailbox } from '../../guard/facts.ts';

/** One mail of the past, as far as history cares. Addresses are in lower case. */
export type PastMail = {
  /** The same mail has the same key however often it is imported. */
  readonly key: string;
  /** ISO time. */
  readonly at: string;
  readonly author: AddrSpec;
  /** Everybody it went to. */
  readonly recipients: readonly AddrSpec[];
  /** Those whom the others could see: To and Cc. */
  readonly visible: readonly Mailbox[];
};

/** `null` stands for an entry that could not be used. */
export type PastMails = AsyncIterable<PastMail | null>;

/** Told how many octets of the files have been read. */
export type OnOctets = (octets: number) => void;
