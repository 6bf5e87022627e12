// Answers what judging a mail asks of history. The same questions are answered by `guard/recorded-history.ts` from
// maps; a test compares both.

import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import { type AddrSpec, addressKey, type Domain } from '../../guard/address.ts';
import type { Contact } from '../../guard/facts.ts';
import { type Correspondent, type HistoryAnswer, type HistoryQuestion, pairOf } from '../../guard/history.ts';
import { NOTHING_RECENT } from '../../guard/recent.ts';
import { CIRCLE_FROM, FREQUENT_FROM, forgottenBefore, MAX_CIRCLE } from '../../guard/recorded-history.ts';
import type { Db } from '../schema.ts';
import { statement } from '../statement.ts';
import { type Context, chunksOf } from './context.ts';
import { bearersOf, namesOf } from './learned-names.ts';
import { paceOf, recentOf, type StoredRecent } from './recent.ts';

const MAX_FREQUENT = 5_000;

/** 16 octets of a keyed hash: without the key file nobody can ask who was seen with whom. */
export function lookupHash(ctx: Context, text: string): Uint8Array {
  return createHmac('sha256', ctx.keys.lookup).update(text).digest().subarray(0, 16);
}

/** Every unordered pair of the addresses, by its canonical name. */
export function pairsOf(together: readonly AddrSpec[]): readonly string[] {
  const addresses = [...new Set(together.map(addressKey))];
  return addresses.flatMap((a, i) => addresses.slice(i + 1).map((b) => pairOf(a, b)));
}

type ContactColumns = { readonly count: unknown; readonly first_at: string; readonly last_at: string };

function toContact({ count, first_at, last_at }: ContactColumns): Contact {
  return { count: Number(count), firstAt: first_at, lastAt: last_at };
}

type Since = { readonly since: string };
type Recipients = Since & { readonly recipients: readonly AddrSpec[] };
type OfAuthor = Since & { readonly author: AddrSpec };

/** What the company has, and what of that the author has. */
const findContacts = statement(
  (db, { author, recipients, since }: Recipients & { readonly author: AddrSpec | null }) => {
    const own = sql`author = ${author} and last_at >= ${since}`;
    return db
      .selectFrom('contacts')
      .select(({ fn }) => [
        'recipient',
        fn.sum('count').as('count'),
        fn.min('first_at').as('first_at'),
        fn.max('last_at').as('last_at'),
        sql<number | null>`sum(case when ${own} then count end)`.as('own_count'),
        sql<string | null>`max(case when ${own} then first_at end)`.as('own_first_at'),
        sql<string | null>`max(case when ${own} then last_at end)`.as('own_last_at'),
      ])
      .where('recipient', 'in', recipients)
      .groupBy('recipient')
      .having(({ fn }) => fn.max('last_at'), '>=', since);
  },
);

const findDomains = statement((db, { domains, since }: Since & { readonly domains: readonly Domain[] }) =>
  db.selectFrom('domain_counts').selectAll().where('domain', 'in', domains).where('last_at', '>=', since),
);

const findPairs = statement((db, { pairs, since }: Since & { readonly pairs: readonly Uint8Array[] }) =>
  db.selectFrom('disclosures').select('pair').where('pair', 'in', pairs).where('last_at', '>=', since),
);

const findFrequent = statement((db, { since }: Since) =>
  db
    .selectFrom('domain_counts')
    .select(['domain', 'count'])
    .where('count', '>=', FREQUENT_FROM)
    .where('last_at', '>=', since)
    .orderBy('count', 'desc')
    .orderBy('domain')
    .limit(MAX_FREQUENT),
);

const findCircle = statement((db, { author, since }: OfAuthor) =>
  db
    .selectFrom('contacts')
    .select(['recipient', 'count'])
    .where('author', '=', author)
    .where('count', '>=', CIRCLE_FROM)
    .where('last_at', '>=', since)
    .orderBy('count', 'desc')
    .orderBy('recipient', 'desc')
    .limit(MAX_CIRCLE),
);

const findMeta = statement((db, names: readonly ('learning-since' | 'imported')[]) =>
  db.selectFrom('meta').selectAll().where('name', 'in', names),
);

