// Signed-in sessions; only the SHA-256 of a session's id is known here.

import type { Selectable } from 'kysely';
import type { Db, SessionTable } from '../schema.ts';
import type { SessionRow, UserRow } from '../store.ts';
import { type Context, storable } from './context.ts';
import { getUser } from './users.ts';

/** Stores a new session, and drops those that have run out by the time it was made. */
export async function putSession(db: Db, _ctx: Context, session: SessionRow): Promise<void> {
  await db.deleteFrom('sessions').where('expires_at', '<=', session.createdAt).execute();
  await db
    .insertInto('sessions')
    .values({
      id_hash: session.idHash,
      user_id: session.userId,
      csrf: session.csrf,
      created_at: session.createdAt,
      seen_at: session.seenAt,
      expires_at: session.expiresAt,
      client: session.client,
      agent: storable(session.agent),
    })
    .execute();
}

export async function findSession(
  db: Db,
  ctx: Context,
  { idHash, now }: { readonly idHash: string; readonly now: string },
): Promise<(SessionRow & { readonly user: UserRow }) | null> {
  const row = await db
    .selectFrom('sessions')
    .selectAll()
    .where('id_hash', '=', idHash)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  const user = row === undefined ? null : await getUser(db, ctx, row.user_id);
  if (row === undefined || user === null) return null;
  return { ...toSessionRow(row), user };
}

function toSessionRow(row: Selectable<SessionTable>): SessionRow {
  return {
    idHash: row.id_hash,
    userId: row.user_id,
    csrf: row.csrf,
    createdAt: row.created_at,
    seenAt: row.seen_at,
    expiresAt: row.expires_at,
    client: row.client,
    agent: row.agent,
  };
}

export async function listSessions(
  db: Db,
  _ctx: Context,
  { userId, now }: { readonly userId?: string; readonly now: string },
): Promise<readonly SessionRow[]> {
  let query = db.selectFrom('sessions').selectAll().where('expires_at', '>', now);
  if (userId !== undefined) query = query.where('user_id', '=', userId);
  return (await query.orderBy('seen_at', 'desc').orderBy('id_hash').execute()).map(toSessionRow);
}

export async function dropSessions(
  db: Db,
  _ctx: Context,
  { userId, kept }: { readonly userId: string; readonly kept?: string },
): Promise<number> {
  let query = db.deleteFrom('sessions').where('user_id', '=', userId);
  if (kept !== undefined) query = query.where('id_hash', '!=', kept);
  return Number((await query.executeTakeFirstOrThrow()).numDeletedRows);
}

export async function touchSession(
  db: Db,
  _ctx: Context,
  { idHash, seenAt }: { readonly idHash: string; readonly seenAt: string },
): Promise<void> {
  await db.updateTable('sessions').set({ seen_at: seenAt }).where('id_hash', '=', idHash).execute();
}

export async function dropSession(db: Db, _ctx: Context, idHash: string): Promise<void> {
  await db.deleteFrom('sessions').where('id_hash', '=', idHash).execute();
}
