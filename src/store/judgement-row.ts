// What people say afterwards about a hold, or about none: how precise the checks are is counted from it.

import type { CheckId } from '../guard/checks-list.ts';
import type { Actor, MailId } from './store.ts';

export const JUDGEMENTS = ['wrong-hold', 'right-hold', 'missed-hold'] as const;
/** The hold was wrong · it prevented something · the mail should have been held and was not. */
export type Judgement = (typeof JUDGEMENTS)[number];

export type JudgementRow = {
  readonly mailId: MailId;
  readonly userId: string;
  readonly judgement: Judgement;
  /** Which of the reasons are meant; empty: all. */
  readonly checks: readonly CheckId[];
  readonly at: string;
};

/** The part of the store that precision is counted from. */
export type JudgementStore = {
  /** Takes the place of what the same person said before of this mail, and is an event of the audit. */
  putJudgement(row: JudgementRow, actor: Actor): Promise<void>;
  /** Of one mail, or all since an instant; the latest first. */
  listJudgements(query: {
    readonly mailId?: MailId;
    readonly since?: string;
    readonly limit: number;
  }): Promise<readonly JudgementRow[]>;
};
