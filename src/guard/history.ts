// What history is asked and what it answers, as data; the store and the recorded history of `check` and `replay`
// answer the same questions. Also what is learned from a delivered mail (a Lesson).

import type { AddrSpec, Domain } from './address.ts';
import type { Contact } from './facts.ts';

/** Keys are lower-case addresses and domains; at most 2,000 recipients. */
export type HistoryQuestion = {
  readonly author: AddrSpec | null;
  readonly recipients: readonly AddrSpec[];
  /** Registrable domains of the outside recipients. */
  readonly domains: readonly Domain[];
  /** Visible outside addresses; every unordered pair of them is asked for. At most 400. */
  readonly together: readonly AddrSpec[];
};

export type HistoryAnswer = {
  readonly bySender: ReadonlyMap<AddrSpec, Contact>;
  readonly byCompany: ReadonlyMap<AddrSpec, Contact>;
  readonly domains: ReadonlyMap<Domain, Contact>;
  /** `${a}\n${b}` with a < b, for pairs seen together in the last 365 days. */
  readonly seenTogether: ReadonlySet<string>;
  /** Outside domains the company writes to most (count >= 5), for look-alikes; at most 5,000. */
  readonly frequentDomains: ReadonlyMap<Domain, number>;
  /** When the first mail was learned, or an import ended the learning phase; null = nothing learned yet. */
  readonly learningSince: string | null;
  readonly imported: boolean;
};

/** What one delivered mail teaches. */
export type Lesson = {
  readonly at: string;
  readonly author: AddrSpec;
  /** Delivered recipients outside and inside alike. */
  readonly recipients: readonly AddrSpec[];
  /** Visible outside addresses of which every pair is now "seen together"; at most 400. */
  readonly together: readonly AddrSpec[];
};

/** The canonical name of an unordered pair. */
export function pairOf(a: AddrSpec, b: AddrSpec): string {
  return a < b ? `${a}\n${b}` : `${b}\n${a}`;
}
