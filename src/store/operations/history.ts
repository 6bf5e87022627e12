// Answers what judging a mail asks of history. The same questions are answered by `guard/recorded-history.ts` from
// maps; a test compares both.

import { createHmac } from 'node:crypto';
import { type AddrSpec, addressKey, type Domain } from '../../guard/address.ts';
import type { Contact } from '../../guard/facts.ts';
import { type HistoryAnswer, type HistoryQuestion, pairOf } from '../../guard/history.ts';
import { FREQUENT_FROM, PAIR_DAYS } from '../../guard/recorded-history.ts';
import type { Db } from '../schema.ts';
import { type Context, chunksOf } from './context.ts';

const DAY_MS = 86_400_000;
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

async function contactsBySender(db: Db, author: AddrSpec | null, recipients: readonly AddrSpec[]) {
  const found = new Map<AddrSpec, Contact>();
  if (author === null) return found;
  for (const chunk of chunksOf(recipients)) {
    const rows = await db
      .selectFrom('contacts')
      .select(['recipient', 'count', 'first_at', 'last_at'])
      .where('author', '=', addressKey(author))
      .where('recipient', 'in', chunk)
      .execute();
    for (const row of rows) found.set(row.recipient, toContact(row));
  }
  return found;
}

async function contactsByCompany(db: Db, recipients: readonly AddrSpec[]) {
  const found = new Map<AddrSpec, Contact>();
  for (const chunk of chunksOf(recipients)) {
    const rows = await db
      .selectFrom('contacts')
      .select(({ fn }) => [
        'recipient',
        fn.sum('count').as('count'),
        fn.min('first_at').as('first_at'),
        fn.max('last_at').as('last_at'),
      ])
      .where('recipient', 'in', chunk)
      .groupBy('recipient')
      .execute();
    for (const row of rows) found.set(row.recipient, toContact(row));
  }
  return found;
}

async function contactsOfDomains(db: Db, domains: readonly Domain[]) {
  const found = new Map<Domain, Contact>();
  for (const chunk of chunksOf(domains)) {
    const rows = await db.selectFrom('domain_counts').selectAll().where('domain', 'in', chunk).execute();
    for (const row of rows) found.set(row.domain, toContact(row));
  }
  return found;
}

async function pairsSeen(db: Db, ctx: Context, together: readonly AddrSpec[], now: string) {
  const since = new Date(Date.parse(now) - PAIR_DAYS * DAY_MS).toISOString();
  const names = new Map<string, string>();
  const seen = new Set<string>();
  for (const chunk of chunksOf(pairsOf(together))) {
    const hashes = chunk.map((name) => {
      const hash = lookupHash(ctx, name);
      names.set(Buffer.from(hash).toString('hex'), name);
      return hash;
    });
    const rows = await db
      .selectFrom('disclosures')
      .select('pair')
      .where('pair', 'in', hashes)
      .where('last_at', '>=', since)
      .execute();
    for (const { pair } of rows) {
      const name = names.get(Buffer.from(pair).toString('hex'));
      if (name !== undefined) seen.add(name);
    }
  }
  return seen;
}

async function frequentDomains(db: Db): Promise<ReadonlyMap<Domain, number>> {
  const rows = await db
    .selectFrom('domain_counts')
    .select(['domain', 'count'])
    .where('count', '>=', FREQUENT_FROM)
    .orderBy('count', 'desc')
    .orderBy('domain')
    .limit(MAX_FREQUENT)
    .execute();
  return new Map(rows.map(({ domain, count }) => [domain, count]));
}

export async function answerHistory(
  db: Db,
  ctx: Context,
  { question, now }: { readonly question: HistoryQuestion; readonly now: string },
): Promise<HistoryAnswer> {
  const recipients = [...new Set(question.recipients)];
  const meta = await db.selectFrom('meta').selectAll().execute();
  return {
    bySender: await contactsBySender(db, question.author, recipients),
    byCompany: await contactsByCompany(db, recipients),
    domains: await contactsOfDomains(db, [...new Set(question.domains)]),
    seenTogether: await pairsSeen(db, ctx, question.together, now),
    frequentDomains: await frequentDomains(db),
    learningSince: meta.find(({ name }) => name === 'learning-since')?.value ?? null,
    imported: meta.some(({ name }) => name === 'imported'),
  };
}
