// Counting what a policy asks of people, mail by mail.

import { type Action, NEEDS } from '../verdict.ts';

/** Of so many mails: how many are held, whom the holds ask, and how many are rejected. */
export type Tally = {
  readonly held: number;
  readonly sender: number;
  readonly supervisor: number;
  readonly rejected: number;
};

export const NONE: Tally = { held: 0, sender: 0, supervisor: 0, rejected: 0 };

/** Adds mails of which `action` was the strongest that was asked for. */
export function addCounts(tally: Tally, action: Action, mails: number): Tally {
  const needs = NEEDS[action];
  const asks = (isAsked: boolean) => (isAsked ? mails : 0);
  return {
    held: tally.held + asks(needs.length > 0),
    sender: tally.sender + asks(needs.includes('sender')),
    supervisor: tally.supervisor + asks(needs.includes('supervisor')),
    rejected: tally.rejected + asks(action === 'reject'),
  };
}

export function count(tally: Tally, action: Action): Tally {
  return addCounts(tally, action, 1);
}
