// What judging a mail yields. Plain JSON: the relay, the command line and the pages interpret the same value.

import type { CheckId } from './checks-list.ts';

/**
 * What a policy may ask for when a check has found something, weakest first. `confirm-and-approve`: first the sender,
 * then a supervisor; `two-person`: two supervisors.
 */
export const ACTIONS = [
  'off',
  'log',
  'delay',
  'confirm',
  'approve',
  'confirm-and-approve',
  'two-person',
  'reject',
] as const;
export type Action = (typeof ACTIONS)[number];

/** Lightest first. */
export const SEVERITIES = ['low', 'medium', 'high'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** One thing a person can look at. `value` is shown; `note` explains it; both are text from the mail or numbers. */
export type Evidence = {
  readonly kind: 'address' | 'domain' | 'file' | 'text' | 'place' | 'number' | 'fault';
  readonly value: string;
  /** A masked sample, the history, the likely meant address … */
  readonly note?: string;
};

/** Numbers and words that the sentences of a finding are made from (`guard/sentences/`). */
export type Values = Readonly<Record<string, string | number | readonly string[]>>;

/** The answer of one check to one mail. `unknown` = cannot tell, which is never "no". */
export type Answer =
  | { readonly kind: 'clear' }
  | {
      readonly kind: 'found';
      readonly severity: Severity;
      readonly action: Action;
      /** Which sentence: the check's id, or `id/variant`. */
      readonly sentence: string;
      readonly values: Values;
      readonly evidence: readonly Evidence[];
    }
  | { readonly kind: 'unknown'; readonly evidence: readonly Evidence[] };

export type Finding = {
  readonly check: CheckId;
  /** False: found only because another check could not tell (it threw); see `Verdict.unknown`. */
  readonly certain: boolean;
  readonly severity: Severity;
  readonly action: Action;
  readonly sentence: string;
  readonly values: Values;
  readonly evidence: readonly Evidence[];
  /** The place in the policy that decides what is asked for: `policy.checks.burst`, `policy.overrides[0].checks.burst`. */
  readonly setting?: string;
  /** The policy lets it pass: it is only recorded. */
  readonly allowed?: { readonly by: string; readonly reason: string; readonly until: string };
};

/** One confirmation a hold needs. */
export const GRANTS = ['delay', 'sender', 'supervisor', 'second-supervisor'] as const;
export type Grant = (typeof GRANTS)[number];

/** What a hold needs, in the order in which it is asked, when this is the strongest action. */
export const NEEDS: Readonly<Record<Action, readonly Grant[]>> = {
  off: [],
  log: [],
  delay: ['delay'],
  confirm: ['sender'],
  approve: ['supervisor'],
  'confirm-and-approve': ['sender', 'supervisor'],
  'two-person': ['supervisor', 'second-supervisor'],
  reject: [],
};

export type Verdict = {
  readonly action: 'forward' | 'hold' | 'reject';
  readonly needs: readonly Grant[];
  /** Strongest first; log-only findings last. */
  readonly findings: readonly Finding[];
  readonly cleared: readonly CheckId[];
  /** Checks that could not tell. A mail with one of these always carries an `uninspectable` finding as well. */
  readonly unknown: readonly CheckId[];
  /** In `mode: observe`, what would have been done; otherwise equal to `action`. */
  readonly wouldBe: 'forward' | 'hold' | 'reject';
};

/** Whether a finding asks for more than being recorded. */
export function asksToHold({ action }: Pick<Finding, 'action'>): boolean {
  return ACTIONS.indexOf(action) > ACTIONS.indexOf('log');
}
