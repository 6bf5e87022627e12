// Tuning without fear: what the checks did, and what another value would have done to the mails that really were.

import type { Policy } from '../../guard/policy.ts';
import { checkFigures } from '../../relay/check-figures.ts';
import { page, say } from '../answers.ts';
import { type Trial, TuningPage } from '../pages/tuning-page.tsx';
import { lastDays, tryPolicy } from '../try-policy.ts';
import { curveValues, parseTuning, settingOf, type TuningQuery, withSetting } from '../tuning-query.ts';
import type { Answer, SignedVisit } from '../visit.ts';

type Tried = NonNullable<TuningQuery['tried']>;

async function tryOut(visit: SignedVisit, inForce: Policy, days: number, tried: Tried): Promise<Trial> {
  const { check, setting, value } = tried;
  const present = settingOf(inForce, tried);
  const isNumber = typeof present === 'number' && typeof value === 'number';
  const curve = isNumber ? { check, setting, values: curveValues(present, value) } : undefined;
  const out = await tryPolicy(visit, withSetting(inForce, tried), lastDays(visit, days), curve);
  return { ...tried, present, ...out };
}

export async function showTuning(visit: SignedVisit): Promise<Answer> {
  const query = parseTuning(visit.query);
  if (query === null) return say(visit, 'bad');
  const { days, tried } = query;
  const { policy } = visit.ports.rules();
  if (tried !== null) {
    const trial = await tryOut(visit, policy, days, tried);
    return page(TuningPage({ visit, days, policy, trial, figures: null }));
  }
  const figures = await checkFigures(visit.ports, lastDays(visit, days));
  return page(TuningPage({ visit, days, policy, trial: null, figures }));
}
