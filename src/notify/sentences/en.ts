// The English words of notices.

import type { NoticeView } from '../notice-view.ts';
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
  },
  subject: 'Subject',
  noSubject: '(no subject)',
  from: 'From',
  to: 'To',
  others: (count) => `and ${count} more`,
  reasons: 'Why',
  comment: 'Comment',
  deadline: 'Until',
  afterDeadline: 'After that it ends without being sent.',
  page: 'Look at it (opening the page sends nothing and cancels nothing)',
  footer: 'A reply to this notice neither sends nor cancels anything.',
};
