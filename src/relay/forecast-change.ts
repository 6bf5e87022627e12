// What a change of policy would have done to the mails before it, written beside the version; and what it did.

import { policySchema, type Rules } from '../guard/policy.ts';
import { FORECAST_DAYS, type Reality, WATCHED_DAYS } from '../guard/what-if/forecast.ts';
import { addCounts, NONE } from '../guard/what-if/tally.ts';
import type { FigureStore, JudgedCount, Period } from '../store/figures.ts';
import type { PolicyVersion } from '../store/policy-version.ts';
import type { RelayPorts } from './ports.ts';
import { whatIf } from './what-if.ts';

const DAY_MS = 86_400_000;
const later = (at: string, days: number) => new Date(Date.parse(at) + days * DAY_MS).toISOString();

type Ports = Pick<RelayPorts, 'store' | 'people'> & { readonly rules: () => Rules };

/** Does nothing for the first version, or where one of the two was written for a release that read policies otherwise. */
export async function forecastChange(ports: Ports, n: number, signal: AbortSignal): Promise<void> {
  const { store, people, rules } = ports;
  const [before, after] = [await store.findPolicyVersion(n - 1), await store.findPolicyVersion(n)];
  if (before === null || after === null) return;
  const [old, changed] = [before, after].map(({ policy }) => policySchema.safeParse(policy).data);
  if (old === undefined || changed === undefined) return;
  const { mails, now, tried } = await whatIf(ports, {
    rules: { ...rules(), people: people(), policy: old },
    policy: changed,
    since: later(after.at, -FORECAST_DAYS),
    until: after.at,
    signal,
  });
  await store.putForecast({ n, forecast: { mails, before: now, after: tried } });
}

export function realityOf(counts: readonly JudgedCount[]): Reality {
  const mails = counts.reduce((sum, { count }) => sum + count, 0);
  return { mails, tally: counts.reduce((tally, { action, count }) => addCounts(tally, action, count), NONE) };
}

export type Watched = {
  readonly reality: Reality;
  readonly until: string;
  /** `over`: two weeks have passed; `replaced`: another version came before; else it goes on. */
  readonly stage: 'over' | 'replaced' | 'watching';
};

/** What really came in the two weeks after a version, or until the next one. */
export async function watchChange(
  { store }: { readonly store: Pick<FigureStore, 'countJudged'> },
  { at }: Pick<PolicyVersion, 'at'>,
  next: Pick<PolicyVersion, 'at'> | null,
  now: string,
): Promise<Watched> {
  const end = later(at, WATCHED_DAYS);
  const isReplaced = next !== null && next.at < end;
  const until = isReplaced ? next.at : end;
  const period: Period = { since: at, until };
  const reality = realityOf(await store.countJudged(period));
  return { reality, until, stage: isReplaced ? 'replaced' : until <= now ? 'over' : 'watching' };
}
