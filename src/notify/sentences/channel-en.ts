// The English words of chat channels.

import type { ChannelWords } from './words.ts';

const count = (n: number, one: string) => `${n} ${n === 1 ? one : `${one}s`}`;

export const channelEn: ChannelWords = {
  happened: {
    held: 'A mail is held and waits for a decision.',
    granted: 'A held mail has been granted one of its confirmations.',
    escalated: 'A held mail was passed on to the next manager.',
    repaired: 'A held mail was repaired and waits again.',
    released: 'A held mail was released.',
    returned: 'A held mail was returned to its sender.',
    withdrawn: 'A held mail was withdrawn by its sender.',
    expired: 'A held mail has expired. It was not sent.',
    refused: 'A mail was refused by the next server.',
    'given-up': 'A mail could not be delivered and was given up.',
    'text-opened': 'An auditor has opened the text of a mail and said why; the audit has the reason.',
  },
  counts: ({ recipients, outside, files }) =>
    `${count(recipients, 'recipient')}, ${outside} of them outside; ${count(files, 'file')}.`,
  reasons: (labels) => `Why: ${labels.join(', ')}`,
  from: (address) => `From: ${address}`,
  to: (addresses) => `To: ${addresses}`,
  link: 'Look at it',
};
