// Does a conversation leave its circle? A mail that answers or forwards another one goes to somebody who was not in it:
// forwarded where a reply was meant, an internal exchange sent outside, one customer's words shown to another. Passing a
// mail on is everyday work, so something must speak against it: whom the text greets, what the quoted text asks for, or
// a newcomer nobody here has written to.

import { addressKey } from '../address.ts';
import { CLEAR, defineCheck, found } from '../check.ts';
import type { Facts, QuotedHeader, RecipientFacts } from '../facts.ts';
import { organizationOf, sideOf } from '../organizations.ts';
import type { Rules } from '../policy.ts';
import type { Evidence } from '../verdict.ts';
import { overhearing } from './external-among-internal.ts';

type Thread = {
  readonly author: RecipientFacts['address'] | null;
  readonly people: ReadonlySet<string>;
  readonly organizations: ReadonlySet<string>;
  readonly isInternal: boolean;
  readonly restricted: string | null;
};

function threadOf(quoted: readonly QuotedHeader[], rules: Rules): Thread {
  const boxes = quoted.flatMap(({ from, to, cc }) => [...(from === null ? [] : [from]), ...to, ...cc]);
  const people = new Set(boxes.map(({ address }) => addressKey(address)));
  const outside = [...people].filter((person) => sideOf(person, rules) === 'outside');
  const author = quoted[0]?.from?.address;
  return {
    author: author === undefined ? null : addressKey(author),
    people,
    organizations: new Set(outside.map((person) => organizationOf(person, rules))),
    isInternal: people.size > 0 && outside.length === 0,
    restricted: quoted.find(({ restricted }) => restricted !== null)?.restricted ?? null,
  };
}

type Drift = 'greets-author' | 'restricted' | 'internal' | 'stranger';

function driftOf(thread: Thread, newcomers: readonly RecipientFacts[], facts: Facts): Drift | null {
  const { elsewhere, content, recent } = facts;
  if (recent.fit !== 'fits' && elsewhere.some(({ isQuotedAuthor }) => isQuotedAuthor)) return 'greets-author';
  const foreign = newcomers.filter(({ organization }) => !thread.organizations.has(organization));
  if (foreign.length === 0) return null;
  if (thread.restricted !== null) return 'restricted';
  const carries = content.files.some(({ inline }) => !inline) || content.persons > 0;
  const isStranger = ({ byCompany, domainByCompany }: RecipientFacts) =>
    byCompany === null && domainByCompany === null;
  if (thread.isInternal) return carries && foreign.some(isStranger) ? 'internal' : null;
  return thread.organizations.size > 0 && foreign.some(isStranger) ? 'stranger' : null;
}

function evidenceOf(address: string, word: string | null): Evidence[] {
  return [{ kind: 'address', value: address }, ...(word ? [{ kind: 'text' as const, value: word }] : [])];
}

export const threadDrift = defineCheck('thread-drift', (facts, { settings, rules, mailClass }) => {
  const { quoted, aside } = facts.content.body;
  if (mailClass !== 'ordinary' || quoted.length === 0) return CLEAR;
  const visible = facts.recipients.filter((recipient) => recipient.visible);
  const overheard = overhearing(visible, facts);
  if (overheard !== null) {
    const values = { address: overheard.address, word: aside ?? '' };
    return found(settings.action, 'thread-drift/aside', values, evidenceOf(overheard.address, aside));
  }
  const thread = threadOf(quoted, rules);
  const newcomers = facts.recipients.filter(
    ({ side, address }) => side === 'outside' && !thread.people.has(address),
  );
  const [first] = newcomers;
  const isAnswered = facts.recipients.some(({ address }) => address === thread.author);
  const drift = driftOf(thread, newcomers, facts);
  if (first === undefined || drift === null || (drift === 'greets-author' && isAnswered)) return CLEAR;
  const values = { address: first.address, author: thread.author ?? '', word: thread.restricted ?? '' };
  const evidence = evidenceOf(first.address, thread.restricted);
  return found(settings.action, `thread-drift/${drift}`, values, evidence);
});
