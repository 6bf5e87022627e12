// The lists of mails a person pages through. Subjects are sealed, so a search opens them one by one, newest first, and
// looks no further than SEARCHED_MAILS back.

import type { Db } from '../schema.ts';
import type { ListQuery, MailId, MailSummary } from '../store.ts';
import { type Context, chunksOf } from './context.ts';
import { recipientsOf } from './find-mails.ts';
import { MAIL_COLUMNS, type MailColumns, openVerdict, toMailRow } from './mail-rows.ts';

const PAGE = 500;
const SEARCHED_MAILS = 20_000;

/** Mails in the states asked for: held ones in deadline order, all others newest first. */
function inOrder(db: Db, states: ListQuery['states']) {
  let query = db.selectFrom('mails').select([...MAIL_COLUMNS]);
  if (states !== undefined) query = query.where('state', 'in', [...states]);
  const isHeldList = states?.length === 1 && states[0] === 'held';
  return isHeldList
    ? query.orderBy('deadline').orderBy('id')
    : query.orderBy('received_at', 'desc').orderBy('id');
}

async function summarize(db: Db, ctx: Context, rows: readonly MailColumns[]): Promise<MailSummary[]> {
  const ids = rows.map(({ id }) => id);
  const recipients = await recipientsOf(db, ids);
  const verdicts = new Map<MailId, Uint8Array | null>();
  for (const chunk of chunksOf(ids)) {
    const found = await db.selectFrom('mails').select(['id', 'verdict']).where('id', 'in', chunk).execute();
    for (const { id, verdict } of found) verdicts.set(id, verdict);
  }
  return rows.map((row) => ({
    mail: toMailRow(row, ctx),
    forwardPaths: (recipients.get(row.id) ?? []).map(({ forwardPath }) => forwardPath),
    verdict: openVerdict(row, ctx, verdicts.get(row.id) ?? null),
  }));
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
    return summarize(db, ctx, await inOrder(db, query.states).limit(limit).offset(offset).execute());
  }
  const found: MailColumns[] = [];
  for (let from = 0; from < SEARCHED_MAILS && found.length < offset + limit; from += PAGE) {
    const page = await inOrder(db, query.states).limit(PAGE).offset(from).execute();
    found.push(...(await matching(db, ctx, page, wanted)));
    if (page.length < PAGE) break;
  }
  return summarize(db, ctx, found.slice(offset, offset + limit));
}

export async function countMails(
  db: Db,
  _ctx: Context,
  { states }: Pick<ListQuery, 'states'>,
): Promise<number> {
  if (states?.length === 0) return 0;
  let query = db.selectFrom('mails').select(({ fn }) => fn.countAll().as('count'));
  if (states !== undefined) query = query.where('state', 'in', [...states]);
  const { count } = await query.executeTakeFirstOrThrow();
  return Number(count);
}
