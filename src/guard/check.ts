// The shape of a check: one question to the facts, answered clear, found or unknown. A check never throws on purpose,
// never changes anything, and knows no clock but `facts.receivedAt`.

import type { CheckId } from './checks-list.ts';
import type { Facts } from './facts.ts';
import type { MailClass } from './mail-class.ts';
import type { CheckSettings, Rules } from './policy.ts';
import { ACTIONS, type Action, type Answer, type Evidence, type Severity, type Values } from './verdict.ts';

export type Context<Id extends CheckId> = {
  readonly settings: CheckSettings[Id];
  readonly rules: Rules;
  readonly mailClass: MailClass;
};

export type Check = {
  readonly id: CheckId;
  /** Lives on history: only records until learning is over (`learnDays`). */
  readonly needsHistory: boolean;
  readonly ask: (facts: Facts, rules: Rules, settings: CheckSettings, mailClass: MailClass) => Answer;
  readonly thresholds: Thresholds;
};

/**
 * By the name of a setting that is a threshold, what it is compared with. A mail that is clear stays clear while each
 * threshold lies above its number: what-if (`what-if/`) asks again only about the others.
 */
export type Thresholds = Readonly<Record<string, (facts: Facts) => number>>;

/** Ties a question to its settings, so that each check sees only its own numbers. */
export function defineCheck<Id extends CheckId>(
  id: Id,
  ask: (facts: Facts, context: Context<Id>) => Answer,
  options: { readonly needsHistory?: boolean; readonly thresholds?: Thresholds } = {},
): Check {
  return {
    id,
    needsHistory: options.needsHistory ?? false,
    thresholds: options.thresholds ?? {},
    ask: (facts, rules, settings, mailClass) => ask(facts, { settings: settings[id], rules, mailClass }),
  };
}

export const CLEAR: Answer = { kind: 'clear' };

export function weaker(a: Action, b: Action): Action {
  return ACTIONS.indexOf(a) < ACTIONS.indexOf(b) ? a : b;
}

/** What a check with two thresholds asks for: past the lower one the sender at most, past the upper one all of `action`. */
export function askedAt(level: 'confirm' | 'approve', action: Action): Action {
  return level === 'approve' ? action : weaker('confirm', action);
}

const SEVERITY: Readonly<Record<Action, Severity>> = {
  off: 'low',
  log: 'low',
  delay: 'low',
  confirm: 'medium',
  approve: 'high',
  'confirm-and-approve': 'high',
  'two-person': 'high',
  reject: 'high',
};

/** A finding that asks for `action`; severity follows from it unless given. */
export function found(
  action: Action,
  sentence: string,
  values: Values,
  evidence: readonly Evidence[],
  severity: Severity = SEVERITY[action],
): Answer {
  return { kind: 'found', severity, action, sentence, values, evidence };
}
