// Puts together the Facts of one mail: what its octets say, its envelope, and what history answered. Pure.

import { type AddrSpec, addressKey, domainOf, registrableDomain } from './address.ts';
import { companiesNamed, elsewhereOf } from './elsewhere.ts';
import type { ContentFacts, EnvelopeFacts, Facts, Mailbox, RecipientFacts, Side } from './facts.ts';
import { fitOf } from './fit.ts';
import { parseGreeting } from './greeting.ts';
import {
  type HistoryAnswer,
  type HistoryQuestion,
  type Naming,
  nameOfSubject,
  pairOf,
  writtenBy,
} from './history.ts';
import { namesakesOf } from './namesakes.ts';
import { isFreemail, organizationOf, sideOf } from './organizations.ts';
import type { Rules } from './policy.ts';
import { recentFactsOf } from './recent-facts.ts';
import { similarAddresses } from './similar.ts';
import { meetings, newlyTogether, visibleFacts } from './visible.ts';

/** Pairs are asked for among at most so many visible outside addresses; the rest counts as never seen together. */
const MAX_TOGETHER = 400;
const MAX_VISIBLE = 2000;
/** An outsider among colleagues: at most so many outsiders are asked about beside so many colleagues. */
const MAX_ODD = 5;
const MAX_COLLEAGUES = 50;
/** Names are looked for and compared in mail to at most so many outsiders. */
const MAX_NAMED = 20;
const MAX_FILES = 20;
/** Of so many outsiders it is asked whether they have written to us. */
const MAX_WRITERS = 100;

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

const visibleAddresses = (content: ContentFacts) =>
  unique(visibleMailboxes(content).map((mailbox) => mailbox.address)).slice(0, MAX_VISIBLE);

/** The few outsiders of a visible list beside its colleagues: as pairs, whether they have been in one list before. */
export function oddPairs(
  visible: readonly { readonly address: AddrSpec; readonly side: Side }[],
): readonly (readonly [outsider: AddrSpec, colleague: AddrSpec])[] {
  const outside = visible.filter(({ side }) => side === 'outside');
  const inside = visible.filter(({ side }) => side === 'inside');
  if (outside.length > MAX_ODD || inside.length < 2) return [];
  return outside.flatMap((a) => inside.slice(0, MAX_COLLEAGUES).map((b) => [a.address, b.address] as const));
}

const withSides = (addresses: readonly AddrSpec[], rules: Rules) =>
  addresses.map((address) => ({ address, side: sideOf(address, rules) }));

function subjectsOf(content: ContentFacts, outside: readonly AddrSpec[], rules: Rules) {
  const few = outside.slice(0, MAX_NAMED);
  const domains = few.map(domainOf).filter((domain) => !isFreemail(domain, rules));
  const files = content.files.flatMap(({ sha256, inline }) => (sha256 === null || inline ? [] : [sha256]));
  return [
    ...few.map((subject) => ({ kind: 'person', subject }) as const),
    ...[...new Set(domains.map(registrableDomain))].map((subject) => ({ kind: 'company', subject }) as const),
    ...[...new Set(files)].slice(0, MAX_FILES).map((subject) => ({ kind: 'file', subject }) as const),
  ];
}

/** What must be looked up before this mail can be judged. */
export function questionFor(content: ContentFacts, envelope: EnvelopeFacts, rules: Rules): HistoryQuestion {
  const visible = visibleAddresses(content);
  const recipients = unique([...envelope.forwardPaths, ...visible]).slice(0, MAX_VISIBLE);
  const isOutside = (address: AddrSpec) => sideOf(address, rules) === 'outside';
  const outside = recipients.filter(isOutside);
  return {
    author: authorOf(content, envelope),
    recipients,
    domains: [...new Set(outside.map((address) => registrableDomain(domainOf(address))))],
    together: visible.filter(isOutside).slice(0, MAX_TOGETHER),
    pairs: [
      ...oddPairs(withSides(visible, rules)).map(([a, b]) => pairOf(a, b)),
      ...outside.slice(0, MAX_WRITERS).map(writtenBy),
    ],
    subjects: subjectsOf(content, outside, rules),
    names: companiesNamed(content).map(({ key }) => ({ kind: 'company', name: key })),
    outside: outside.length > 0,
  };
}

export type Input = {
  readonly content: ContentFacts;
  readonly envelope: EnvelopeFacts;
  readonly receivedAt: string;
  readonly answer: HistoryAnswer;
  readonly rules: Rules;
  /** Recipients of earlier copies of the same mail; the answer is about them as well. */
  readonly earlierCopies?: readonly AddrSpec[];
};

