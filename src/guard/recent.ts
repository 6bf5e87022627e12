// What an author has sent in the last hours, held mail included: the memory that finds a burst, a mail merge that
// slipped by a row, and a password that follows its file. Kept by whoever keeps history; bounded in time and rows.

import type { AddrSpec } from './address.ts';

/** How long a judged mail is remembered. */
export const MEMORY_MINUTES = 240;
/** So many of an author's latest mails are remembered one by one. */
export const MAX_RECENT_MAILS = 64;
/** So many of an author's latest outside recipients are remembered. */
export const MAX_RECENT_RECIPIENTS = 2000;

/** How the person greeted fits the recipient. */
export type Fit = 'fits' | 'differs' | 'unknown';

/** What a judged mail leaves behind. */
export type RecentMail = {
  readonly at: string;
  /** Outside recipients, at most 20. */
  readonly to: readonly AddrSpec[];
  readonly sketch: readonly number[];
  /** Key of the one person greeted; null when it is nobody or several. */
  readonly greeted: string | null;
  readonly fit: Fit;
  /** The one outside address in To and Cc when it is no recipient: in a series it is somebody else's, shown to all. */
  readonly shown: AddrSpec | null;
  readonly messageId: string | null;
  /** Name of a protected file attached, a password shown. */
  readonly protectedFile: string | null;
  readonly hasPassword: boolean;
};

/** Distinct outside recipients, and those of them the author had never written to. */
export type Reach = { readonly outside: number; readonly fresh: number };

/** The most that an author has reached with mail that was delivered. */
export type Pace = {
  readonly tenMinutes: Reach;
  readonly hour: Reach;
  /** The longest visible list of outsiders. */
  readonly visible: number;
};

export type RecentAnswer = {
  /** Newest first. */
  readonly mails: readonly RecentMail[];
  readonly tenMinutes: Reach;
  readonly hour: Reach;
  /** When those of the recipients asked for who had mail in the last hour had it. */
  readonly reached: ReadonlyMap<AddrSpec, string>;
  readonly pace: Pace | null;
};

/** The earlier mails that were made from the same template, one outside recipient each, and how this one fits in. */
export type Series = {
  readonly mails: number;
  /** Of the last 20, this mail included: those that greet a person at all, and those that greet somebody else. */
  readonly greeting: number;
  readonly differing: number;
  /** Distinct recipients that were all greeted by the name this mail greets, this one included. */
  readonly sameName: number;
  /** Different mails that showed all their recipients the same outside address, this one included. */
  readonly sameShown: number;
};

/** What recent mail says about this one. */
export type RecentFacts = {
  /** With this mail's recipients counted in. */
  readonly tenMinutes: Reach;
  readonly hour: Reach;
  readonly pace: Pace | null;
  readonly fit: Fit;
  readonly series: Series | null;
  /** The latest mail to the same people that carried a protected file, and one that told a password. */
  readonly protectedFile: { readonly at: string; readonly name: string } | null;
  readonly passwordAt: string | null;
};

/** What is to be remembered of one judged mail; `recipients` are all outside ones. */
export type Remembered = {
  readonly author: AddrSpec;
  readonly mail: RecentMail;
  readonly recipients: readonly { readonly address: AddrSpec; readonly isFresh: boolean }[];
};

export const NOTHING_RECENT: RecentAnswer = {
  mails: [],
  tenMinutes: { outside: 0, fresh: 0 },
  hour: { outside: 0, fresh: 0 },
  reached: new Map(),
  pace: null,
};

/** The ISO time so many minutes before `at`. */
export function minutesBefore(at: string, minutes: number): string {
  return new Date(Date.parse(at) - minutes * 60_000).toISOString();
}

/** The larger of two paces in every respect. */
export function fasterPace(a: Pace | null, b: Pace | null): Pace | null {
  if (a === null || b === null) return a ?? b;
  const more = (x: Reach, y: Reach): Reach => ({
    outside: Math.max(x.outside, y.outside),
    fresh: Math.max(x.fresh, y.fresh),
  });
  return {
    tenMinutes: more(a.tenMinutes, b.tenMinutes),
    hour: more(a.hour, b.hour),
    visible: Math.max(a.visible, b.visible),
  };
}

/** Whether two sketches, their values in ascending order, are of texts made from one template. */
export function isSameTemplate(a: readonly number[], b: readonly number[]): boolean {
  const shorter = Math.min(a.length, b.length);
  if (shorter < 8) return false;
  let shared = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const difference = (a[i] ?? 0) - (b[j] ?? 0);
    if (difference === 0) shared += 1;
    if (difference <= 0) i += 1;
    if (difference >= 0) j += 1;
  }
  return shared >= shorter / 2;
}
