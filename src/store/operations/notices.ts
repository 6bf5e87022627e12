// Notices that wait to be composed. A row goes exactly when its composed mail is queued.

import { asKept } from '../kept-facts.ts';
import type { NewLink } from '../link.ts';
import type { Db } from '../schema.ts';
import type { NewMail, NoticeRow } from '../store.ts';
import type { Context } from './context.ts';
import { appendEvents } from './events.ts';
import { firstEvents, insertMailRows } from './insert-mail.ts';
import { insertLinks } from './links.ts';

/** The oldest notices that are due by `now` (null: all); they stay until settled. */
export async function takeNotices(
  db: Db,
  _ctx: Context,
  { limit, now }: { readonly limit: number; readonly now: string | null },
): Promise<readonly NoticeRow[]> {
  let query = db.selectFrom('notices').selectAll();
  if (now !== null) query = query.where('next_attempt_at', '<=', now);
  const rows = await query.orderBy('created_at').orderBy('id').limit(limit).execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    mailId: row.mail_id,
    to: row.recipient,
    createdAt: row.created_at,
  }));
}

export type Settlement = {
  /** One mail may tell of several notices to the same person. */
  readonly ids: readonly number[];
  readonly mail: NewMail;
  /** Those that stand in the mail. */
  readonly links: readonly NewLink[];
};

export async function settleNotices(
  db: Db,
  ctx: Context,
  { ids, mail, links }: Settlement,
): Promise<boolean> {
  const taken = await db
    .deleteFrom('notices')
    .where('id', 'in', ids)
    .returning(['kind', 'mail_id', 'recipient'])
    .execute();
  if (taken.length === 0) return false;
  await insertMailRows(db, ctx, asKept(mail));
  await insertLinks(db, ctx, links);
  const { receivedAt: at, actor } = mail;
  const sent = taken.map(({ kind, mail_id: mailId, recipient }) => {
    const detail = { kind, to: recipient, as: mail.id };
    return { type: 'notice-sent' as const, mailId, at, actor, detail };
  });
  await appendEvents(db, ctx, [...firstEvents(mail), ...sent]);
  return true;
}

/** `until` null: they are given up, and nobody is told. */
export async function putOffNotices(
  db: Db,
  _ctx: Context,
  { ids, until }: { readonly ids: readonly number[]; readonly until: string | null },
): Promise<void> {
  if (until === null) await db.deleteFrom('notices').where('id', 'in', ids).execute();
  else await db.updateTable('notices').set({ next_attempt_at: until }).where('id', 'in', ids).execute();
}