/** Addresses that a quoted header block names: they have seen each other there already. */
function quotedThread(content: ContentFacts): ReadonlySet<AddrSpec> {
  const named = content.body.quoted.flatMap(({ from, to, cc }) => [...(from ? [from] : []), ...to, ...cc]);
  return new Set(named.map((mailbox) => addressKey(mailbox.address)));
}

function recipientFacts(input: Input, thread: ReadonlySet<AddrSpec>): RecipientFacts[] {
  const { content, envelope, answer, rules } = input;
  const names = new Map<AddrSpec, string | null>();
  for (const { address, name } of visibleMailboxes(content)) names.set(addressKey(address), name);
  const paths = unique(envelope.forwardPaths);
  const outside = paths.filter((address) => sideOf(address, rules) === 'outside');
  const named = new Set(outside.length > MAX_NAMED ? [] : outside);
  const pairs = oddPairs(withSides(visibleAddresses(content), rules));
  const sorter = {
    sideOf: (address: AddrSpec) => sideOf(address, rules),
    organizationOf: (address: AddrSpec) => organizationOf(address, rules),
  };
  const called = (naming: Omit<Naming, 'name'>) => answer.namesOf.get(nameOfSubject(naming)) ?? [];
  return paths.map((address) => {
    const domain = domainOf(address);
    const freemail = isFreemail(domain, rules);
    const subject = registrableDomain(domain);
    return {
      address,
      side: sideOf(address, rules),
      organization: organizationOf(address, rules),
      isFreemail: freemail,
      visible: names.has(address),
      name: names.get(address) ?? null,
      bySender: answer.bySender.get(address) ?? null,
      byCompany: answer.byCompany.get(address) ?? null,
      domainByCompany: freemail ? null : (answer.domains.get(subject) ?? null),
      inQuotedThread: thread.has(address),
      calledAs: called({ kind: 'person', subject: address }),
      companies: freemail ? [] : called({ kind: 'company', subject }),
      namesakes: named.has(address) ? namesakesOf(address, answer.circle, sorter) : [],
      metColleagues: pairs.filter(([a, b]) => a === address && answer.seenTogether.has(pairOf(a, b))).length,
      hasWritten: answer.seenTogether.has(writtenBy(address)),
    };
  });
}

function sentBefore({ content, answer }: Input, recipients: readonly RecipientFacts[]): Facts['sentBefore'] {
  const here = new Set(recipients.map(({ organization }) => organization));
  return content.files.slice(0, MAX_FILES).flatMap(({ path, sha256 }) => {
    const names =
      sha256 === null ? [] : (answer.namesOf.get(nameOfSubject({ kind: 'file', subject: sha256 })) ?? []);
    const organizations = names.map(({ name }) => name).filter((name) => !here.has(name));
    return organizations.length === 0 || organizations.length < names.length ? [] : [{ path, organizations }];
  });
}

function isLearningOver({ answer, receivedAt, rules }: Input): boolean {
  if (answer.imported || rules.policy.learnDays === 0) return true;
  if (answer.learningSince === null) return false;
  return Date.parse(receivedAt) - Date.parse(answer.learningSince) >= rules.policy.learnDays * DAY_MS;
}

/** The envelope that the mail would have if it had not been split. */
export function wholeEnvelope(envelope: EnvelopeFacts, earlierCopies: readonly AddrSpec[]): EnvelopeFacts {
  return { ...envelope, forwardPaths: [...envelope.forwardPaths, ...earlierCopies] };
}

/** All that the checks may look at. `receivedAt` is an ISO time; it is the only clock a check knows. */
export function assembleFacts(input: Input): Facts {
  const { content, envelope, receivedAt, answer, earlierCopies = [] } = input;
  const thread = quotedThread(content);
  const recipients = recipientFacts({ ...input, envelope: wholeEnvelope(envelope, earlierCopies) }, thread);
  const met = meetings(visibleAddresses(content), thread, answer);
  const visible = visibleFacts(visibleAddresses(content), met, input);
  const { fit } = fitOf(parseGreeting(content.body.salutations), recipients);
  return {
    v: 1,
    receivedAt,
    envelope,
    author: authorOf(content, envelope),
    content,
    recipients,
    earlierCopies,
    visible,
    newlyTogether: newlyTogether(visible, met),
    similar: similarAddresses(recipients, answer, input.rules),
    elsewhere: elsewhereOf(input, recipients),
    sentBefore: sentBefore(input, recipients),
    recent: recentFactsOf({ content, receivedAt, recipients, visible, recent: answer.recent, fit }),
    privateContacts: answer.circle.filter(
      ({ address }) =>
        sideOf(address, input.rules) === 'outside' && isFreemail(domainOf(address), input.rules),
    ).length,
    learningOver: isLearningOver(input),
  };
}
