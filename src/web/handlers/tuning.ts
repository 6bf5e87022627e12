// Tuning without fear: what the checks did, and what another value would have done to the mails that really were.

import { page, say } from '../answers.ts';
import { TuningPage } from '../pages/tuning-page.tsx';
import { figuresOf, trySetting } from '../try-setting.ts';
import { parseTuning } from '../tuning-query.ts';
import type { Answer, SignedVisit } from '../visit.ts';

export async function showTuning(visit: SignedVisit): Promise<Answer> {
  const query = parseTuning(visit.query);
  if (query === null) return say(visit, 'bad');
  const { days, tried } = query;
  const { policy } = visit.ports.rules();
  if (tried !== null) {
    const trial = await trySetting(visit, days, tried);
    return page(TuningPage({ visit, days, policy, trial, figures: null }));
  }
  return page(TuningPage({ visit, days, policy, trial: null, figures: await figuresOf(visit, days) }));
}
