// What kind of mail it is, by its own header and envelope (peers' skip classes): reports and automatic replies
// answer somebody who wrote first and cannot be confirmed by a person, list mail goes to subscribers.

import { matchesAddress } from './address.ts';
import type { ContentFacts, EnvelopeFacts, Facts, HeaderFacts } from './facts.ts';
import { isInNetwork } from './network.ts';
import type { Rules } from './policy.ts';

/** `system`: a sender that the policy names as one; its mail is no person's decision. */
export type MailClass = 'system' | 'ordinary' | 'report' | 'auto-reply' | 'calendar-reply' | 'list';

/** How Exchange, Notes and others begin the subject of an absence note that only calls itself `auto-generated`. */
const ABSENCE =
  /^\s*(?:auto(?:matic)? ?reply|auto:|out of (?:the )?office|abwesen|自動応答|自動返信|不在(?:通知|の?お知らせ|応答))/iu;

function isAbsenceNote({ autoSubmitted, subject }: HeaderFacts): boolean {
  return autoSubmitted?.startsWith('auto-generated') === true && ABSENCE.test(subject);
}

/** Subscribers can leave the list, or the mail says itself that it goes to many. */
function isListMail({ listId, hasListUnsubscribe, precedence }: HeaderFacts): boolean {
  return listId !== null && (hasListUnsubscribe || precedence === 'bulk' || precedence === 'list');
}

/** The class decides which questions make sense; what a mail carries is judged in every class. */
export function mailClassOf({
  envelope,
  content: { header },
}: {
  readonly envelope: Pick<EnvelopeFacts, 'reversePath'>;
  readonly content: Pick<ContentFacts, 'header'>;
}): MailClass {
  if (header.reportType === 'delivery-status' || header.reportType === 'disposition-notification')
    return 'report';
  if (header.autoSubmitted !== null && /^auto-(replied|notified)/.test(header.autoSubmitted))
    return 'auto-reply';
  if (isAbsenceNote(header)) return 'auto-reply';
  if (header.precedence === 'auto_reply' || envelope.reversePath === null) return 'auto-reply';
  if (header.calendarMethod === 'reply' || header.calendarMethod === 'counter') return 'calendar-reply';
  if (isListMail(header)) return 'list';
  return 'ordinary';
}

/** Whether the policy names author and client as a system of ours. */
export function isSystemSender({ author, envelope }: Facts, { policy }: Rules): boolean {
  return policy.systemSenders.some(
    ({ from, network }) =>
      author !== null &&
      matchesAddress(author, from) &&
      (network === undefined || isInNetwork(envelope.clientAddress, network)),
  );
}
