// What a person may look for in the lists of mails. web/search-query.ts reads it from the search field.

import type { CheckId } from '../guard/checks-list.ts';
import type { Decision } from '../guard/states.ts';

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
  /** Received before this instant. */
  readonly before?: string;
};
