// A mail's octets out of the store, whole or, for whoever sends them, a step at a time: part of the store's promise (store.ts).

import type { MailId } from './store.ts';

export type OctetStore = {
  /** The octets of the current revision, unsealed; throws IntegrityError when length or SHA-256 differ. */
  readOctets(id: MailId): Promise<Uint8Array>;
  /** The same a step at a time, for whoever sends a mail: a large one never stands in memory whole. */
  openOctets(id: MailId): Promise<StoredOctets>;
};

/** The octets of the current revision, as they were when they were opened. */
export type StoredOctets = {
  readonly sizeOctets: number;
  /** All, or of a large mail the first MiB or so. */
  readonly beginning: Uint8Array;
  /**
   * What follows, from its start at every call, in arrays that are the caller's own. Throws IntegrityError before the last
   * octets are given when length or SHA-256 of the whole differ: who ends a mail only then has sent none that was changed.
   */
  rest(): AsyncIterable<Uint8Array>;
};

/** Of a mail that is at hand. */
export function octetsAtHand(octets: Uint8Array): StoredOctets {
  return { sizeOctets: octets.length, beginning: octets, rest: nothing };
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
