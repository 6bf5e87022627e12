// The lists of mails a person pages through. Subjects are sealed, so a search opens them one by one, newest first, and
// looks no further than SEARCHED_MAILS back.

import type { Selectable } from 'kysely';
import { type AddrSpec, addressKey } from '../../guard/address.ts';
import { askedGrant } from '../../guard/holds/hold.ts';
import type { PersonId } from '../../guard/people.ts';
import { isHeldList, type MailSearch } from '../mail-search.ts';
import type { Db, MailTable } from '../schema.ts';
import type { ListPlace, ListQuery, MailId, MailSummary } from '../store.ts';
import { askedHash } from './asked.ts';
import { type Context, chunksOf } from './context.ts';
import { recipientsOf } from './find-mails.ts';
import { MAIL_COLUMNS, type MailColumns, openHoldOf, openVerdict, toMailRow } from './mail-rows.ts';
import { searchConditions, type Where } from './search-mails.ts';

const PAGE = 500;
const SEARCHED_MAILS = 20_000;

type Wanted = Omit<ListQuery, 'limit' | 'offset' | 'after'>;

/** No other held mail of the burst came before; one that has ended stands for itself. */
function isFirstOfBurst(where: Where) {
  const earlier = where
    .selectFrom('mails as other')
    .select('other.id')
    .whereRef('other.burst', '=', 'mails.burst')
    .where('other.state', '=', 'held')
    .where((other) =>
      other.or([
        other('other.received_at', '<', other.ref('mails.received_at')),
        other.and([
          other('other.received_at', '=', other.ref('mails.received_at')),
          other('other.id', '<', other.ref('mails.id')),
        ]),
      ]),
    );
  return where.or([where('state', '!=', 'held'), where.not(where.exists(earlier))]);
}

async function burstSizes(db: Db, rows: readonly MailColumns[]): Promise<ReadonlyMap<string, number>> {
  const bursts = rows.flatMap(({ burst, state }) => (burst === null || state !== 'held' ? [] : [burst]));
  if (bursts.length === 0) return new Map();
  const found = await db
    .selectFrom('mails')
    .select(({ fn }) => ['burst', fn.countAll().as('size')])
    .where('burst', 'in', [...new Set(bursts)])
    .where('state', '=', 'held')
    .groupBy('burst')
    .execute();
  return new Map(found.map(({ burst, size }) => [burst ?? '', Number(size)]));
}

/** Whose mail it is, or whose decision. */
function isOf(where: Where, ctx: Context, by: readonly AddrSpec[], asked: PersonId | null) {
  const owners = by.map(addressKey);
  const own = [
    where('reverse_key', 'in', owners),
    where(where.fn<string>('lower', ['author']), 'in', owners),
  ];
  const waiting = (person: PersonId) =>
    where.and([
      where('state', '=', 'held'),
      where(
        'id',
        'in',
        where.selectFrom('asked').select('mail_id').where('person', '=', askedHash(ctx, person)),
      ),
    ]);
  return where.or([...(owners.length === 0 ? [] : own), ...(asked === null ? [] : [waiting(asked)])]);
}

/** The part of a query that the database can decide. */
function fits(ctx: Context, { states, by, asked, origin, search, burst, areBurstsOne }: Wanted) {
  return (where: Where) =>
    where.and([
      ...(states === undefined ? [] : [where('state', 'in', [...states])]),
      ...(origin === undefined ? [] : [where('origin', '=', origin)]),
      ...(burst === undefined ? [] : [where('burst', '=', burst), where('state', '=', 'held')]),
      ...(areBurstsOne === true ? [where.or([where('burst', 'is', null), isFirstOfBurst(where)])] : []),
      ...(by === undefined ? [] : [isOf(where, ctx, by, asked ?? null)]),
      ...(search === undefined ? [] : searchConditions(where, search)),
    ]);
}

function comesAfter(where: Where, { at, id }: ListPlace, isHeld: boolean) {
  const column = isHeld ? 'deadline' : 'received_at';
  return where.or([
    where(column, isHeld ? '>' : '<', at),
    where.and([where(column, '=', at), where('id', '>', id)]),
  ]);
}

