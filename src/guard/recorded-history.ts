// History kept in maps, for `check` and `replay`, which judge with a given history only. The store answers the same
// questions from its tables; a test gives both the same lessons and compares.

import { type AddrSpec, type Domain, domainOf, registrableDomain } from './address.ts';
import type { Contact } from './facts.ts';
import {
  type HistoryAnswer,
  type HistoryQuestion,
  type Lesson,
  nameOfName,
  nameOfSubject,
  pairOf,
} from './history.ts';
import { fasterPace, NOTHING_RECENT, type Pace, type Remembered } from './recent.ts';
import { createRecentMemory } from './recent-memory.ts';

const DAY_MS = 86_400_000;
/** Contacts, pairs and names are forgotten so many days after they were last seen. */
export const FORGET_AFTER_DAYS = 365;
/** A domain is frequent from so many mails on. */
export const FREQUENT_FROM = 5;
/** Somebody belongs to an author's circle from so many mails on. */
export const CIRCLE_FROM = 3;
export const MAX_CIRCLE = 500;
export const MAX_NAMES = 5;
export const MAX_BEARERS = 20;

export type RecordedHistory = {
  answer(question: HistoryQuestion, now: string): HistoryAnswer;
  learn(lesson: Lesson): void;
  /** Remembers a judged mail, held or not, for those that follow it. */
  remember(remembered: Remembered): void;
  /** Adds `count` earlier mails, the last of them at `lastAt`. */
  add(author: AddrSpec, recipient: AddrSpec, count: number, lastAt: string): void;
};

/** The ISO time before which nothing is known any more. */
export function forgottenBefore(now: string): string {
  return new Date(Date.parse(now) - FORGET_AFTER_DAYS * DAY_MS).toISOString();
}

function more(contact: Contact | undefined, count: number, at: string): Contact {
  if (contact === undefined) return { count, firstAt: at, lastAt: at };
  return {
    count: contact.count + count,
    firstAt: at < contact.firstAt ? at : contact.firstAt,
    lastAt: at > contact.lastAt ? at : contact.lastAt,
  };
}

function pick<K>(
  from: ReadonlyMap<K, Contact> | undefined,
  keys: readonly K[],
  since: string,
): Map<K, Contact> {
  const picked = new Map<K, Contact>();
  for (const key of keys) {
    const value = from?.get(key);
    if (value !== undefined && value.lastAt >= since) picked.set(key, value);
  }
  return picked;
}

/** Most frequent first; equals in the reverse order of their names, as an index read backwards gives them. */
function ranked<K extends string>(
  from: ReadonlyMap<K, Contact> | undefined,
  since: string,
  limit: number,
): [K, number][] {
  return [...(from ?? [])]
    .filter(([, { lastAt }]) => lastAt >= since)
    .sort(([a, x], [b, y]) => y.count - x.count || (a > b ? -1 : 1))
    .slice(0, limit)
    .map(([name, { count }]) => [name, count]);
}

function addTo<K, N>(maps: Map<K, Map<N, Contact>>, key: K, name: N, count: number, at: string): void {
  const map = maps.get(key) ?? new Map<N, Contact>();
  maps.set(key, map.set(name, more(map.get(name), count, at)));
}

/** Everything that was learned. */
type Maps = {
  readonly bySender: Map<AddrSpec, Map<AddrSpec, Contact>>;
  readonly byCompany: Map<AddrSpec, Contact>;
  readonly domains: Map<Domain, Contact>;
  readonly pairs: Map<string, string>;
  readonly namesOf: Map<string, Map<string, Contact>>;
  readonly bearersOf: Map<string, Map<string, Contact>>;
  readonly paces: Map<AddrSpec, Pace>;
};

function addContact(maps: Maps, author: AddrSpec, recipient: AddrSpec, count: number, at: string): void {
  addTo(maps.bySender, author, recipient, count, at);
  maps.byCompany.set(recipient, more(maps.byCompany.get(recipient), count, at));
  const domain = registrableDomain(domainOf(recipient));
  maps.domains.set(domain, more(maps.domains.get(domain), count, at));
}

