// Tokens by which programs act for people: looked up by a keyed hash, under a key that is not in the database, so that
// whoever can write there still cannot make one.

import { createHmac } from 'node:crypto';
import type { Selectable } from 'kysely';
import { type ApiTokenRow, type NewApiToken, TOKEN_SCOPES } from '../api-token.ts';
import type { ApiTokenTable, Db } from '../schema.ts';
import type { Actor, UserRow } from '../store.ts';
import { type Context, storable } from './context.ts';
import { appendEvents } from './events.ts';
import { getUser } from './users.ts';

/** More than anybody has programs. */
const MOST_PER_USER = 50;

function tokenMac({ keys }: Context, tokenHash: string): string {
  return createHmac('sha256', keys.lookup).update(`api token ${tokenHash}`).digest('hex');
}

function toTokenRow(row: Selectable<ApiTokenTable>): ApiTokenRow {
  const scopes = row.scopes.split(' ');
  return {
    id: row.id,
    userId: row.user_id,
    label: row.label,
    scopes: TOKEN_SCOPES.filter((scope) => scopes.includes(scope)),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    usedAt: row.used_at,
    client: row.client,
  };
}

export async function addApiToken(
  db: Db,
  ctx: Context,
  { token, actor }: { readonly token: NewApiToken; readonly actor: Actor },
): Promise<'added' | 'full'> {
  const { id, userId, label, scopes, createdAt: at, expiresAt, tokenHash } = token;
  await db.deleteFrom('api_tokens').where('expires_at', '<=', at).execute();
  const { count } = await db
    .selectFrom('api_tokens')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow();
  if (Number(count) >= MOST_PER_USER) return 'full';
  await db
    .insertInto('api_tokens')
    .values({
      id,
      user_id: userId,
      label: storable(label),
      scopes: scopes.join(' '),
      mac: tokenMac(ctx, tokenHash),
      created_at: at,
      expires_at: expiresAt,
      used_at: null,
      client: null,
    })
    .execute();
  const detail = { userId, token: id, scopes, expiresAt };
  await appendEvents(db, ctx, [{ type: 'token-added', mailId: null, at, actor, detail }]);
  return 'added';
}

export async function findApiToken(
  db: Db,
  ctx: Context,
  { tokenHash, now }: { readonly tokenHash: string; readonly now: string },
): Promise<(ApiTokenRow & { readonly user: UserRow }) | null> {
  const row = await db
    .selectFrom('api_tokens')
    .selectAll()
    .where('mac', '=', tokenMac(ctx, tokenHash))
    .where('expires_at', '>', now)
    .executeTakeFirst();
  const user = row === undefined ? null : await getUser(db, ctx, row.user_id);
  return row === undefined || user === null ? null : { ...toTokenRow(row), user };
}

export async function touchApiToken(
  db: Db,
  _ctx: Context,
  { id, usedAt, client }: { readonly id: string; readonly usedAt: string; readonly client: string },
): Promise<void> {
  await db.updateTable('api_tokens').set({ used_at: usedAt, client }).where('id', '=', id).execute();
}

export async function listApiTokens(
  db: Db,
  _ctx: Context,
  { userId, now }: { readonly userId?: string; readonly now: string },
): Promise<readonly ApiTokenRow[]> {
  let query = db.selectFrom('api_tokens').selectAll().where('expires_at', '>', now);
  if (userId !== undefined) query = query.where('user_id', '=', userId);
  return (await query.orderBy('created_at', 'desc').orderBy('id').execute()).map(toTokenRow);
}

export async function revokeApiToken(
  db: Db,
  ctx: Context,
  input: { readonly id: string; readonly userId?: string; readonly at: string; readonly actor: Actor },
): Promise<boolean> {
  const { id, at, actor } = input;
  let query = db.deleteFrom('api_tokens').where('id', '=', id);
  if (input.userId !== undefined) query = query.where('user_id', '=', input.userId);
  const gone = await query.returning('user_id').executeTakeFirst();
  if (gone === undefined) return false;
  const detail = { userId: gone.user_id, token: id };
  await appendEvents(db, ctx, [{ type: 'token-revoked', mailId: null, at, actor, detail }]);
  return true;
}
