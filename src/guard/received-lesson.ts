// What a mail that came in teaches: that its author has written to us, so that an answer to them is no first contact.
// Nothing else, because anybody may write: an outsider must not make their domain a known one. Pure.

import { type AddrSpec, addressKey } from './address.ts';
import type { ContentFacts, EnvelopeFacts } from './facts.ts';
import { type Lesson, writtenBy } from './history.ts';
import { mailClassOf } from './mail-class.ts';
import { sideOf } from './organizations.ts';
import type { Rules } from './policy.ts';

export type Received = {
  readonly content: Pick<ContentFacts, 'header'>;
  readonly envelope: Pick<EnvelopeFacts, 'reversePath'>;
};

/**
 * The lesson of a mail received at `at` (ISO time), or null when there is none: mail that says it is from us (it is, or
 * it is forged), that does not say who wrote it, and what machines answered.
 */
export function lessonOfReceived(received: Received, rules: Rules, at: string): Lesson | null {
  const { from, sender } = received.content.header;
  const [author, ...others] = from.map(({ address }) => addressKey(address));
  if (author === undefined || others.length > 0) return null;
  const senders = [author, sender?.address, received.envelope.reversePath];
  const isFromUs = (address: AddrSpec | null | undefined) => address && sideOf(address, rules) !== 'outside';
  if (senders.some(isFromUs)) return null;
  const mailClass = mailClassOf(received);
  if (mailClass === 'report' || mailClass === 'auto-reply') return null;
  return {
    at,
    author,
    recipients: [],
    together: [],
    pairs: [writtenBy(author)],
    namings: [],
    pace: null,
  };
}
