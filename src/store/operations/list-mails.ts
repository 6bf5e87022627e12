// The lists of mails a person pages through. Subjects are sealed, so a search opens them one by one, newest first, and
// looks no further than SEARCHED_MAILS back.

import type { ExpressionBuilder } from 'kysely';
import { addressKey } from '../../guard/address.ts';
import type { Db, Schema } from '../schema.ts';
import type { ListQuery, MailId, MailSummary } from '../store.ts';
import { type Context, chunksOf } from './context.ts';
import { recipientsOf } from './find-mails.ts';
import { MAIL_COLUMNS, type MailColumns, openVerdict, toMailRow } from './mail-rows.ts';

const PAGE = 500;
const SEARCHED_MAILS = 20_000;

type Wanted = Pick<ListQuery, 'states' | 'by' | 'origin'>;

/** The part of a query that the database can decide. */
function fits({ states, by, origin }: Wanted) {
  return (where: ExpressionBuilder<Schema, 'mails'>) =>
    where.and([
      ...(states === undefined ? [] : [where('state', 'in', [...states])]),
      ...(origin === undefined ? [] : [where('origin', '=', origin)]),
      ...(by === undefined
        ? []
        : [
            where.or([
              where('reverse_key', '=', addressKey(by)),
              where(where.fn<string>('lower', ['author']), '=', addressKey(by)),
            ]),
          ]),
    ]);
}

/** Mails in the states asked for: held ones in deadline order, all others newest first. */
function inOrder(db: Db, query: ListQuery) {
  const { states } = query;
  const chosen = db
    .selectFrom('mails')
    .select([...MAIL_COLUMNS])
    .where(fits(query));
  const isHeldList = states?.length === 1 && states[0] === 'held';
  return isHeldList
    ? chosen.orderBy('deadline').orderBy('id')
    : chosen.orderBy('received_at', 'desc').orderBy('id');
}

async function summarize(db: Db, ctx: Context, rows: readonly MailColumns[]): Promise<MailSummary[]> {
  const ids = rows.map(({ id }) => id);
  const recipients = await recipientsOf(db, ids);
  const verdicts = new Map<MailId, Uint8Array | null>();
  for (const chunk of chunksOf(ids)) {
    const found = await db.selectFrom('mails').select(['id', 'verdict']).where('id', 'in', chunk).execute();
    for (const { id, verdict } of found) verdicts.set(id, verdict);
  }
  return rows.map((row) => {
    const own = recipients.get(row.id) ?? [];
    return {
      mail: toMailRow(row, ctx),
      forwardPaths: own.map(({ forwardPath }) => forwardPath),
      undelivered: own.filter(({ state }) => state === 'refused' || state === 'expired').length,
      verdict: openVerdict(row, ctx, verdicts.get(row.id) ?? null),
    };
  });
}

/** The rows of one page that contain `wanted` (lower case) in id, subject or an address. */
async function matching(db: Db, ctx: Context, rows: readonly MailColumns[], wanted: string) {
  const recipients = await recipientsOf(
    db,
    rows.map(({ id }) => id),
  );
  return rows.filter((row) => {
    const { id, subject, reversePath, author, messageId } = toMailRow(row, ctx);
    const forwardPaths = (recipients.get(id) ?? []).map(({ forwardPath }) => forwardPath);
    const texts = [id, subject, reversePath, author, messageId, ...forwardPaths];
    return texts.some((text) => text?.toLowerCase().includes(wanted));
  });
}

export async function listMails(db: Db, ctx: Context, query: ListQuery): Promise<readonly MailSummary[]> {
  const { limit, offset = 0 } = query;
  if (query.states?.length === 0) return [];
  const wanted = query.search?.trim().toLowerCase() ?? '';
  if (wanted === '') {
    return summarize(db, ctx, await inOrder(db, query).limit(limit).offset(offset).execute());
  }
  const found: MailColumns[] = [];
  for (let from = 0; from < SEARCHED_MAILS && found.length < offset + limit; from += PAGE) {
    const page = await inOrder(db, query).limit(PAGE).offset(from).execute();
    found.push(...(await matching(db, ctx, page, wanted)));
    if (page.length < PAGE) break;
  }
  return summarize(db, ctx, found.slice(offset, offset + limit));
}

export async function countMails(db: Db, _ctx: Context, query: Wanted): Promise<number> {
  if (query.states?.length === 0) return 0;
  const { count } = await db
    .selectFrom('mails')
    .select(({ fn }) => fn.countAll().as('count'))
    .where(fits(query))
    .executeTakeFirstOrThrow();
  return Number(count);
}
