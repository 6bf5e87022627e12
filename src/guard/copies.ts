// Copies of one mail: a server before us may hand over one mail in several transactions, one for each domain or
// recipient. Each copy is judged as the mail that it is a part of: with the recipients of those that came before it. Pure.

import { type AddrSpec, addressKey } from './address.ts';
import type { ContentFacts, EnvelopeFacts, Facts } from './facts.ts';

/** So long after another one a mail with its Message-ID, its reverse-path and its content is a copy of it. */
export const COPY_SECONDS = 60;
/** A mail's recipients are joined up to so many. */
const MAX_JOINED = 2000;

/** Without what a server writes into each copy by itself, and what blind copies alone may show. */
const comparable = (content: ContentFacts): string =>
  JSON.stringify({
    ...content,
    header: { ...content.header, bcc: [], forwardingFields: [], foreignMarks: 0 },
  });

/** The earliest time at which a copy of a mail received `at` was received. */
export const copiesSince = (at: string): string =>
  new Date(Date.parse(at) - COPY_SECONDS * 1000).toISOString();

/** Recipients of this mail that earlier copies had; `earlier` has the same Message-ID and reverse-path. */
export function recipientsOfCopies(
  content: ContentFacts,
  { forwardPaths }: EnvelopeFacts,
  earlier: readonly Facts[],
): readonly AddrSpec[] {
  const own = new Set(forwardPaths.map(addressKey));
  const mail = comparable(content);
  const joined = earlier
    .filter((facts) => comparable(facts.content) === mail)
    .flatMap(({ recipients }) => recipients.map(({ address }) => address))
    .filter((address) => !own.has(address));
  return [...new Set(joined)].slice(0, MAX_JOINED);
}
