// How a hold stands, as people read it: who has granted what, what is asked of whom until when, and what this visitor may
// do. Gathered for the page of one mail.

import { asksSupervisor, reviewersOf } from '../guard/holds/asking.ts';
import { type AskedGrant, askedGrant, type Hold, type Refusal } from '../guard/holds/hold.ts';
import { addressesOf, type PersonId, personName } from '../guard/people.ts';
import type { Grant } from '../guard/verdict.ts';
import { holdContext } from '../relay/hold-context.ts';
import type { MailDetail } from '../store/store.ts';
import { type Choice, choicesFor, isOwn, outlookFor } from './may.ts';
import type { SignedVisit } from './visit.ts';

export type Standing = {
  readonly choices: readonly Choice[];
  readonly isOwn: boolean;
  readonly mayRepair: boolean;
  /** Why this visitor cannot give what is asked for; null when they can, or when nothing is. */
  readonly whyNot: Refusal | null;
  readonly given: readonly {
    readonly grant: Grant;
    /** null: the clock. */
    readonly name: string | null;
    readonly onBehalfOf: string | null;
    readonly at: string;
  }[];
  /** What the hold waits for; null when it has ended. */
  readonly asks: (AskedGrant & { readonly names: readonly string[]; readonly until: string }) | null;
};

function asksOf(hold: Hold, visit: SignedVisit, { facts }: MailDetail): Standing['asks'] {
  const asked = askedGrant(hold);
  if (asked === null) return null;
  const people = visit.ports.people();
  const context = holdContext(visit.ports, visit.at.toISOString(), facts);
  const reviewers = asksSupervisor(hold) ? reviewersOf(hold, context) : [];
  const named = reviewers.filter((person) => addressesOf(person, people).length > 0);
  return {
    ...asked,
    names: named.map((person) => personName(person, people)),
    until: hold.step.deadline,
  };
}

export function standingOf(visit: SignedVisit, detail: MailDetail): Standing {
  const { hold } = detail;
  const asked = { visit, detail };
  const people = visit.ports.people();
  const nameOf = (person: PersonId | null) => (person === null ? null : personName(person, people));
  return {
    choices: choicesFor(asked),
    isOwn: isOwn(asked),
    mayRepair: visit.user.role !== 'auditor' && outlookFor(asked)?.repair === null,
    whyNot: outlookFor(asked)?.grant ?? null,
    given: (hold?.given ?? []).map(({ grant, by, onBehalfOf, at }) => ({
      grant,
      name: by === 'clock' ? null : nameOf(by),
      onBehalfOf: nameOf(onBehalfOf),
      at,
    })),
    asks: hold === null ? null : asksOf(hold, visit, detail),
  };
}
