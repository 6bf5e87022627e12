// What the checks did in the last days, and what another value of a setting would have done. Asked by the tuning page and
// by programs.

import { checkFigures } from '../relay/check-figures.ts';
import type { Trial } from './pages/tuning-trial.tsx';
import { lastDays, tryPolicy } from './try-policy.ts';
import { curveValues, settingOf, type TuningQuery, withSetting } from './tuning-query.ts';
import type { SignedVisit } from './visit.ts';

export async function trySetting(
  visit: SignedVisit,
  days: number,
  tried: NonNullable<TuningQuery['tried']>,
): Promise<Trial> {
  const { policy } = visit.ports.rules();
  const { check, setting, value } = tried;
  const present = settingOf(policy, tried);
  const isNumber = typeof present === 'number' && typeof value === 'number';
  const curve = isNumber ? { check, setting, values: curveValues(present, value) } : undefined;
  const out = await tryPolicy(visit, withSetting(policy, tried), lastDays(visit, days), curve);
  return { ...tried, present, ...out };
}

export function figuresOf(visit: SignedVisit, days: number): ReturnType<typeof checkFigures> {
  return checkFigures(visit.ports, lastDays(visit, days));
}
