// Is a recipient outside written to for the first time? Every such recipient is recorded; `holdOn` says when that
// holds the mail: for every new address, for a new domain, or for a new domain when the mail carries something that
// would hurt in wrong hands. Replies, known companies and declared domains are no slip (a third of outside mail has
// a new address; a hold on each would be a ritual); nor is a private person whom the mail greets by the right name.

import { CLEAR, defineCheck, found, weaker } from '../check.ts';
import type { Facts, RecipientFacts } from '../facts.ts';
import { isDeclaredKnown } from '../organizations.ts';

const MAX_EVIDENCE = 20;
/** So many companies that are new at once are content enough. */
const SEVERAL = 3;
/** Somebody who often writes to so many people at freemail domains does so in the company's business. */
const WRITES_TO_PRIVATE_PEOPLE = 3;
const REPLY = /^\s*(?:re|aw|sv|vs|返信|回答)\s*(?:\[\d+\])?\s*[:：]/iu;

export const firstContact = defineCheck(
  'first-contact',
  (facts, { settings, rules, mailClass }) => {
    const fresh = facts.recipients.filter(
      ({ side, bySender, address }) =>
        side === 'outside' && bySender === null && !isDeclaredKnown(address, rules),
    );
    if (fresh.length === 0) return CLEAR;
    const strangers = fresh.filter((recipient) => isNewToCompany(recipient) && !isAnswered(recipient, facts));
    const holds = {
      address: fresh.length > 0,
      domain: strangers.length > 0,
      'domain-with-content': isRisky(facts, strangers),
    };
    // Reports, automatic replies and mailing systems are recorded, too, but nobody could confirm them.
    const isAsked = mailClass === 'ordinary' && holds[settings.holdOn];
    const asked = isAsked ? settings.action : weaker('log', settings.action);
    const shown = settings.holdOn === 'address' || strangers.length === 0 ? fresh : strangers;
    const values = {
      count: shown.length,
      addresses: shown.slice(0, 3).map(({ address }) => address),
      companies: new Set(shown.map(({ organization }) => organization)).size,
    };
    const sentence = strangers.length > 0 ? 'first-contact/company' : 'first-contact/address';
    return found(
      asked,
      sentence,
      values,
      shown.slice(0, MAX_EVIDENCE).map(({ address }) => ({ kind: 'address', value: address })),
    );
  },
  { needsHistory: true },
);

/** Nobody here has written to the company (or, at freemail, the person), nor did they write first. */
function isNewToCompany(recipient: RecipientFacts): boolean {
  const { byCompany, domainByCompany, inQuotedThread, hasWritten } = recipient;
  return byCompany === null && domainByCompany === null && !inQuotedThread && !hasWritten;
}

/** A reply goes to whoever wrote; its client need not have quoted their address. */
function isAnswered({ address }: RecipientFacts, { content: { header, body } }: Facts): boolean {
  const isReply = REPLY.test(header.subject) && (header.inReplyTo !== null || body.quoted.length > 0);
  return isReply && header.to.some((box) => box.address.toLowerCase() === address);
}

/** Private people are written to now and then by their names, in answers, or by somebody who often writes to some. */
function isUsualPrivately({ content, recent, privateContacts }: Facts): boolean {
  return (
    recent.fit === 'fits' || REPLY.test(content.header.subject) || privateContacts >= WRITES_TO_PRIVATE_PEOPLE
  );
}

function isRisky(facts: Facts, strangers: readonly RecipientFacts[]): boolean {
  if (strangers.length === 0) return false;
  const { content, similar } = facts;
  const attached = content.files.some(({ inline }) => !inline);
  const freemail = !isUsualPrivately(facts) && strangers.some(({ isFreemail }) => isFreemail);
  const lookalike = strangers.some(({ address }) => similar.some((s) => s.address === address));
  const companies = new Set(strangers.map(({ organization }) => organization));
  return attached || content.persons > 0 || freemail || lookalike || companies.size >= SEVERAL;
}
