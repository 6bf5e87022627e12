// What a change of policy was expected to do, held against what came of it. Pure.

import type { Tally } from './tally.ts';

/** Over how many days a forecast looks back, and how long it is then watched. */
export const FORECAST_DAYS = 30;
export const WATCHED_DAYS = 14;

/** Of the mails before the change: what the old policy asked for, and what the new one would have. */
export type Forecast = {
  readonly mails: number;
  readonly before: Tally;
  readonly after: Tally;
};

export type Reality = { readonly mails: number; readonly tally: Tally };

export type Comparison = {
  /** How many of the mails that came would be held if they were like those before. */
  readonly expected: number;
  readonly held: number;
  /** `too-few`: of so little mail nothing can be said. */
  readonly verdict: 'as-forecast' | 'more' | 'fewer' | 'too-few';
};

/** Below that chance rules. */
const FEWEST_MAILS = 50;

/**
 * Holds are rare events, so their number scatters by about its square root; so does the forecast itself. What lies
 * within twice that is as forecast.
 */
export function compareForecast(forecast: Forecast, { mails, tally }: Reality): Comparison {
  const scale = forecast.mails === 0 ? 0 : mails / forecast.mails;
  const expected = forecast.after.held * scale;
  const { held } = tally;
  if (mails < FEWEST_MAILS || forecast.mails < FEWEST_MAILS) return { expected, held, verdict: 'too-few' };
  const scatter = 2 * Math.sqrt(Math.max(1, expected) * (1 + scale)) + 1;
  const difference = held - expected;
  if (Math.abs(difference) <= scatter) return { expected, held, verdict: 'as-forecast' };
  return { expected, held, verdict: difference > 0 ? 'more' : 'fewer' };
}
