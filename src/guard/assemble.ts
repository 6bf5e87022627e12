// Puts together the Facts of one mail: what its octets say, its envelope, and what history answered. Pure.

import { domainToUnicode } from 'node:url';
import {
  type AddrSpec,
  addressKey,
  type Domain,
  domainOf,
  parseDomain,
  registrableDomain,
} from './address.ts';
import type {
  ContentFacts,
  EnvelopeFacts,
  Facts,
  Mailbox,
  RecipientFacts,
  SimilarAddress,
  VisibleFacts,
} from './facts.ts';
import { FREEMAIL_DOMAINS } from './freemail-domains.ts';
import { type HistoryAnswer, type HistoryQuestion, pairOf } from './history.ts';
import { isDeclaredKnown, isFreemail, organizationOf, sideOf } from './organizations.ts';
import type { Rules } from './policy.ts';
import { likelyMeantDomain } from './similar.ts';

/** Pairs are asked for among at most so many visible outside addresses; the rest counts as never seen together. */
const MAX_TOGETHER = 400;
const MAX_VISIBLE = 2000;

const DAY_MS = 86_400_000;

/** Who wrote the mail: history belongs to From, because mailing systems use their own reverse-paths. */
export function authorOf(content: ContentFacts, envelope: EnvelopeFacts): AddrSpec | null {
  const author = content.header.from[0]?.address ?? content.header.sender?.address ?? envelope.reversePath;
  return author === null || author === undefined ? null : addressKey(author);
}

function unique(addresses: readonly AddrSpec[]): AddrSpec[] {
  return [...new Set(addresses.map(addressKey))];
}

/** Everybody that a recipient can read in the header: To, Cc, Resent-*, and a Bcc field left in the mail. */
export function visibleMailboxes({ header }: ContentFacts): readonly Mailbox[] {
  return [...header.to, ...header.cc, ...header.resentTo, ...header.bcc];
}

function outsideOf(addresses: readonly AddrSpec[], rules: Rules): AddrSpec[] {
  return addresses.filter((address) => sideOf(address, rules) === 'outside');
}

/** What must be looked up before this mail can be judged. */
export function questionFor(content: ContentFacts, envelope: EnvelopeFacts, rules: Rules): HistoryQuestion {
  const visible = unique(visibleMailboxes(content).map((mailbox) => mailbox.address)).slice(0, MAX_VISIBLE);
  const recipients = unique([...envelope.forwardPaths, ...visible]).slice(0, MAX_VISIBLE);
  const domains = outsideOf(recipients, rules).map((address) => registrableDomain(domainOf(address)));
  return {
    author: authorOf(content, envelope),
    recipients,
    domains: [...new Set(domains)],
    together: outsideOf(visible, rules).slice(0, MAX_TOGETHER),
  };
}

type Input = {
  readonly content: ContentFacts;
  readonly envelope: EnvelopeFacts;
  readonly receivedAt: string;
  readonly answer: HistoryAnswer;
  readonly rules: Rules;
};

/** Addresses that a quoted header block names: they have seen each other there already. */
function quotedThread(content: ContentFacts): ReadonlySet<AddrSpec> {
  const named = content.body.quoted.flatMap(({ from, to, cc }) => [...(from ? [from] : []), ...to, ...cc]);
  return new Set(named.map((mailbox) => addressKey(mailbox.address)));
}

function visibleFacts({ content, answer, rules }: Input, thread: ReadonlySet<AddrSpec>): VisibleFacts[] {
  const addresses = unique(visibleMailboxes(content).map((mailbox) => mailbox.address)).slice(0, MAX_VISIBLE);
  const people = addresses.map((address) => ({
    address,
    side: sideOf(address, rules),
    organization: organizationOf(address, rules),
  }));
  const outside = people.filter((person) => person.side === 'outside');
  const haveMet = (a: AddrSpec, b: AddrSpec) =>
    (thread.has(a) && thread.has(b)) || answer.seenTogether.has(pairOf(a, b));
  return people.map(({ address, side, organization }) => ({
    address,
    side,
    organization,
    isFreemail: isFreemail(domainOf(address), rules),
    known: answer.bySender.has(address) || answer.byCompany.has(address) || isDeclaredKnown(address, rules),
    newlySeenBy:
      side === 'outside'
        ? outside.filter((other) => other.organization !== organization && !haveMet(address, other.address))
            .length
        : 0,
  }));
}

function recipientFacts(input: Input, thread: ReadonlySet<AddrSpec>): RecipientFacts[] {
  const { content, envelope, answer, rules } = input;
  const names = new Map<AddrSpec, string | null>();
  for (const { address, name } of visibleMailboxes(content)) names.set(addressKey(address), name);
  return unique(envelope.forwardPaths).map((address) => {
    const domain = domainOf(address);
    const freemail = isFreemail(domain, rules);
    return {
      address,
      side: sideOf(address, rules),
      organization: organizationOf(address, rules),
      isFreemail: freemail,
      visible: names.has(address),
      name: names.get(address) ?? null,
      bySender: answer.bySender.get(address) ?? null,
      byCompany: answer.byCompany.get(address) ?? null,
      domainByCompany: freemail ? null : (answer.domains.get(registrableDomain(domain)) ?? null),
      inQuotedThread: thread.has(address),
    };
  });
}

/** Domains worth comparing with: those written to often, those declared known, freemail and our own. */
function knownDomains({ answer, rules }: Input): Set<Domain> {
  const declared = [
    ...rules.policy.knownDomains,
    ...rules.policy.freemailDomains,
    ...rules.organization.domains,
  ]
    .map((pattern) => parseDomain(pattern.replace(/^.*@|^\*\./, '')))
    .filter((domain) => domain !== null);
  return new Set([...declared, ...answer.frequentDomains.keys(), ...FREEMAIL_DOMAINS]);
}

function similarAddresses(input: Input, recipients: readonly RecipientFacts[]): SimilarAddress[] {
  const unknown = recipients.filter(
    ({ address, side, byCompany, domainByCompany }) =>
      side === 'outside' &&
      byCompany === null &&
      domainByCompany === null &&
      !isDeclaredKnown(address, input.rules),
  );
  if (unknown.length === 0) return [];
  const known = knownDomains(input);
  return unknown.flatMap(({ address }) => {
    const meant = likelyMeantDomain(registrableDomain(domainOf(address)), known, domainToUnicode);
    if (meant === null) return [];
    return [
      { address, likelyMeant: meant, kind: 'domain', count: input.answer.frequentDomains.get(meant) ?? 0 },
    ];
  });
}

function isLearningOver({ answer, receivedAt, rules }: Input): boolean {
  if (answer.imported || rules.policy.learnDays === 0) return true;
  if (answer.learningSince === null) return false;
  return Date.parse(receivedAt) - Date.parse(answer.learningSince) >= rules.policy.learnDays * DAY_MS;
}

/** All that the checks may look at. `receivedAt` is an ISO time; it is the only clock a check knows. */
export function assembleFacts(input: Input): Facts {
  const thread = quotedThread(input.content);
  const recipients = recipientFacts(input, thread);
  return {
    v: 1,
    receivedAt: input.receivedAt,
    envelope: input.envelope,
    author: authorOf(input.content, input.envelope),
    content: input.content,
    recipients,
    visible: visibleFacts(input, thread),
    similar: similarAddresses(input, recipients),
    learningOver: isLearningOver(input),
  };
}
