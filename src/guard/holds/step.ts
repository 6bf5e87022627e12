// The clock of a hold's step: when somebody is reminded, when standing deputies may act, when the step is over.
// Called by transition.ts.

import { addBusinessTime } from '../calendar/business-time.ts';
import type { Grant } from '../verdict.ts';
import type { Step } from './hold.ts';
import type { HoldContext } from './rules.ts';

const MINUTE_MS = 60_000;

/** The step that asks for `grant`, starting now. */
export function startStep(grant: Grant, { at, calendar, rules }: HoldContext): Step {
  if (grant === 'delay') {
    const deadline = new Date(Date.parse(at) + rules.delayMinutes * MINUTE_MS).toISOString();
    return { startedAt: at, remindAt: null, deputyAt: null, deadline };
  }
  const wholeMs = rules.answerWithinMinutes * MINUTE_MS;
  const after = (share: number) => addBusinessTime(at, wholeMs * share, calendar);
  return {
    startedAt: at,
    remindAt: after(0.5),
    deputyAt: grant === 'sender' ? null : after(0.75),
    deadline: after(1),
  };
}
