// What figures suggest, and a forecast held against reality: tables.

import { describe, expect, it } from 'vitest';
import { policySchema } from '../../src/guard/policy.ts';
import { compareForecast } from '../../src/guard/what-if/forecast.ts';
import { type CheckFigures, suggest } from '../../src/guard/what-if/suggest.ts';
import { addCounts, NONE } from '../../src/guard/what-if/tally.ts';

const POLICY = policySchema.parse({
  checks: {
    burst: { action: 'two-person' },
    'wrong-file': { action: 'confirm' },
    'my-number': { action: 'approve' },
    'missing-attachment': { action: 'log' },
    'encrypted-content': { action: 'off' },
  },
});

const figures = (check: CheckFigures['check'], changed: Partial<CheckFigures>): CheckFigures => ({
  check,
  found: 0,
  held: 0,
  fates: {},
  prevented: 0,
  wrong: 0,
  missed: 0,
  ...changed,
});

describe('figures suggest', () => {
  it.each([
    [
      '41 held, all sent unchanged: record only',
      'wrong-file',
      { held: 41, fates: { confirmed: 41 } },
      'ritual',
      'log',
    ],
    ['nothing from 19', 'wrong-file', { held: 19, fates: { confirmed: 19 } }, null, null],
    [
      'nothing when one was prevented',
      'wrong-file',
      { held: 42, fates: { confirmed: 41, returned: 1 }, prevented: 1 },
      null,
      null,
    ],
    [
      'something lighter when most were called wrong',
      'burst',
      { held: 9, fates: { confirmed: 7, returned: 2 }, prevented: 2, wrong: 5 },
      'wrong',
      'approve',
    ],
    [
      'nothing when half were called wrong',
      'burst',
      { held: 10, fates: { confirmed: 8, returned: 2 }, prevented: 2, wrong: 5 },
      null,
      null,
    ],
    [
      'the sender where supervisors approve nearly all',
      'my-number',
      { held: 101, fates: { confirmed: 100, returned: 1 }, prevented: 1 },
      'rarely',
      'confirm',
    ],
    [
      'not to record only where one in a hundred was prevented',
      'wrong-file',
      { held: 101, fates: { confirmed: 100, returned: 1 }, prevented: 1 },
      null,
      null,
    ],
    [
      'to hold what was only recorded and missed',
      'missing-attachment',
      { found: 30, missed: 1 },
      'missed',
      'confirm',
    ],
    [
      'nothing for a check that is off',
      'encrypted-content',
      { held: 50, fates: { confirmed: 50 } },
      null,
      null,
    ],
  ] as const)('%s', (_, check, changed, kind, action) => {
    const one = figures(check, changed);
    const expected = kind === null ? [] : [{ kind, action, figures: one }];
    expect(suggest([one], POLICY)).toEqual(expected);
  });

  it('first what would spare people most', () => {
    const all = [
      figures('wrong-file', { held: 30, fates: { confirmed: 30 } }),
      figures('my-number', { held: 60, fates: { confirmed: 60 } }),
    ];
    expect(suggest(all, POLICY).map(({ figures: { check } }) => check)).toEqual(['my-number', 'wrong-file']);
  });
});

describe('a forecast', () => {
  const tally = (held: number) => addCounts(NONE, 'confirm', held);
  const forecast = (mails: number, held: number) => ({ mails, before: NONE, after: tally(held) });

  it.each([
    ['as many, in half the mail', forecast(1000, 40), 500, 20, 'as-forecast'],
    ['a few more, by chance', forecast(1000, 40), 500, 28, 'as-forecast'],
    ['far more', forecast(1000, 40), 500, 60, 'more'],
    ['far fewer', forecast(10_000, 400), 5000, 120, 'fewer'],
    ['one where none was expected', forecast(10_000, 0), 5000, 1, 'as-forecast'],
    ['many where none was expected', forecast(10_000, 0), 5000, 12, 'more'],
    ['of too little mail', forecast(1000, 40), 49, 40, 'too-few'],
    ['from too little mail', forecast(49, 2), 500, 100, 'too-few'],
    ['from none', forecast(0, 0), 500, 100, 'too-few'],
  ] as const)('and reality: %s', (_, expected, mails, held, verdict) => {
    expect(compareForecast(expected, { mails, tally: tally(held) })).toMatchObject({ held, verdict });
  });

  it('expects as large a part of the mail that came', () => {
    expect(compareForecast(forecast(1000, 40), { mails: 250, tally: tally(10) }).expected).toBe(10);
  });
});
