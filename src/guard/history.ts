// What history is asked and what it answers, as data; the store and the recorded history of `check` and `replay`
// answer the same questions. Also what is learned from a delivered mail (a Lesson).

import type { AddrSpec, Domain } from './address.ts';
import type { Contact } from './facts.ts';
import type { Pace, RecentAnswer } from './recent.ts';

/** What a name is used for: a company's domain, a person's address, the organisation that got a file. */
export type Naming = {
  readonly kind: 'company' | 'person' | 'file';
  readonly subject: string;
  readonly name: string;
};

/** Keys are lower-case addresses and domains; at most 2,000 recipients. */
export type HistoryQuestion = {
  readonly author: AddrSpec | null;
  readonly recipients: readonly AddrSpec[];
  /** Registrable domains of the outside recipients. */
  readonly domains: readonly Domain[];
  /** Visible outside addresses; every unordered pair of them is asked for. At most 400. */
  readonly together: readonly AddrSpec[];
  /** By their canonical names: an outsider and a colleague in one list, and `writtenBy` outsiders. At most 350. */
  readonly pairs: readonly string[];
  /** What is known by which names. At most 100. */
  readonly subjects: readonly Omit<Naming, 'name'>[];
  /** Who or what is known by these names. At most 20. */
  readonly names: readonly Omit<Naming, 'subject'>[];
  /** Whether anything outside is written to: only then the author's circle and recent mails are looked up. */
  readonly outside: boolean;
};

/** Somebody the author writes to. */
export type Correspondent = { readonly address: AddrSpec; readonly count: number };

/** How often something was called so, or somebody is called so. */
export type Named = { readonly name: string; readonly count: number };
export type Bearer = { readonly subject: string; readonly count: number };

export type HistoryAnswer = {
  readonly bySender: ReadonlyMap<AddrSpec, Contact>;
  readonly byCompany: ReadonlyMap<AddrSpec, Contact>;
  readonly domains: ReadonlyMap<Domain, Contact>;
  /** Canonical names of pairs seen together, and of people who have written to us, in the last 365 days. */
  readonly seenTogether: ReadonlySet<string>;
  /**
   * Outside domains the company writes to most (count >= 5), for look-alikes; at most 5,000. Empty when no domain
   * asked for is new.
   */
  readonly frequentDomains: ReadonlyMap<Domain, number>;
  /** By `nameOfSubject`; at most 5 names each, most frequent first. */
  readonly namesOf: ReadonlyMap<string, readonly Named[]>;
  /** By `nameOfName`; at most 20 bearers each, most frequent first. */
  readonly bearersOf: ReadonlyMap<string, readonly Bearer[]>;
  /** The author's most frequent correspondents (count >= 3), at most 500. */
  readonly circle: readonly Correspondent[];
  readonly recent: RecentAnswer;
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
  /** Further pairs by their canonical names; at most 1,000. */
  readonly pairs: readonly string[];
  readonly namings: readonly Naming[];
  /** The author's pace when this mail was sent; null when nothing is to be learned from it. */
  readonly pace: Pace | null;
};

/** The canonical name of an unordered pair. */
export function pairOf(a: AddrSpec, b: AddrSpec): string {
  return a < b ? `${a}\n${b}` : `${b}\n${a}`;
}

/** The canonical name of "has written to somebody here". No pair has it: `wrote` is no address. */
export const writtenBy = (address: AddrSpec): string => `wrote\n${address}`;

export const nameOfSubject = ({ kind, subject }: Omit<Naming, 'name'>): string => `${kind}\n${subject}`;
export const nameOfName = ({ kind, name }: Omit<Naming, 'subject'>): string => `${kind}\n${name}`;
