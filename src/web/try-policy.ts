// A policy tried on the mails of the last days: numbers, the mails that would have fared differently, and what really
// became of them. For the tuning page (one value) and the policy page (a whole policy).

import type { Policy } from '../guard/policy.ts';
import { type Fate, fateOf } from '../guard/what-if/fate.ts';
import { type ChangedMail, type Curve, type WhatIf, whatIf } from '../relay/what-if.ts';
import type { Period } from '../store/figures.ts';
import type { SignedVisit } from './visit.ts';

const DAY_MS = 86_400_000;
const LOOKS = 500;

export type TriedOut = {
  readonly result: WhatIf;
  /** Oldest first. */
  readonly changed: readonly (ChangedMail & { readonly fate: Fate })[];
  /** Median; null when nobody has decided on the pages. */
  readonly lookSeconds: number | null;
};

export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}

/** The mail that arrives in this very millisecond is in it. */
export function lastDays({ at }: SignedVisit, days: number): Period {
  const since = new Date(at.getTime() - days * DAY_MS).toISOString();
  return { since, until: new Date(at.getTime() + 1).toISOString() };
}

export async function tryPolicy(
  { ports }: SignedVisit,
  policy: Policy,
  period: Period,
  curve?: Curve,
): Promise<TriedOut> {
  const rules = { ...ports.rules(), people: ports.people() };
  const [result, looks] = await Promise.all([
    whatIf(ports, { rules, policy, ...period, ...(curve === undefined ? {} : { curve }) }),
    ports.store.listLookSeconds({ since: period.since, limit: LOOKS }),
  ]);
  const outcomes = await ports.store.outcomesOf(result.changed.map(({ mailId }) => mailId));
  const changed = result.changed.map((mail) => {
    const outcome = outcomes.get(mail.mailId);
    return { ...mail, fate: outcome === undefined ? ('sent' as const) : fateOf(outcome) };
  });
  return { result, changed, lookSeconds: median(looks) };
}
