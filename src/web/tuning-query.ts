// What somebody asks of the tuning page: which setting of which check is tried at which value, over how many days.
// Everything comes from a link that anybody may write, so everything is checked.

import { z } from 'zod';
import { CHECKS } from '../guard/checks/index.ts';
import { CHECK_IDS, type CheckId } from '../guard/checks-list.ts';
import { checkSettings, type Policy } from '../guard/policy.ts';

export const PERIODS = [7, 30, 90] as const;

/** One of them, out of a link. */
export const period = z.coerce.number().pipe(z.union(PERIODS.map((days) => z.literal(days))));

/** Settings of a threshold that change what is asked for; `proposeBccAt` only changes what is proposed. */
const BESIDE = new Set(['proposeBccAt']);
const LADDER = [1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30, 50, 80, 100, 150, 200, 300, 500, 1000];
/** A curve spans a fifth to five times of what holds now. */
const SPAN = 5;

export type Threshold = { readonly check: CheckId; readonly setting: string };

export const THRESHOLDS: readonly Threshold[] = CHECKS.flatMap(({ id, thresholds }) =>
  Object.keys(thresholds)
    .filter((setting) => !BESIDE.has(setting))
    .map((setting) => ({ check: id, setting })),
);

export const keyOf = ({ check, setting }: Threshold) => `${check}.${setting}`;

const query = z.object({
  days: period.catch(30),
  key: z.string().max(100).default(''),
  value: z.string().max(20).default(''),
});

export type TuningQuery = {
  readonly days: (typeof PERIODS)[number];
  /** null: nothing is tried yet. */
  readonly tried: (Threshold & { readonly value: number | string }) | null;
};

/** null when the link asks for what there is not. */
export function parseTuning(fields: unknown): TuningQuery | null {
  const parsed = query.safeParse(fields);
  if (!parsed.success) return null;
  const { days, key, value } = parsed.data;
  if (key === '') return { days, tried: null };
  const [name = '', setting = ''] = key.split('.');
  const check = CHECK_IDS.find((id) => id === name);
  if (check === undefined) return null;
  const isThreshold = THRESHOLDS.some((one) => one.check === check && one.setting === setting);
  if (!isThreshold && setting !== 'action') return null;
  const wanted = isThreshold ? Number(value) : value;
  const isFit = checkSettings[check].safeParse({ [setting]: wanted }).success;
  return isFit && value !== '' ? { days, tried: { check, setting, value: wanted } } : null;
}

export function settingOf(policy: Policy, { check, setting }: Threshold): number | string {
  const settings: Readonly<Record<string, unknown>> = policy.checks[check];
  const value = settings[setting];
  return typeof value === 'number' ? value : String(value);
}

export function withSetting(
  policy: Policy,
  { check, setting, value }: NonNullable<TuningQuery['tried']>,
): Policy {
  return { ...policy, checks: { ...policy.checks, [check]: { ...policy.checks[check], [setting]: value } } };
}

/** Values worth a point: around the present one, with it and the tried one among them. */
export function curveValues(present: number, tried: number): readonly number[] {
  const near = LADDER.filter((value) => value >= present / SPAN && value <= Math.max(present * SPAN, 10));
  return [...new Set([...near, present, tried])].filter((value) => value > 0).sort((a, b) => a - b);
}
