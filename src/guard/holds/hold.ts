// A hold: a mail that waits until somebody has granted what it needs. This page is the machine in prose; the code is
// in transition.ts, who may do what in entitlement.ts, the clock in step.ts. Called by relay/, which stores the hold
// with its mail and carries out the effects in the same transaction.
//
// WHAT IT NEEDS. A list of grants, asked one after the other: `sender` (本人確認) · `supervisor` (上長承認) · `supervisor`
// and `second-supervisor` · `sender` then `supervisor` · `delay`, which the clock grants when it is over, or the sender
// by "send now". With the last one given the mail is queued. There is no other way to be queued but one: a hold that
// lacks nothing but the sender's own confirmation is sent at its deadline if the policy says so in so many words.
//
// WHO GRANTS. The sender's grant: whoever may stand behind the mail, their deputy of the day, or a supervisor in their
// place. A supervisor's: whom the table of approvers names for the sender, else the manager of the directory; each
// escalation adds the next manager; deputies stand in by date, standing deputies from three quarters of the time on.
// Nobody supervises their own mail, in whatever disguise; nobody gives two grants of one hold; and who acts in
// another's name uses that name up: a deputy and the one they stand in for are one voice.
//
// WHAT A DECISION BINDS TO. Digest of the octets, digest of the envelope, revision: if one of them is not what the
// decider saw, the decision is refused as `changed`. A repair makes the next revision: every grant given is asked
// again, besides what the new verdict needs; if that is nothing, still the sender has to look at it.
//
// HOW IT ENDS. `queued` by its grants; `cancelled` by return (差し戻し), withdraw (取りやめ; by the sender, or for them by an
// administrator) or at the deadline. Each step has a
// clock that runs in business hours: reminder at half time, standing deputies at three quarters, at the end the next
// manager (when the policy escalates and there is one) or the end. The first decision wins; all later ones are told
// who decided and when. The sender is told of every transition; approvers who were asked are told who handled it.

import type { AddrSpec } from '../address.ts';
import type { PersonId } from '../people.ts';
import type { Decision } from '../states.ts';
import type { Grant } from '../verdict.ts';

/** What exactly is decided on. Digests in lower-case hex. */
export type Content = {
  readonly sha256: string;
  readonly envelopeSha256: string;
  readonly revision: number;
};

/** Whom the mail comes from, as far as anybody claims or proves it. */
export type Origin = {
  /** The account by which the client authenticated; null when it did not. */
  readonly authenticatedAs: string | null;
  /** Reverse-path, From and Sender. */
  readonly addresses: readonly AddrSpec[];
  /** Where the sender is told; null: a machine sent it, nobody is. */
  readonly noticeTo: AddrSpec | null;
};

export type GivenGrant = {
  readonly grant: Grant;
  readonly by: PersonId | 'clock';
  /** Whose authority it was when a deputy gave it. */
  readonly onBehalfOf: PersonId | null;
  readonly at: string;
};

/** The clock of what is asked now. `remindAt` and `deputyAt` are null once past or when nobody is to be reminded. */
export type Step = {
  readonly startedAt: string;
  readonly remindAt: string | null;
  readonly deputyAt: string | null;
  readonly deadline: string;
};

export type Ending = {
  readonly decision: Decision;
  readonly by: PersonId | 'clock';
  readonly at: string;
  readonly comment: string | null;
};

export type Hold = {
  readonly v: 1;
  readonly state: 'held' | 'queued' | 'cancelled';
  readonly content: Content;
  readonly origin: Origin;
  /** In the order in which they are asked. */
  readonly needs: readonly Grant[];
  readonly given: readonly GivenGrant[];
  readonly step: Step;
  /** How often the hold was passed on to the next manager. */
  readonly level: number;
  /** Whether standing deputies may act by now. */
  readonly deputiesCalled: boolean;
  /** Supervisors and deputies who were asked so far. */
  readonly asked: readonly PersonId[];
  readonly ended: Ending | null;
};

