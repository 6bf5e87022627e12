// What a person may look for in the lists of mails (web/search-query.ts reads it from the search field), and what an
// open list is told.

import type { AddrSpec } from '../guard/address.ts';
import type { CheckId } from '../guard/checks-list.ts';
import type { PersonId } from '../guard/people.ts';
import type { Decision, MailState } from '../guard/states.ts';
import type { MailId } from './store.ts';

/** A list of held mails alone is in the order of their deadlines; all others have the newest first. */
export function isHeldList({ states }: { readonly states?: readonly MailState[] }): boolean {
  return states?.length === 1 && states[0] === 'held';
}

/** All that is given must fit. Texts fit in any case, as a part of what they are compared with. */
export type MailSearch = {
  /** Each in the id, the subject, the Message-ID or an address. */
  readonly words?: readonly string[];
  readonly subject?: readonly string[];
  readonly id?: readonly string[];
  /** Author or reverse-path. */
  readonly from?: readonly string[];
  /** A forward-path. */
  readonly to?: readonly string[];
  /** For each list: one of its checks asked to hold the mail. */
  readonly reasons?: readonly (readonly CheckId[])[];
  readonly hasFile?: boolean;
  readonly decisions?: readonly Decision[];
  /** Received at this instant or later. */
  readonly since?: string;
  /** Received later than this instant. */
  readonly after?: string;
  /** Received before this instant. */
  readonly before?: string;
};

/** A list of held mails as somebody has it open. */
export type WatchedList = {
  readonly shown: readonly MailId[];
  /** When it was made. */
  readonly since: string;
  /** Whose mail it lists; undefined: everybody's. */
  readonly by?: readonly AddrSpec[];
  /** Beside those: what this person is asked to decide. */
  readonly asked?: PersonId | null;
};
export type HeldChanges = {
  /** How many more are held. */
  readonly arrived: number;
  /** Those of the shown ones that are held no more. */
  readonly ended: readonly MailId[];
};
