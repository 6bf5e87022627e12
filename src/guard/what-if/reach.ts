// Which recorded mails a change of policy can reach. A superset, on purpose: whoever is in it is judged again.

import { CHECKS } from '../checks/index.ts';
import type { CheckId } from '../checks-list.ts';
import type { Policy } from '../policy.ts';
import type { Judged } from './judged.ts';

/** Parts of a policy that no verdict depends on. */
const BESIDE = new Set<keyof Policy>(['mode', 'holds', 'approvers', 'autoRepair', 'checks']);

/** Parts that are read when facts are made, not when they are judged: recorded facts cannot tell of a change. */
const IN_FACTS = ['learnDays', 'freemailDomains', 'autoRepair'] as const;

type Reach = (judged: Judged) => boolean;

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const keysOf = (policy: Policy) => Object.keys(policy) as (keyof Policy)[];

function reachOfCheck(id: CheckId, before: Policy, after: Policy): Reach {
  const thresholds = CHECKS.find((check) => check.id === id)?.thresholds ?? {};
  const was: Readonly<Record<string, unknown>> = before.checks[id];
  const is: Readonly<Record<string, unknown>> = after.checks[id];
  const changed = Object.keys(is).filter((key) => !same(was[key], is[key]));
  const isTold = changed.every((key) => key === 'action' || Object.hasOwn(thresholds, key));
  // What was off was not asked; what has another setting than thresholds has to be asked again.
  if (before.checks[id].action === 'off' || !isTold) return () => true;
  const limits = changed.filter((key) => key !== 'action').map((key) => [key, Number(is[key])] as const);
  return ({ asks, measures }) =>
    asks.some(([check]) => check === id) ||
    limits.some(([key, limit]) => (measures[id]?.[key] ?? 0) >= limit);
}

export function reachOf(before: Policy, after: Policy): Reach {
  if (keysOf(after).some((key) => !BESIDE.has(key) && !same(before[key], after[key]))) return () => true;
  const changed = CHECKS.map(({ id }) => id).filter((id) => !same(before.checks[id], after.checks[id]));
  const reaches = changed.map((id) => reachOfCheck(id, before, after));
  return (judged) => reaches.some((reaches) => reaches(judged));
}

/** Settings that differ and whose effect recorded facts cannot show. */
export function unforeseeable(before: Policy, after: Policy): readonly string[] {
  const words = (policy: Policy) => policy.checks['confidential-marking'].words;
  return [
    ...IN_FACTS.filter((key) => !same(before[key], after[key])),
    ...(same(words(before), words(after)) ? [] : ['checks.confidential-marking.words']),
  ];
}