const pairsAmong = (together: readonly AddrSpec[]) =>
  together.flatMap((a, i) => together.slice(i + 1).map((b) => pairOf(a, b)));

function learnInto(maps: Maps, { at, author, recipients, together, pairs, namings, pace }: Lesson): void {
  for (const recipient of recipients) addContact(maps, author, recipient, 1, at);
  for (const pair of [...pairsAmong(together), ...pairs])
    if ((maps.pairs.get(pair) ?? '') < at) maps.pairs.set(pair, at);
  for (const naming of namings) {
    addTo(maps.namesOf, nameOfSubject(naming), naming.name, 1, at);
    addTo(maps.bearersOf, nameOfName(naming), naming.subject, 1, at);
  }
  const faster = fasterPace(maps.paces.get(author) ?? null, pace);
  if (faster !== null) maps.paces.set(author, faster);
}

/** Nobody needs them when every domain is known. */
function frequentDomains({ domains }: Maps, asked: readonly Domain[], since: string): Map<Domain, number> {
  if (asked.every((domain) => (domains.get(domain)?.lastAt ?? '') >= since)) return new Map();
  const frequent = [...domains].filter(([, { count, lastAt }]) => count >= FREQUENT_FROM && lastAt >= since);
  return new Map(frequent.map(([domain, { count }]) => [domain, count]));
}

type Learned = Omit<HistoryAnswer, 'recent' | 'learningSince' | 'imported'>;

function answerFrom(maps: Maps, question: HistoryQuestion, since: string): Learned {
  const { author, recipients, domains, together, pairs, subjects, names, outside } = question;
  const contacts = author === null ? undefined : maps.bySender.get(author);
  const asked = [...pairsAmong(together), ...pairs];
  return {
    bySender: pick(contacts, recipients, since),
    byCompany: pick(maps.byCompany, recipients, since),
    domains: pick(maps.domains, domains, since),
    seenTogether: new Set(asked.filter((pair) => (maps.pairs.get(pair) ?? '') >= since)),
    frequentDomains: frequentDomains(maps, domains, since),
    namesOf: new Map(
      subjects
        .map(nameOfSubject)
        .map((key) => [
          key,
          ranked(maps.namesOf.get(key), since, MAX_NAMES).map(([name, count]) => ({ name, count })),
        ]),
    ),
    bearersOf: new Map(
      names
        .map(nameOfName)
        .map((key) => [
          key,
          ranked(maps.bearersOf.get(key), since, MAX_BEARERS).map(([subject, count]) => ({ subject, count })),
        ]),
    ),
    circle: outside
      ? ranked(contacts, since, MAX_CIRCLE)
          .filter(([, count]) => count >= CIRCLE_FROM)
          .map(([address, count]) => ({ address, count }))
      : [],
  };
}

/** An empty history; it counts as imported, so that learning is over. */
export function createRecordedHistory(): RecordedHistory {
  const maps: Maps = {
    bySender: new Map(),
    byCompany: new Map(),
    domains: new Map(),
    pairs: new Map(),
    namesOf: new Map(),
    bearersOf: new Map(),
    paces: new Map(),
  };
  const memory = createRecentMemory();
  return {
    add: (author, recipient, count, at) => addContact(maps, author, recipient, count, at),
    learn: (lesson) => learnInto(maps, lesson),
    remember: memory.remember,
    answer(question, now) {
      const { author, outside, recipients } = question;
      const recent = outside && author !== null ? memory.answer(author, recipients, now) : NOTHING_RECENT;
      return {
        ...answerFrom(maps, question, forgottenBefore(now)),
        recent: { ...recent, pace: outside && author !== null ? (maps.paces.get(author) ?? null) : null },
        learningSince: null,
        imported: true,
      };
    },
  };
}
