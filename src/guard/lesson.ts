// What a delivered mail teaches: whom the author writes to, and which outsiders have now seen each other. Pure.

import { type AddrSpec, addressKey } from './address.ts';
import type { Facts } from './facts.ts';
import type { Lesson } from './history.ts';
import { mailClassOf } from './mail-class.ts';

const MAX_TOGETHER = 400;

/**
 * The lesson of a mail whose `delivered` forward-paths the next hop has taken at `at` (ISO time), or null when there
 * is none: reports and automatic replies go to whoever wrote, which says nothing about whom the author knows.
 */
export function lessonOf(facts: Facts, delivered: readonly AddrSpec[], at: string): Lesson | null {
  const mailClass = mailClassOf(facts);
  if (facts.author === null || delivered.length === 0) return null;
  if (mailClass === 'report' || mailClass === 'auto-reply') return null;
  const reached = new Set(delivered.map(addressKey));
  const leftTheCompany = facts.recipients.some(
    ({ address, side }) => side === 'outside' && reached.has(address),
  );
  const together = facts.visible.filter(({ side }) => side === 'outside').map(({ address }) => address);
  return {
    at,
    author: facts.author,
    recipients: [...reached],
    together: leftTheCompany && together.length <= MAX_TOGETHER ? together : [],
  };
}
