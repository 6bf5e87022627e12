// A person's deed about a held mail, whether a form or a program asks for it: one way to the state machine.

import { type Content, type HoldEvent, missingGrant, type Refusal } from '../guard/holds/hold.ts';
import type { Grant } from '../guard/verdict.ts';
import type { ActResult } from '../relay/act-on-hold.ts';
import type { MailDetail } from '../store/store.ts';
import { type Choice, deciderOf } from './may.ts';
import { actorOf, type SignedVisit, tokenDetail } from './visit.ts';

export type Deed = {
  readonly deed: Choice | 'remind';
  /** It counts only for exactly this. */
  readonly saw: Content;
  readonly comment: string | null;
  /** Which grant a release is meant to give, and no other instead; not given: the one that is missing. */
  readonly grant?: Grant;
};

/** Refused because something happened since the mail was looked at. */
export const STALE: ReadonlySet<Refusal> = new Set<Refusal>(['ended', 'changed', 'not-asked']);

function eventOf(visit: SignedVisit, { hold }: MailDetail, { deed, saw, comment, grant }: Deed): HoldEvent {
  const decides = { by: deciderOf(visit), saw };
  switch (deed) {
    case 'escalate':
    case 'remind':
      return { kind: deed, ...decides };
    case 'return':
    case 'withdraw':
      return { kind: deed, comment, ...decides };
    case 'release': {
      const missing = hold === null ? null : missingGrant(hold);
      return { kind: 'grant', grant: grant ?? missing ?? 'sender', comment, ...decides };
    }
  }
}

export function decide(visit: SignedVisit, detail: MailDetail, deed: Deed): Promise<ActResult> {
  return visit.ports.act({
    mailId: detail.mail.id,
    event: eventOf(visit, detail, deed),
    actor: actorOf(visit),
    detail: tokenDetail(visit),
  });
}
