// The English words of notices.

import type { NoticeView } from '../notice-view.ts';
import { channelEn } from './channel-en.ts';
import type { Words } from './words.ts';

const by = ({ decidedBy }: NoticeView) => (decidedBy === null ? '' : ` by ${decidedBy}`);

export const en: Words = {
  tag: {
    held: '[Held] ',
    review: '[Please approve] ',
    released: '[Released] ',
    returned: '[Returned] ',
    withdrawn: '[Withdrawn] ',
    expired: '[Expired] ',
    refused: '[Not delivered] ',
    delayed: '[Sent later] ',
    granted: '[Confirmed, one more needed] ',
    escalated: '[Passed on] ',
    repaired: '[Repaired] ',
    reminder: '[Still waiting] ',
    handled: '[Settled] ',
  },
  opening: {
    held: ({ needsSupervisor }) =>
      needsSupervisor
        ? 'Your mail below has not been sent yet. It needs an approval.'
        : 'Your mail below has not been sent yet. It waits until somebody has looked at it.',
    review: () => 'The mail below waits for an approval. It has not been sent yet.',
    released: (view) => `The mail below was released${by(view)} and is being sent.`,
    returned: (view) => `The mail below was returned${by(view)}. It has not been sent.`,
    withdrawn: (view) => `The mail below was withdrawn${by(view)}. It has not been sent.`,
    expired: () => 'Nobody decided on the mail below in time. It ended without being sent.',
    refused: () => 'The mail below could not be delivered.',
    delayed: () => 'The mail below is sent by itself in a moment. Until then you can stop it.',
    granted: () =>
      'The mail below was confirmed. It waits for one more confirmation and has not been sent yet.',
    escalated: () => 'The next manager is asked about the mail below as well. It has not been sent yet.',
    repaired: () => 'The mail below was repaired. It has not been sent yet.',
    reminder: () => 'The mail below still waits for a decision. It has not been sent yet.',
    handled: () => 'The mail below was decided. You need not do anything.',
  },
  subject: 'Subject',
  noSubject: '(no subject)',
  from: 'From',
  to: 'To',
  others: (count) => `and ${count} more`,
  reasons: 'Why',
  comment: 'Comment',
  approvers: 'Asked to approve',
  comma: ', ',
  deadline: 'Until',
  afterDeadline: {
    ends: 'After that it ends without being sent.',
    'is-sent': 'After that it is sent.',
    'goes-on': 'After that somebody else is asked as well.',
  },
  burst: (held) =>
    held > 0
      ? `One of ${held} mails sent in a row that are held; you are not told of each of them.`
      : 'It was one of many mails sent in a row; of those decided alike you are not told one by one.',
  page: 'Look at it (opening the page sends nothing and cancels nothing):',
  pageWithNumber:
    'Decide on this page with the number below it (opening it sends nothing and cancels nothing):',
  number: 'Number',
  mails: (count) => `${count} mails`,
  several: {
    review: (count) => `The ${count} mails below wait for an approval. They have not been sent yet.`,
    handled: (count) => `The ${count} mails below were decided. You need not do anything.`,
  },
  footer: 'A reply to this notice neither sends nor cancels anything.',
  channel: channelEn,
};
