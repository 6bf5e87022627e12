// Numbers over many mails, each one question to the database: for the dashboard, and to hold a forecast against.

import type { Decision } from '../guard/states.ts';
import type { Action } from '../guard/verdict.ts';

export type Period = { readonly since: string; readonly until: string };

export type JudgedCount = {
  /** `2026-11-24T01`, UTC. */
  readonly hour: string;
  /** The strongest that was asked for: in `mode: observe` what would have been. */
  readonly action: Action;
  readonly count: number;
};

export type DecisionCount = {
  readonly decision: Decision;
  readonly isRepaired: boolean;
  readonly count: number;
};

export type FigureStore = {
  countJudged(period: Period): Promise<readonly JudgedCount[]>;
  /** Of mails received in the period. */
  countDecisions(period: Period): Promise<readonly DecisionCount[]>;
  /** How long mails of the period waited for a person's decision, in seconds; of the newest `limit`. */
  listWaitSeconds(asked: Period & { readonly limit: number }): Promise<readonly number[]>;
  /** How long supervisors looked before they approved, in seconds; of the newest `limit`. */
  listApprovalSeconds(asked: { readonly since: string; readonly limit: number }): Promise<readonly number[]>;
};
