// What differs between two configurations, value by value: for the log and the audit when a policy is loaded anew.

import { isDeepStrictEqual } from 'node:util';

export type Change = {
  /** `policy.checks.burst.action`. */
  readonly path: string;
  /** null: was not there, is not there any more. */
  readonly from: unknown;
  readonly to: unknown;
};

const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Mappings are compared key by key, lists as wholes. In the order of the keys. */
export function changesBetween(before: unknown, after: unknown, path = ''): readonly Change[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (!isMapping(before) || !isMapping(after)) return [{ path, from: before ?? null, to: after ?? null }];
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) => changesBetween(before[key], after[key], path === '' ? key : `${path}.${key}`));
}
