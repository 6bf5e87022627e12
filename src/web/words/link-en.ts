// The English words of the page behind the link of a notice.

import { count } from './count-en.ts';

export const linkEn = {
  unknown: 'This link leads nowhere',
  unknownHint: 'It may be incomplete, or its mail is not kept any more.',
  number: (digits: number) => `Number from the notice (${count(digits, 'digit')})`,
  numberHint: 'It stands in the mail below the link. Without it nothing is sent and nothing cancelled.',
  wrong: (left: number) => `This is not the number from the notice. ${count(left, 'try', 'tries')} left.`,
  locked: 'Too many wrong numbers: this link is locked. Nothing was decided.',
  expired: 'The time of this link is over.',
};

export type LinkWords = typeof linkEn;
