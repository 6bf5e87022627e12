// History kept in maps, for `check` and `replay`, which judge with a given history only. The store answers the same
// questions from its tables; a test gives both the same lessons and compares.

import { type AddrSpec, type Domain, domainOf, registrableDomain } from './address.ts';
import type { Contact } from './facts.ts';
import { type HistoryAnswer, type HistoryQuestion, type Lesson, pairOf } from './history.ts';

const DAY_MS = 86_400_000;
/** Pairs are forgotten after so many days (DESIGN: disclosure graph). */
export const PAIR_DAYS = 365;
/** A domain is frequent from so many mails on. */
export const FREQUENT_FROM = 5;

export type RecordedHistory = {
  answer(question: HistoryQuestion, now: string): HistoryAnswer;
  learn(lesson: Lesson): void;
  /** Adds `count` earlier mails, the last of them at `lastAt`. */
  add(author: AddrSpec, recipient: AddrSpec, count: number, lastAt: string): void;
};

function more(contact: Contact | undefined, count: number, at: string): Contact {
  if (contact === undefined) return { count, firstAt: at, lastAt: at };
  return {
    count: contact.count + count,
    firstAt: at < contact.firstAt ? at : contact.firstAt,
    lastAt: at > contact.lastAt ? at : contact.lastAt,
  };
}

function pick<K, V>(from: ReadonlyMap<K, V> | undefined, keys: readonly K[]): Map<K, V> {
  const picked = new Map<K, V>();
  for (const key of keys) {
    const value = from?.get(key);
    if (value !== undefined) picked.set(key, value);
  }
  return picked;
}

/** An empty history; it counts as imported, so that learning is over. */
export function createRecordedHistory(): RecordedHistory {
  const bySender = new Map<AddrSpec, Map<AddrSpec, Contact>>();
  const byCompany = new Map<AddrSpec, Contact>();
  const domains = new Map<Domain, Contact>();
  const pairs = new Map<string, string>();

  function add(author: AddrSpec, recipient: AddrSpec, count: number, at: string): void {
    const contacts = bySender.get(author) ?? new Map<AddrSpec, Contact>();
    bySender.set(author, contacts.set(recipient, more(contacts.get(recipient), count, at)));
    byCompany.set(recipient, more(byCompany.get(recipient), count, at));
    const domain = registrableDomain(domainOf(recipient));
    domains.set(domain, more(domains.get(domain), count, at));
  }

  function seenTogether(together: readonly AddrSpec[], now: string): Set<string> {
    const since = new Date(Date.parse(now) - PAIR_DAYS * DAY_MS).toISOString();
    const seen = new Set<string>();
    together.forEach((a, i) => {
      for (const b of together.slice(i + 1)) {
        const at = pairs.get(pairOf(a, b));
        if (at !== undefined && at >= since) seen.add(pairOf(a, b));
      }
    });
    return seen;
  }

  return {
    add,
    learn({ at, author, recipients, together }) {
      for (const recipient of recipients) add(author, recipient, 1, at);
      together.forEach((a, i) => {
        for (const b of together.slice(i + 1)) pairs.set(pairOf(a, b), at);
      });
    },
    answer(question, now) {
      const frequent = [...domains].filter(([, { count }]) => count >= FREQUENT_FROM);
      return {
        bySender: pick(
          question.author === null ? undefined : bySender.get(question.author),
          question.recipients,
        ),
        byCompany: pick(byCompany, question.recipients),
        domains: pick(domains, question.domains),
        seenTogether: seenTogether(question.together, now),
        frequentDomains: new Map(frequent.map(([domain, { count }]) => [domain, count])),
        learningSince: null,
        imported: true,
      };
    },
  };
}
