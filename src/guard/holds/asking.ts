// Whom a hold asks and tells: the notices that go with its steps. Only addresses and kinds; notify/ finds the words.
// Called by transition.ts.

import { addressesOf, type PersonId } from '../people.ts';
import { deputiesNow, isUsedUp, sendersOf, supervisorsOf } from './entitlement.ts';
import { type Effect, type Hold, type HoldNotice, missingGrant } from './hold.ts';
import type { HoldContext } from './rules.ts';

/** Tells the sender, unless the mail came from a machine. */
export function tellSender(hold: Hold, notice: HoldNotice): readonly Effect[] {
  const to = hold.origin.noticeTo;
  return to === null ? [] : [{ kind: 'notice', notice, to }];
}

/** Tells people whose address is known. */
export function tell(
  persons: readonly PersonId[],
  notice: HoldNotice,
  { people }: HoldContext,
): readonly Effect[] {
  return persons.flatMap((person) =>
    addressesOf(person, people)
      .slice(0, 1)
      .map((to) => ({ kind: 'notice' as const, notice, to })),
  );
}

/** Whether what is missing is a supervisor's to give. */
export function asksSupervisor(hold: Hold): boolean {
  const missing = missingGrant(hold);
  return missing === 'supervisor' || missing === 'second-supervisor';
}

/** Supervisors and deputies who may decide now; never the sender, even as a deputy. */
export function reviewersOf(hold: Hold, context: HoldContext): readonly PersonId[] {
  const senders = sendersOf(hold.origin, context.people);
  const supervisors = supervisorsOf(hold, context);
  const deputies = supervisors.flatMap((person) => deputiesNow(person, hold, context));
  return [...new Set([...supervisors, ...deputies])].filter(
    (person) => !senders.has(person) && !isUsedUp(person, hold),
  );
}

/** Asks every reviewer who was not asked before. */
export function askReviewers(
  hold: Hold,
  context: HoldContext,
): { readonly hold: Hold; readonly effects: readonly Effect[] } {
  if (!asksSupervisor(hold)) return { hold, effects: [] };
  const fresh = reviewersOf(hold, context).filter((person) => !hold.asked.includes(person));
  return { hold: { ...hold, asked: [...hold.asked, ...fresh] }, effects: tell(fresh, 'review', context) };
}
