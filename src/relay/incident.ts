// A stored mail as an incident: for the page and for the command.

import { type IncidentKit, incidentKit } from '../guard/legal/incident.ts';
import type { Rules } from '../guard/policy.ts';
import type { MailDetail } from '../store/store.ts';

export type IncidentTimes = {
  /** When the organisation became aware of it: an ISO instant. */
  readonly awareAt: string;
  readonly isWrongful: boolean;
};

/** null: nothing is known any more of what was in the mail. */
export function incidentOf(
  { mail, recipients, facts }: MailDetail,
  { organization }: Rules,
  times: IncidentTimes,
): IncidentKit | null {
  if (facts === null) return null;
  const { id, subject, author, messageId, receivedAt } = mail;
  return incidentKit({
    mail: { id, subject, author, messageId, receivedAt },
    recipients: recipients.map(({ forwardPath, state, settledAt }) => ({
      address: forwardPath,
      state,
      settledAt,
    })),
    facts,
    organization,
    ...times,
  });
}
