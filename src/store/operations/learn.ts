// Adds lessons to history: contacts, domains, names, and the pairs of addresses that have now seen each other. Rows are
// summed up first and written in one order, so that two relays on one database do not lock each other out.

import { sql } from 'kysely';
import { type AddrSpec, addressKey, type Domain, domainOf, registrableDomain } from '../../guard/address.ts';
import type { Lesson } from '../../guard/history.ts';
import { fasterPace, type Pace } from '../../guard/recent.ts';
import type { ContactTable, Db, DisclosureTable, DomainCountTable } from '../schema.ts';
import { statement } from '../statement.ts';
import { type Context, chunksOf } from './context.ts';
import { lookupHash, pairsOf } from './history.ts';
import { addNames } from './learned-names.ts';
import { learnPace } from './recent.ts';

/** How many mails, and when the first and the last of them was delivered. */
type Tally = { readonly count: number; readonly first_at: string; readonly last_at: string };

const earlier = (a: string, b: string) => (a < b ? a : b);
const later = (a: string, b: string) => (a > b ? a : b);

function addTo<K>(tallies: Map<K, Tally>, name: K, at: string): void {
  const { count, first_at, last_at } = tallies.get(name) ?? { count: 0, first_at: at, last_at: at };
  tallies.set(name, { count: count + 1, first_at: earlier(first_at, at), last_at: later(last_at, at) });
}

function inOrder<V>(rows: ReadonlyMap<string, V>): [string, V][] {
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** What an upsert sets when the row is there already: the sum, the earlier and the later time. */
function merged(table: 'contacts' | 'domain_counts') {
  const old = (column: string) => sql.ref(`${table}.${column}`);
  return {
    count: sql<number>`${old('count')} + excluded.count`,
    first_at: sql<string>`case when excluded.first_at < ${old('first_at')} then excluded.first_at else ${old('first_at')} end`,
    last_at: sql<string>`case when excluded.last_at > ${old('last_at')} then excluded.last_at else ${old('last_at')} end`,
  };
}

const mergeContacts = statement((db, rows: readonly ContactTable[]) =>
  db
    .insertInto('contacts')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['author', 'recipient']).doUpdateSet(merged('contacts'))),
);

const mergeDomains = statement((db, rows: readonly DomainCountTable[]) =>
  db
    .insertInto('domain_counts')
    .values(rows)
    .onConflict((conflict) => conflict.column('domain').doUpdateSet(merged('domain_counts'))),
);

const renewPairs = statement((db, rows: readonly DisclosureTable[]) =>
  db
    .insertInto('disclosures')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .column('pair')
        .doUpdateSet(({ ref }) => ({ last_at: ref('excluded.last_at') }))
        .whereRef('disclosures.last_at', '<', 'excluded.last_at'),
    ),
);

async function addContacts(db: Db, lessons: readonly Lesson[]): Promise<void> {
  const byAuthor = new Map<AddrSpec, Map<AddrSpec, Tally>>();
  for (const { author, recipients, at } of lessons) {
    const tallies = byAuthor.get(addressKey(author)) ?? new Map<AddrSpec, Tally>();
    byAuthor.set(addressKey(author), tallies);
    for (const recipient of recipients) addTo(tallies, addressKey(recipient), at);
  }
  const authors = [...byAuthor].sort(([a], [b]) => (a < b ? -1 : 1));
  const rows = authors.flatMap(([author, tallies]) =>
    [...tallies]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([recipient, tally]) => ({ author, recipient, ...tally })),
  );
  for (const chunk of chunksOf(rows)) await mergeContacts(db, chunk);
}

async function addDomains(db: Db, lessons: readonly Lesson[]): Promise<void> {
  const tallies = new Map<Domain, Tally>();
  for (const { recipients, at } of lessons) {
    for (const recipient of recipients) addTo(tallies, registrableDomain(domainOf(recipient)), at);
  }
  const rows = [...tallies]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([domain, tally]) => ({ domain, ...tally }));
  for (const chunk of chunksOf(rows)) await mergeDomains(db, chunk);
}

async function addPairs(db: Db, ctx: Context, lessons: readonly Lesson[]): Promise<void> {
  const seenAt = new Map<string, string>();
  for (const { together, pairs, at } of lessons) {
    for (const pair of [...pairsOf(together), ...pairs]) seenAt.set(pair, later(seenAt.get(pair) ?? at, at));
  }
  const rows = inOrder(seenAt).map(([pair, last_at]) => ({ pair: lookupHash(ctx, pair), last_at }));
  for (const chunk of chunksOf(rows)) await renewPairs(db, chunk);
}

function fastestPaces(lessons: readonly Lesson[]): (readonly [AddrSpec, Pace])[] {
  const fastest = new Map<AddrSpec, Pace>();
  for (const { author, pace } of lessons) {
    const faster = fasterPace(fastest.get(addressKey(author)) ?? null, pace);
    if (faster !== null) fastest.set(addressKey(author), faster);
  }
  return inOrder(fastest).map(([author, pace]) => [author as AddrSpec, pace]);
}

const addSince = statement((db, { value }: { readonly value: string }) =>
  db
    .insertInto('meta')
    .values({ name: 'learning-since', value })
    .onConflict((conflict) => conflict.column('name').doNothing()),
);

/** Learning begins with the first mail of ours; one that came in says nothing about whom we know. */
async function startLearning(db: Db, lessons: readonly Lesson[]): Promise<void> {
  const [first, ...others] = lessons.flatMap(({ at, recipients }) => (recipients.length > 0 ? [at] : []));
  if (first === undefined) return;
  await addSince(db, { value: others.reduce(earlier, first) });
}

export async function learn(db: Db, ctx: Context, lessons: readonly Lesson[]): Promise<void> {
  await startLearning(db, lessons);
  await addContacts(db, lessons);
  await addDomains(db, lessons);
  await addPairs(db, ctx, lessons);
  await addNames(db, lessons);
  for (const [author, pace] of fastestPaces(lessons)) await learnPace(db, author, pace);
}
