// What really became of a mail, in one word: what a forecast is held against.

import type { Decision, MailState } from '../states.ts';

export const FATES = [
  'sent',
  'confirmed',
  'repaired',
  'returned',
  'withdrawn',
  'expired',
  'waiting',
  'missed',
] as const;
/**
 * `sent`: forwarded at once; `confirmed`: held and released unchanged; `repaired`: changed, then released; `waiting`:
 * still held; `missed`: somebody said later that it should have been held.
 */
export type Fate = (typeof FATES)[number];

/** Fates of a hold that was worth it. */
export const PREVENTED: ReadonlySet<Fate> = new Set(['repaired', 'returned', 'withdrawn', 'missed']);

export type Known = {
  readonly state: MailState;
  readonly decision: Decision | null;
  readonly revision: number;
  readonly judgements: readonly string[];
};

export function fateOf({ state, decision, revision, judgements }: Known): Fate {
  if (state === 'held') return 'waiting';
  if (decision === 'return') return 'returned';
  if (decision === 'withdraw') return 'withdrawn';
  if (decision === 'expire') return 'expired';
  if (decision === 'release') return revision > 1 ? 'repaired' : 'confirmed';
  return judgements.includes('missed-hold') ? 'missed' : 'sent';
}
