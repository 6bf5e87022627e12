// The English words of the buttons that decide, and by their type the shape that every other language fills.

import { count } from './count-en.ts';

export const decideEn = {
  title: 'Decision',
  notSent: 'Not sent yet.',
  release: 'Send…',
  return: 'Return…',
  withdraw: 'Withdraw…',
  releaseNow: (n: number) => `Send to ${count(n, 'recipient')} now`,
  returnNow: 'Return to the sender',
  withdrawNow: 'Do not send it',
  releaseLead: 'It leaves at once, unchanged, and cannot be called back.',
  returnLead: 'It is not sent. The sender gets your comment and can send a better one.',
  withdrawLead: 'It is not sent.',
  comment: 'Comment (optional)',
  reasonsTitle: 'What should be changed?',
  reasons: {
    recipients: 'Check the recipients',
    bcc: 'Use Bcc',
    encrypt: 'Encrypt the attachment',
    content: 'Change the content',
  },
  oneMore: 'A second person has to say yes as well.',
  sendNow: { label: 'Send now…', lead: 'It leaves at once instead of waiting for its time.' },
  confirmFirst: {
    label: 'Confirm…',
    lead: 'Nothing is sent yet: then a supervisor is asked.',
    now: 'Confirm and ask for approval',
  },
  approveFirst: {
    label: 'Approve…',
    lead: 'Nothing is sent until another person has approved as well.',
    now: 'Approve as the first of two',
  },
  escalate: {
    label: 'Pass on…',
    lead: 'The next manager is asked as well. Nothing is sent.',
    now: 'Ask the next manager',
  },
  refusedHint: 'Nothing was decided.',
  readOnly: 'You may look, not decide.',
  next: 'Next held mail',
  tooLate: 'Somebody was faster',
  tooLateHint: 'Your decision was not needed and changed nothing.',
  changed: 'The mail has changed since you opened it',
  changedHint: 'Nothing was decided. Please look at it again as it is now.',
  lookAgain: 'Look at it again',
};

export type DecideWords = typeof decideEn;
