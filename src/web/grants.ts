// The first of two approvals, where the policy asks for two persons. It is an event of the audit, bound to the octets,
// the envelope and the revision that were seen; whatever changes the mail makes it void. Pure.

import type { Decision } from '../guard/states.ts';
import type { DecisionInput, EventRow, MailRow, UserRow } from '../store/store.ts';

export type Grant = { readonly userId: string; readonly at: string };

type Seen = NonNullable<DecisionInput['saw']>;

/** The latest approval of the mail as it is now; null when there is none. */
export function findGrant(mail: Seen, events: readonly EventRow[]): Grant | null {
  const granted = events.findLast(
    ({ type, actor, detail }) =>
      type === 'granted' &&
      actor.kind === 'user' &&
      detail.sha256 === mail.sha256 &&
      detail.envelopeSha256 === mail.envelopeSha256 &&
      detail.revision === mail.revision,
  );
  return granted === undefined ? null : { userId: granted.actor.id, at: granted.at };
}

/** Whether this person's release is the first of the two that the mail needs, and therefore sends nothing yet. */
export function isFirstOfTwo(
  mail: Pick<MailRow, 'needs'>,
  decision: Decision,
  grant: Grant | null,
  user: Pick<UserRow, 'id'>,
): boolean {
  if (decision !== 'release' || !mail.needs.includes('second-supervisor')) return false;
  return grant === null || grant.userId === user.id;
}
