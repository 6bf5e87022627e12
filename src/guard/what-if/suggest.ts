// What the figures of a month suggest: each with the numbers it comes from and the one setting it means. Pure; nothing
// is ever changed by itself.

import type { CheckId } from '../checks-list.ts';
import type { Policy } from '../policy.ts';
import type { Action } from '../verdict.ts';
import type { Fate } from './fate.ts';

/** What a check did in a period and what came of it. */
export type CheckFigures = {
  readonly check: CheckId;
  /** Mails in which it found something, those where it was only recorded included. */
  readonly found: number;
  /** Mails that it asked to hold; in `mode: observe` those that it would have held. */
  readonly held: number;
  readonly fates: Readonly<Partial<Record<Fate, number>>>;
  /** Repaired, returned or withdrawn. */
  readonly prevented: number;
  /** How often somebody said that a hold for it was wrong. */
  readonly wrong: number;
  /** Mails that it only recorded, and of which somebody said later that they should have been held. */
  readonly missed: number;
};

/**
 * `ritual`: whatever it held was sent on unchanged. `wrong`: most holds for it were called wrong. `rarely`: supervisors
 * approved nearly everything. `missed`: it saw slips and was only recorded.
 */
export type Suggestion = {
  readonly kind: 'ritual' | 'wrong' | 'rarely' | 'missed';
  readonly figures: CheckFigures;
  readonly action: Action;
};

/** From so many on, numbers say something. */
const MANY = 20;
const SEVERAL = 5;
/** One in fifty: less than that, and the sender's own look is enough. */
const RARE = 0.02;

/** The next weaker thing to ask for. */
const WEAKER: Readonly<Partial<Record<Action, Action>>> = {
  'two-person': 'approve',
  'confirm-and-approve': 'approve',
  approve: 'confirm',
  confirm: 'log',
  delay: 'log',
};

function suggestFor(figures: CheckFigures, action: Action): Omit<Suggestion, 'figures'> | null {
  const { held, fates, prevented, wrong, missed } = figures;
  const confirmed = fates.confirmed ?? 0;
  const weaker = WEAKER[action];
  if (missed > 0 && action === 'log') return { kind: 'missed', action: 'confirm' };
  if (weaker === undefined) return null;
  if (confirmed >= MANY && prevented === 0) return { kind: 'ritual', action: 'log' };
  if (wrong >= SEVERAL && wrong * 2 > held) return { kind: 'wrong', action: weaker };
  const isRare = prevented < (confirmed + prevented) * RARE;
  return isRare && confirmed >= MANY * SEVERAL && weaker !== 'log'
    ? { kind: 'rarely', action: weaker }
    : null;
}

/** At most one for a check; those that would spare people most come first. */
export function suggest(all: readonly CheckFigures[], { checks }: Policy): readonly Suggestion[] {
  return all
    .flatMap((figures) => {
      const suggested = suggestFor(figures, checks[figures.check].action);
      return suggested === null ? [] : [{ ...suggested, figures }];
    })
    .toSorted((a, b) => b.figures.held - a.figures.held);
}
