// The states of a mail and the only ways between them (DESIGN §5). A mail is stored either `held` or `queued`.
// `queued` ends in `done` when every forward-path has an outcome. A `held` mail is released (→ queued) or ends in
// `cancelled`: returned by a reviewer, withdrawn by its sender, or expired. Leases are columns, not states.

export const MAIL_STATES = ['held', 'queued', 'done', 'cancelled'] as const;
export type MailState = (typeof MAIL_STATES)[number];

export const RECIPIENT_STATES = ['pending', 'delivered', 'refused', 'expired', 'dropped'] as const;
export type RecipientState = (typeof RECIPIENT_STATES)[number];

export const DECISIONS = ['release', 'return', 'withdraw', 'expire'] as const;
export type Decision = (typeof DECISIONS)[number];

/** The state a held mail is in after a decision. */
export function stateAfter(decision: Decision): MailState {
  return decision === 'release' ? 'queued' : 'cancelled';
}
