// What is kept in clear of a judgement, so that what-if need not open the facts of every mail: which checks asked for
// what, and the numbers that thresholds were compared with. No address, no text.

import { CHECKS } from '../checks/index.ts';
import type { CheckId } from '../checks-list.ts';
import type { Facts } from '../facts.ts';
import { ACTIONS, type Action, type Verdict } from '../verdict.ts';

export type Asked = readonly [check: CheckId, action: Action];

export type Judged = {
  /** What was found, log-only findings included; what is not named was clear or off. */
  readonly asks: readonly Asked[];
  /** By check and setting; numbers that are 0 are left out. */
  readonly measures: Readonly<Partial<Record<CheckId, Readonly<Record<string, number>>>>>;
};

export function judgedOf(facts: Facts, { findings }: Pick<Verdict, 'findings'>): Judged {
  const measures: Partial<Record<CheckId, Record<string, number>>> = {};
  for (const { id, thresholds } of CHECKS) {
    for (const [setting, measure] of Object.entries(thresholds)) {
      const value = measure(facts);
      if (value > 0) measures[id] = { ...measures[id], [setting]: value };
    }
  }
  return { asks: findings.map(({ check, action }) => [check, action]), measures };
}

export function strongest(actions: readonly Action[]): Action {
  return ACTIONS[Math.max(0, ...actions.map((action) => ACTIONS.indexOf(action)))] ?? 'off';
}