/** A person, or what acts for one, as the edge has authenticated it. */
export type Decider = {
  /** Sign-in name, user id, owner of an API token, operating-system user. */
  readonly account: string | null;
  readonly address: AddrSpec | null;
  readonly role: 'admin' | 'approver' | 'auditor' | 'sender' | 'machine';
  /** `number`: by the link and the number of a notice, without a session. */
  readonly via: 'session' | 'number' | 'api' | 'cli';
};

type Decides = { readonly by: Decider; readonly saw: Content };

export type HoldEvent =
  /** The comment is told to the sender when this is the last grant. */
  | ({ readonly kind: 'grant'; readonly grant: Grant; readonly comment?: string | null } & Decides)
  | ({ readonly kind: 'return'; readonly comment: string | null } & Decides)
  | ({ readonly kind: 'withdraw'; readonly comment: string | null } & Decides)
  /** A supervisor passes it on to the next manager without waiting for the clock. */
  | ({ readonly kind: 'escalate' } & Decides)
  /** `content` and `needs` are those of the repaired mail, judged anew. */
  | ({ readonly kind: 'repair'; readonly content: Content; readonly needs: readonly Grant[] } & Decides)
  /** Brings the reminder of the step forward; there is one for each step. */
  | ({ readonly kind: 'remind' } & Decides)
  /** Whatever is due by now: reminder, standing deputies, escalation, delay over, deadline. */
  | { readonly kind: 'clock' };

export type HoldNotice =
  /** To the sender. */
  | 'held'
  | 'delayed'
  | 'granted'
  | 'escalated'
  | 'repaired'
  | 'released'
  | 'returned'
  | 'withdrawn'
  | 'expired'
  /** To whoever is asked. */
  | 'review'
  | 'reminder'
  /** To the others who were asked. */
  | 'handled';

export type Effect =
  | { readonly kind: 'notice'; readonly notice: HoldNotice; readonly to: AddrSpec }
  | { readonly kind: 'queue' }
  | { readonly kind: 'cancel'; readonly decision: Exclude<Decision, 'release'> };

export type Refusal =
  /** Decided before: `hold.ended` says by whom and when. */
  | 'ended'
  /** The mail is not what the decider saw. */
  | 'changed'
  /** This grant is not what the hold asks for now. */
  | 'not-asked'
  | 'own-mail'
  /** Has granted before, or the name acted in has. */
  | 'same-person'
  | 'not-entitled'
  /** A supervisor's grant by an account that is no person, or by one that several people share. */
  | 'not-a-person'
  /** The directory does not know whose account this is, so it might be the sender's. */
  | 'unidentified'
  | 'needs-session'
  /** Nothing is due yet. */
  | 'too-early'
  /** The reminder of this step is out, or it has none. */
  | 'reminded'
  /** There is no next manager. */
  | 'nobody-left';

export type Transition =
  | { readonly kind: 'done'; readonly hold: Hold; readonly effects: readonly Effect[] }
  | { readonly kind: 'refused'; readonly why: Refusal; readonly hold: Hold };

/** What a hold waits for at this moment. */
export type AskedGrant = {
  readonly grant: Grant;
  /** With it the mail leaves. */
  readonly isLast: boolean;
};

/** Null when nothing is missing, or the hold has ended. */
export function askedGrant(hold: Hold): AskedGrant | null {
  const grant = missingGrant(hold);
  if (grant === null || hold.state !== 'held') return null;
  return { grant, isLast: hold.given.length === hold.needs.length - 1 };
}

/** The first grant that is still missing; null when there is none. */
export function missingGrant({ needs, given }: Pick<Hold, 'needs' | 'given'>): Grant | null {
  return needs.find((need) => !given.some(({ grant }) => grant === need)) ?? null;
}

/** When the clock next has something to do with a hold; null when it has ended. */
export function nextDueAt({ state, step }: Hold): string | null {
  return state === 'held' ? (step.remindAt ?? step.deputyAt ?? step.deadline) : null;
}
