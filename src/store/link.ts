// A link in a notice, by which somebody without a session may decide about one mail when they also know the number that
// stands in the notice. The database knows neither the link's token nor the number.

import type { AddrSpec } from '../guard/address.ts';
import type { MailId } from './store.ts';

export type LinkPurpose = 'sender' | 'supervisor';

export type NewLink = {
  /** SHA-256 of the token, lower-case hex. */
  readonly tokenHash: string;
  readonly mailId: MailId;
  readonly purpose: LinkPurpose;
  /** Who was sent it: they decide. */
  readonly to: AddrSpec;
  /** Digits; kept as a keyed hash. */
  readonly number: string;
  readonly expiresAt: string;
};

export type LinkRow = Omit<NewLink, 'number'> & {
  /** Wrong numbers that may still be tried; 0: the link is locked. */
  readonly triesLeft: number;
};

/** `over`: locked, or its time has passed. */
export type NumberResult =
  | { readonly kind: 'right' | 'wrong' | 'over'; readonly link: LinkRow }
  | { readonly kind: 'unknown' };

/** The part of the store that links ask. */
export type LinkStore = {
  /** Also one that is over: its page says so. */
  findLink(tokenHash: string): Promise<LinkRow | null>;
  /** Counts wrong numbers, in whatever order and however many come at once. */
  tryNumber(tokenHash: string, number: string, now: string): Promise<NumberResult>;
};
