// The words of the daily digest. English.

import type { DigestWords } from './words.ts';

const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

export const digestEn: DigestWords = {
  tag: '[Observed]',
  subject: (mails, held) => `${held} of ${plural(mails, 'mail')} would have been held`,
  opening: (day) => `What Sekisho saw on ${day}. It only observes: nothing was held.`,
  sum: (mails, held, share) => `Of ${plural(mails, 'mail')} ${held} would have been held (${share} %).`,
  asked: (sender, supervisor) =>
    `The sender would have been asked ${sender} times, a supervisor ${supervisor} times.`,
  checks: 'By check:',
  mails: 'Mails',
  more: (count) => `and ${count} more`,
  page: 'Numbers over more days',
  footer: 'This is sent each morning to notices.digestTo while policy.mode is observe.',
};
