// Notices that wait to be composed. A row goes exactly when its composed mail is queued.

import type { Db } from '../schema.ts';
import type { NewMail, NoticeRow } from '../store.ts';
import type { Context } from './context.ts';
import { appendEvents } from './events.ts';
import { firstEvents, insertMailRows } from './insert-mail.ts';

/** The oldest notices; they stay until settled. */
export async function takeNotices(db: Db, _ctx: Context, limit: number): Promise<readonly NoticeRow[]> {
  const rows = await db
    .selectFrom('notices')
    .selectAll()
    .orderBy('created_at')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    mailId: row.mail_id,
    to: row.recipient,
    createdAt: row.created_at,
  }));
}

export async function settleNotice(
  db: Db,
  ctx: Context,
  { id, mail }: { readonly id: number; readonly mail: NewMail },
): Promise<boolean> {
  const taken = await db
    .deleteFrom('notices')
    .where('id', '=', id)
    .returning(['kind', 'mail_id', 'recipient'])
    .executeTakeFirst();
  if (taken === undefined) return false;
  await insertMailRows(db, ctx, mail);
  const detail = { kind: taken.kind, to: taken.recipient, as: mail.id };
  const { receivedAt: at, actor } = mail;
  await appendEvents(db, ctx, [
    ...firstEvents(mail),
    { type: 'notice-sent', mailId: taken.mail_id, at, actor, detail },
  ]);
  return true;
}