async function contactsWith(
  db: Db,
  { author }: HistoryQuestion,
  recipients: readonly AddrSpec[],
  since: string,
): Promise<Pick<HistoryAnswer, 'bySender' | 'byCompany'>> {
  const bySender = new Map<AddrSpec, Contact>();
  const byCompany = new Map<AddrSpec, Contact>();
  for (const chunk of chunksOf(recipients)) {
    const key = author === null ? null : addressKey(author);
    const { rows } = await findContacts(db, { author: key, recipients: chunk, since });
    for (const row of rows) {
      const { recipient, own_count: count, own_first_at: first_at, own_last_at: last_at } = row;
      byCompany.set(recipient, toContact(row));
      if (first_at !== null && last_at !== null)
        bySender.set(recipient, toContact({ count, first_at, last_at }));
    }
  }
  return { bySender, byCompany };
}

async function contactsOfDomains(db: Db, domains: readonly Domain[], since: string) {
  const found = new Map<Domain, Contact>();
  for (const chunk of chunksOf(domains)) {
    const { rows } = await findDomains(db, { domains: chunk, since });
    for (const row of rows) found.set(row.domain, toContact(row));
  }
  return found;
}

async function pairsSeen(db: Db, ctx: Context, asked: readonly string[], since: string) {
  const names = new Map<string, string>();
  const seen = new Set<string>();
  for (const chunk of chunksOf([...new Set(asked)])) {
    const hashes = chunk.map((name) => {
      const hash = lookupHash(ctx, name);
      names.set(Buffer.from(hash).toString('hex'), name);
      return hash;
    });
    const { rows } = await findPairs(db, { pairs: hashes, since });
    for (const { pair } of rows) {
      const name = names.get(Buffer.from(pair).toString('hex'));
      if (name !== undefined) seen.add(name);
    }
  }
  return seen;
}

async function frequentDomains(db: Db, since: string): Promise<ReadonlyMap<Domain, number>> {
  const { rows } = await findFrequent(db, { since });
  return new Map(rows.map(({ domain, count }) => [domain, count]));
}

async function circleOf(db: Db, author: AddrSpec, since: string): Promise<readonly Correspondent[]> {
  const { rows } = await findCircle(db, { author: addressKey(author), since });
  return rows.map(({ recipient, count }) => ({ address: recipient, count }));
}

const NOTHING_STORED: StoredRecent = { ...NOTHING_RECENT, mails: [] };

/** What lives on the author: only mail to the outside needs it. */
async function aboutAuthor(db: Db, { author, outside, recipients }: HistoryQuestion, now: string) {
  if (author === null || !outside) return { circle: [], recent: NOTHING_STORED };
  const key = addressKey(author);
  const recent = await recentOf(db, key, recipients, now);
  return {
    circle: await circleOf(db, key, forgottenBefore(now)),
    recent: { ...recent, pace: await paceOf(db, key) },
  };
}

/** The mails are named only: remembered-mails.ts has them or asks for them. */
export type StoredAnswer = Omit<HistoryAnswer, 'recent'> & { readonly recent: StoredRecent };

export async function answerHistory(
  db: Db,
  ctx: Context,
  { question, now }: { readonly question: HistoryQuestion; readonly now: string },
): Promise<StoredAnswer> {
  const since = forgottenBefore(now);
  const recipients = [...new Set(question.recipients)];
  const asked = [...new Set(question.domains)];
  const { rows: meta } = await findMeta(db, ['learning-since', 'imported']);
  const domains = await contactsOfDomains(db, asked, since);
  return {
    ...(await contactsWith(db, question, recipients, since)),
    domains,
    seenTogether: await pairsSeen(db, ctx, [...pairsOf(question.together), ...question.pairs], since),
    frequentDomains: domains.size === asked.length ? new Map() : await frequentDomains(db, since),
    namesOf: await namesOf(db, question.subjects, since),
    bearersOf: await bearersOf(db, question.names, since),
    ...(await aboutAuthor(db, { ...question, recipients }, now)),
    learningSince: meta.find(({ name }) => name === 'learning-since')?.value ?? null,
    imported: meta.some(({ name }) => name === 'imported'),
  };
}
