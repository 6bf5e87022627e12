// What kind of mail it is, by its own header and envelope (peers' skip classes): reports and automatic replies
// answer somebody who wrote first and cannot be confirmed by a person, list mail goes to subscribers.

import type { Facts } from './facts.ts';

export type MailClass = 'ordinary' | 'report' | 'auto-reply' | 'calendar-reply' | 'list';

/** The class decides which questions make sense; what a mail carries is judged in every class. */
export function mailClassOf({ envelope, content: { header } }: Facts): MailClass {
  if (header.reportType === 'delivery-status' || header.reportType === 'disposition-notification')
    return 'report';
  if (header.autoSubmitted !== null && /^auto-(replied|notified)/.test(header.autoSubmitted))
    return 'auto-reply';
  if (header.precedence === 'auto_reply' || envelope.reversePath === null) return 'auto-reply';
  if (header.calendarMethod === 'reply') return 'calendar-reply';
  if (header.listId !== null && header.hasListUnsubscribe) return 'list';
  return 'ordinary';
}

/** Whether the mail answers somebody who wrote first. */
export function answersSomebody(mailClass: MailClass): boolean {
  return mailClass === 'report' || mailClass === 'auto-reply' || mailClass === 'calendar-reply';
}