/** Mails in the states asked for: held ones in deadline order, all others newest first. */
function inOrder(db: Db, ctx: Context, query: ListQuery) {
  const { after } = query;
  let chosen = db
    .selectFrom('mails')
    .select([...MAIL_COLUMNS])
    .where(fits(ctx, query));
  const isHeld = isHeldList(query);
  if (after !== undefined) chosen = chosen.where((where) => comesAfter(where, after, isHeld));
  return isHeld
    ? chosen.orderBy('deadline').orderBy('id')
    : chosen.orderBy('received_at', 'desc').orderBy('id');
}

type Sealed = Pick<Selectable<MailTable>, 'verdict' | 'hold' | 'hold_version'>;

async function summarize(db: Db, ctx: Context, rows: readonly MailColumns[]): Promise<MailSummary[]> {
  const ids = rows.map(({ id }) => id);
  const recipients = await recipientsOf(db, ids);
  const sizes = await burstSizes(db, rows);
  const sealed = new Map<MailId, Sealed>();
  for (const chunk of chunksOf(ids)) {
    const columns = ['id', 'verdict', 'hold', 'hold_version'] as const;
    const found = await db.selectFrom('mails').select(columns).where('id', 'in', chunk).execute();
    for (const one of found) sealed.set(one.id, one);
  }
  return rows.map((row) => {
    const own = (recipients.get(row.id) ?? []).filter(({ state }) => state !== 'dropped');
    const { verdict = null, hold = null, hold_version = 0 } = sealed.get(row.id) ?? {};
    const opened = openHoldOf({ ...row, hold_version }, ctx, hold);
    return {
      mail: toMailRow(row, ctx),
      forwardPaths: own.map(({ forwardPath }) => forwardPath),
      burstSize: row.state === 'held' ? (sizes.get(row.burst ?? '') ?? 0) : 0,
      undelivered: own.filter(({ state }) => state === 'refused' || state === 'expired').length,
      verdict: openVerdict(row, ctx, verdict),
      asks: opened === null ? null : askedGrant(opened),
    };
  });
}

const has = (texts: readonly (string | null)[], word: string) =>
  texts.some((text) => text?.toLowerCase().includes(word.toLowerCase()));

/** The rows of one page that fit what only the opened subject can tell. */
async function matching(db: Db, ctx: Context, rows: readonly MailColumns[], search: MailSearch) {
  const { words = [], subject: parts = [] } = search;
  const ids = words.length === 0 ? [] : rows.map(({ id }) => id);
  const recipients = await recipientsOf(db, ids);
  return rows.filter((row) => {
    const { id, subject, reversePath, author, messageId } = toMailRow(row, ctx);
    const forwardPaths = (recipients.get(id) ?? []).map(({ forwardPath }) => forwardPath);
    const texts = [id, subject, reversePath, author, messageId, ...forwardPaths];
    return words.every((word) => has(texts, word)) && parts.every((part) => has([subject], part));
  });
}

/** Whether subjects have to be opened for it. */
const needsSubjects = ({ words = [], subject = [] }: MailSearch) => words.length + subject.length > 0;

/** Nothing is anybody's who has no address and is asked nothing. */
const asksNothing = ({ states, by, asked = null }: Wanted) =>
  states?.length === 0 || (by?.length === 0 && asked === null);

export async function listMails(db: Db, ctx: Context, query: ListQuery): Promise<readonly MailSummary[]> {
  const { limit, offset = 0, search = {} } = query;
  if (asksNothing(query)) return [];
  if (!needsSubjects(search)) {
    return summarize(db, ctx, await inOrder(db, ctx, query).limit(limit).offset(offset).execute());
  }
  const found: MailColumns[] = [];
  for (let from = 0; from < SEARCHED_MAILS && found.length < offset + limit; from += PAGE) {
    const page = await inOrder(db, ctx, query).limit(PAGE).offset(from).execute();
    found.push(...(await matching(db, ctx, page, search)));
    if (page.length < PAGE) break;
  }
  return summarize(db, ctx, found.slice(offset, offset + limit));
}

/** Words and parts of subjects are not looked at: they would have to be opened one by one. */
export async function countMails(db: Db, ctx: Context, query: Wanted): Promise<number> {
  if (asksNothing(query)) return 0;
  const { count } = await db
    .selectFrom('mails')
    .select(({ fn }) => fn.countAll().as('count'))
    .where(fits(ctx, query))
    .executeTakeFirstOrThrow();
  return Number(count);
}
