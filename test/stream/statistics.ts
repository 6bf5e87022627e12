// Counts a stream the way real mail was counted, so that the two can stand side by side.

import type { Domain } from '../../src/guard/address.ts';
import { FREEMAIL_DOMAINS } from '../../src/guard/freemail-domains.ts';
import { OUR_DOMAIN } from './company.ts';
import type { StreamMail } from './generate.ts';

export type Figure = { readonly name: string; readonly real: number; readonly here: number };

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1);
const isOutside = (address: string) => domainOf(address) !== OUR_DOMAIN;
/** The domain, or the whole address at a freemail provider. */
const firmOf = (address: string) =>
  FREEMAIL_DOMAINS.has(domainOf(address) as Domain) ? address : domainOf(address);

/** Shares of real outgoing mail (22,949 messages, 3,169 to the outside; first times after 3 months). */
const REAL = {
  'of all mail: goes outside': 0.138,
  'of outside mail: exactly one recipient': 0.76,
  'new address for the sender': 0.32,
  'new domain for the sender': 0.238,
  'new firm or freemail address for the sender': 0.278,
  'new address for the company': 0.309,
  'new domain for the company': 0.159,
  'new firm or freemail address for the company': 0.225,
  'new address for the sender, no reply': 0.153,
  'new domain for the company, no reply': 0.064,
  'two or more visible outsiders': 0.127,
  'five or more visible outsiders': 0.038,
  'ten or more visible outsiders': 0.014,
} as const;

export function countStream(stream: readonly StreamMail[], learnDays = 90): Figure[] {
  const counts = new Map<string, number>();
  const seen = new Set<string>();
  const start = Date.parse(stream[0]?.date ?? '');
  let all = 0;
  let outside = 0;
  let counted = 0;
  const count = (name: keyof typeof REAL, is: boolean) =>
    counts.set(name, (counts.get(name) ?? 0) + (is ? 1 : 0));
  for (const mail of stream) {
    all += 1;
    const recipients = [...mail.to, ...mail.cc, ...mail.bcc];
    const outsiders = recipients.filter(isOutside);
    if (outsiders.length === 0) continue;
    outside += 1;
    const isNew = (key: (address: string) => string) => outsiders.some((address) => !seen.has(key(address)));
    if ((Date.parse(mail.date) - start) / 86_400_000 >= learnDays) {
      counted += 1;
      count('of outside mail: exactly one recipient', recipients.length === 1);
      const newForSender = isNew((a) => `${mail.from} ${a}`);
      const newForCompany = isNew((a) => `* ${domainOf(a)}`);
      count('new address for the sender', newForSender);
      count(
        'new domain for the sender',
        isNew((a) => `${mail.from} ${domainOf(a)}`),
      );
      count(
        'new firm or freemail address for the sender',
        isNew((a) => `${mail.from} ${firmOf(a)}`),
      );
      count(
        'new address for the company',
        isNew((a) => `* ${a}`),
      );
      count('new domain for the company', newForCompany);
      count(
        'new firm or freemail address for the company',
        isNew((a) => `* ${firmOf(a)}`),
      );
      count('new address for the sender, no reply', newForSender && !mail.isReply);
      count('new domain for the company, no reply', newForCompany && !mail.isReply);
      count('two or more visible outsiders', outsiders.length >= 2);
      count('five or more visible outsiders', outsiders.length >= 5);
      count('ten or more visible outsiders', outsiders.length >= 10);
    }
    for (const who of [mail.from, '*'])
      for (const a of outsiders) for (const key of [a, domainOf(a), firmOf(a)]) seen.add(`${who} ${key}`);
  }
  return Object.entries(REAL).map(([name, real]) => ({
    name,
    real,
    here: name.startsWith('of all mail') ? outside / all : (counts.get(name) ?? 0) / counted,
  }));
}
