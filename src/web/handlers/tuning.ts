// Tuning without fear: what the checks did, and what another value would have done to the mails that really were.

import type { Rules } from '../../guard/policy.ts';
import { fateOf } from '../../guard/what-if/fate.ts';
import { checkFigures } from '../../relay/check-figures.ts';
import { whatIf } from '../../relay/what-if.ts';
import { page, say } from '../answers.ts';
import { type Trial, TuningPage } from '../pages/tuning-page.tsx';
import { curveValues, parseTuning, settingOf, type TuningQuery, withSetting } from '../tuning-query.ts';
import type { Answer, SignedVisit } from '../visit.ts';

const DAY_MS = 86_400_000;
const LOOKS = 500;

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}

type Period = { readonly since: string; readonly until: string };
type Tried = NonNullable<TuningQuery['tried']>;

async function tryOut({ ports }: SignedVisit, rules: Rules, period: Period, tried: Tried): Promise<Trial> {
  const { check, setting, value } = tried;
  const present = settingOf(rules.policy, tried);
  const isNumber = typeof present === 'number' && typeof value === 'number';
  const curve = isNumber ? { check, setting, values: curveValues(present, value) } : null;
  const policy = withSetting(rules.policy, tried);
  const asked = { rules, policy, ...period, ...(curve === null ? {} : { curve }) };
  const [result, looks] = await Promise.all([
    whatIf(ports, asked),
    ports.store.listLookSeconds({ since: period.since, limit: LOOKS }),
  ]);
  const outcomes = await ports.store.outcomesOf(result.changed.map(({ mailId }) => mailId));
  const changed = result.changed.map((mail) => {
    const outcome = outcomes.get(mail.mailId);
    return { ...mail, fate: outcome === undefined ? ('sent' as const) : fateOf(outcome) };
  });
  return { ...tried, present, result, changed, lookSeconds: median(looks) };
}

export async function showTuning(visit: SignedVisit): Promise<Answer> {
  const query = parseTuning(visit.query);
  if (query === null) return say(visit, 'bad');
  const { ports, at } = visit;
  const rules = { ...ports.rules(), people: ports.people() };
  const since = new Date(at.getTime() - query.days * DAY_MS).toISOString();
  // The mail that arrives in this very millisecond is in it.
  const period = { since, until: new Date(at.getTime() + 1).toISOString() };
  if (query.tried !== null) {
    const trial = await tryOut(visit, rules, period, query.tried);
    return page(TuningPage({ visit, days: query.days, policy: rules.policy, trial, figures: null }));
  }
  const figures = await checkFigures(ports, period);
  return page(TuningPage({ visit, days: query.days, policy: rules.policy, trial: null, figures }));
}
