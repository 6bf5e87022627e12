// Queued mail of a restored backup: it may have left after the backup was made, so nobody tries it until a person said
// whether it goes out again. Parked = queued without a time at which it is tried; any other queued mail has one.

import { sql } from 'kysely';
import type { Db } from '../schema.ts';
import type { Actor, MailId, NewEvent } from '../store.ts';
import { type Context, chunksOf } from './context.ts';
import { appendEvents } from './events.ts';

const parkedMails = (db: Db) =>
  db
    .selectFrom('mails')
    .select('id')
    .where('state', '=', sql.lit('queued'))
    .where('next_attempt_at', 'is', null);

export async function countParked(db: Db): Promise<number> {
  return (await parkedMails(db).execute()).length;
}

/** Parks whatever is queued; returns how many. Whoever holds a lease on one can report nothing any more. */
export async function parkQueued(
  db: Db,
  ctx: Context,
  { at, actor, backupAt }: { readonly at: string; readonly actor: Actor; readonly backupAt: string | null },
): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('mails')
    .set(({ eb }) => ({
      next_attempt_at: null,
      lease_owner: null,
      lease_until: null,
      lease_token: eb('lease_token', '+', 1),
    }))
    .where('state', '=', 'queued')
    .executeTakeFirstOrThrow();
  const parked = Number(numUpdatedRows);
  await appendEvents(db, ctx, [{ type: 'restored', mailId: null, at, actor, detail: { backupAt, parked } }]);
  return parked;
}

async function discard(db: Db, ids: readonly MailId[], at: string): Promise<void> {
  for (const chunk of chunksOf(ids)) {
    await db.updateTable('mails').set({ state: 'done' }).where('id', 'in', chunk).execute();
    await db
      .updateTable('recipients')
      .set({ state: 'dropped', settled_at: at })
      .where('mail_id', 'in', chunk)
      .where('state', '=', 'pending')
      .execute();
  }
}

/** Sends parked mail on its way, or ends it unsent; returns how many. */
export async function settleParked(
  db: Db,
  ctx: Context,
  input: { readonly action: 'deliver' | 'discard'; readonly at: string; readonly actor: Actor },
): Promise<number> {
  const { action, at, actor } = input;
  const ids = (await parkedMails(db).execute()).map(({ id }) => id);
  if (ids.length === 0) return 0;
  if (action === 'discard') await discard(db, ids, at);
  else {
    for (const chunk of chunksOf(ids))
      await db.updateTable('mails').set({ next_attempt_at: at }).where('id', 'in', chunk).execute();
  }
  const detail = { action };
  await appendEvents(
    db,
    ctx,
    ids.map((mailId): NewEvent => ({ type: 'restore-confirmed', mailId, at, actor, detail })),
  );
  return ids.length;
}
