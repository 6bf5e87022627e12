// Reads mails with what belongs to them: one, or those a person looks for by address or Message-ID.

import { type Selectable, sql } from 'kysely';
import type { Db, MailTable } from '../schema.ts';
import { statement } from '../statement.ts';
import type { MailDetail, MailId, RecipientRow } from '../store.ts';
import { type Context, chunksOf } from './context.ts';
import { MAIL_COLUMNS, openFacts, openHoldOf, openVerdict, toMailRow, toRecipientRow } from './mail-rows.ts';

const findRecipients = statement((db, ids: readonly MailId[]) =>
  db.selectFrom('recipients').selectAll().where('mail_id', 'in', ids).orderBy('mail_id').orderBy('n'),
);

/** The recipients of each of the mails, in order. */
export async function recipientsOf(
  db: Db,
  ids: readonly MailId[],
): Promise<ReadonlyMap<MailId, readonly RecipientRow[]>> {
  const found = new Map<MailId, RecipientRow[]>(ids.map((id) => [id, []]));
  for (const chunk of chunksOf(ids)) {
    const { rows } = await findRecipients(db, chunk);
    for (const row of rows) found.get(row.mail_id)?.push(toRecipientRow(row));
  }
  return found;
}

type DetailRow = Pick<Selectable<MailTable>, (typeof MAIL_COLUMNS)[number] | 'facts' | 'verdict' | 'hold'>;
export type FromRow<T> = (row: DetailRow, recipients: readonly RecipientRow[], ctx: Context) => T;

const toDetail: FromRow<MailDetail> = (row, recipients, ctx) => ({
  mail: toMailRow(row, ctx),
  recipients,
  facts: openFacts(row, ctx, row.facts),
  verdict: openVerdict(row, ctx, row.verdict),
  hold: openHoldOf(row, ctx, row.hold),
});

const findDetails = statement((db, ids: readonly MailId[]) =>
  db
    .selectFrom('mails')
    .select([...MAIL_COLUMNS, 'facts', 'verdict', 'hold'])
    .where('id', 'in', ids),
);

/** The mails of `ids`, in that order; unknown ids are left out. */
export async function detailsOf<T>(
  db: Db,
  ctx: Context,
  ids: readonly MailId[],
  toResult: FromRow<T>,
): Promise<readonly T[]> {
  if (ids.length === 0) return [];
  const recipients = await recipientsOf(db, ids);
  const found = new Map<MailId, T>();
  for (const chunk of chunksOf(ids)) {
    const { rows } = await findDetails(db, chunk);
    for (const row of rows) found.set(row.id, toResult(row, recipients.get(row.id) ?? [], ctx));
  }
  return ids.flatMap((id) => found.get(id) ?? []);
}

export async function findMail(db: Db, ctx: Context, id: MailId): Promise<MailDetail | null> {
  const [detail] = await detailsOf(db, ctx, [id], toDetail);
  return detail ?? null;
}

export async function traceMails(
  db: Db,
  ctx: Context,
  { what, limit }: { readonly what: string; readonly limit: number },
): Promise<readonly MailDetail[]> {
  const wanted = what.trim().toLowerCase();
  const rows = await db
    .selectFrom('mails')
    .select('id')
    .where((where) =>
      where.or([
        where('message_key', '=', wanted),
        where('reverse_key', '=', wanted),
        where('id', 'in', (from) =>
          from.selectFrom('recipients').select('mail_id').where('forward_key', '=', wanted),
        ),
      ]),
    )
    .orderBy('received_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
  return detailsOf(
    db,
    ctx,
    rows.map(({ id }) => id),
    toDetail,
  );
}

export async function findDueHolds(
  db: Db,
  _ctx: Context,
  { now, limit, offset }: { readonly now: string; readonly limit: number; readonly offset: number },
): Promise<readonly MailId[]> {
  const rows = await db
    .selectFrom('mails')
    .select('id')
    // Written out: else no database knows that the index of held mails will do.
    .where('state', '=', sql.lit('held'))
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .orderBy('id')
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map(({ id }) => id);
}
