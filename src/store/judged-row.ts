// What what-if reads: how mails were judged, what they were judged on, and what became of them.

import type { AddrSpec } from '../guard/address.ts';
import type { Facts } from '../guard/facts.ts';
import type { Decision, MailState } from '../guard/states.ts';
import type { Judged } from '../guard/what-if/judged.ts';
import type { Judgement } from './judgement-row.ts';
import type { MailId } from './store.ts';

export type JudgedRow = Judged & {
  readonly mailId: MailId;
  readonly receivedAt: string;
  readonly author: AddrSpec | null;
  readonly policyDigest: string;
};

/** Mails of a period that were judged alike. */
export type JudgedGroup = Judged & { readonly policyDigest: string; readonly count: number };

/** What became of a judged mail. */
export type OutcomeRow = {
  readonly mailId: MailId;
  readonly state: MailState;
  readonly decision: Decision | null;
  readonly receivedAt: string;
  readonly decidedAt: string | null;
  /** Above 1: it was repaired. */
  readonly revision: number;
  readonly judgements: readonly Judgement[];
};

/** Instants as ISO text, `until` exclusive; `after` is the last row of the page before. */
export type JudgedQuery = {
  readonly since: string;
  readonly until: string;
  readonly after: Pick<JudgedRow, 'receivedAt' | 'mailId'> | null;
  readonly limit: number;
  /** Only mails that were judged like one of these; few of them. */
  readonly like?: readonly Judged[];
};

export type JudgedStore = {
  /** Mails are many, judgements few: what can be said of all that were judged alike is said once. */
  groupJudged(period: Pick<JudgedQuery, 'since' | 'until'>): Promise<readonly JudgedGroup[]>;
  /** Oldest first. */
  listJudged(query: JudgedQuery): Promise<readonly JudgedRow[]>;
  /** The facts of the first judgement, before any repair; null where they have been purged. */
  judgedFacts(ids: readonly MailId[]): Promise<ReadonlyMap<MailId, Facts | null>>;
  outcomesOf(ids: readonly MailId[]): Promise<ReadonlyMap<MailId, OutcomeRow>>;
  /** How many seconds people looked at a mail before they decided on the pages, of the newest decisions. */
  listLookSeconds(query: { readonly since: string; readonly limit: number }): Promise<readonly number[]>;
};
