// Users and the single-use token that makes the first administrator.

import type { Selectable } from 'kysely';
import type { Db, UserTable } from '../schema.ts';
import type { UserRow } from '../store.ts';
import type { Context } from './context.ts';

/** The setup token's table has this one row. */
const THE_TOKEN = 1;

function toTableRow(user: UserRow): UserTable {
  return {
    id: user.id,
    name: user.name,
    address: user.address,
    role: user.role,
    source: user.source,
    subject: user.subject,
    password_hash: user.passwordHash,
    language: user.language,
    created_at: user.createdAt,
  };
}

export function toUserRow(row: Selectable<UserTable>): UserRow {
  return {
    id: row.id,
    name: row.name,
    address: row.address,
    role: row.role,
    source: row.source,
    subject: row.subject,
    passwordHash: row.password_hash,
    language: row.language,
    createdAt: row.created_at,
  };
}

export async function countUsers(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom('users')
    .select(({ fn }) => fn.countAll().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

export async function addUser(db: Db, _ctx: Context, user: UserRow): Promise<'added' | 'name-taken'> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('users')
    .values(toTableRow(user))
    .onConflict((conflict) => conflict.column('name').doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n ? 'added' : 'name-taken';
}

/** A name that is taken by somebody else gets the source beside it. */
async function freeName(db: Db, { name, source }: UserRow, id: string): Promise<string> {
  for (const wanted of [name, `${name} (${source})`]) {
    const other = await db.selectFrom('users').select('id').where('name', '=', wanted).executeTakeFirst();
    if (other === undefined || other.id === id) return wanted;
  }
  return `${name} (${id})`;
}

export async function putExternalUser(db: Db, _ctx: Context, user: UserRow): Promise<UserRow> {
  const known = await db
    .selectFrom('users')
    .selectAll()
    .where('source', '=', user.source)
    .where('subject', '=', user.subject)
    .executeTakeFirst();
  const name = await freeName(db, user, known?.id ?? user.id);
  if (known === undefined) {
    await db
      .insertInto('users')
      .values(toTableRow({ ...user, name }))
      .execute();
    return { ...user, name };
  }
  const { address, role } = user;
  await db.updateTable('users').set({ name, address, role }).where('id', '=', known.id).execute();
  return toUserRow({ ...known, name, address, role });
}

export async function listUsers(db: Db): Promise<readonly UserRow[]> {
  return (await db.selectFrom('users').selectAll().orderBy('name').execute()).map(toUserRow);
}

/** Ends the user's sessions and tokens as well; false when there is no such user with a password. */
export async function setPassword(
  db: Db,
  _ctx: Context,
  { name, passwordHash }: { readonly name: string; readonly passwordHash: string },
): Promise<boolean> {
  const user = await db
    .updateTable('users')
    .set({ password_hash: passwordHash })
    .where('name', '=', name)
    .where('source', '=', 'local')
    .returning('id')
    .executeTakeFirst();
  if (user === undefined) return false;
  await db.deleteFrom('sessions').where('user_id', '=', user.id).execute();
  await db.deleteFrom('api_tokens').where('user_id', '=', user.id).execute();
  return true;
}

export async function findUser(db: Db, _ctx: Context, name: string): Promise<UserRow | null> {
  const row = await db.selectFrom('users').selectAll().where('name', '=', name).executeTakeFirst();
  return row === undefined ? null : toUserRow(row);
}

export async function getUser(db: Db, _ctx: Context, id: string): Promise<UserRow | null> {
  const row = await db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : toUserRow(row);
}

/** Replaces an earlier token. */
export async function putSetupToken(
  db: Db,
  _ctx: Context,
  { hash, expiresAt }: { readonly hash: string; readonly expiresAt: string },
): Promise<void> {
  await db
    .insertInto('setup_token')
    .values({ id: THE_TOKEN, hash, expires_at: expiresAt })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ hash, expires_at: expiresAt }))
    .execute();
}

export async function redeemSetupToken(
  db: Db,
  ctx: Context,
  { hash, now, user }: { readonly hash: string; readonly now: string; readonly user: UserRow },
): Promise<boolean> {
  if ((await countUsers(db)) > 0) return false;
  const { numDeletedRows } = await db
    .deleteFrom('setup_token')
    .where('hash', '=', hash)
    .where('expires_at', '>', now)
    .executeTakeFirstOrThrow();
  if (numDeletedRows !== 1n) return false;
  return (await addUser(db, ctx, user)) === 'added';
}
