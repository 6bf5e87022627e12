// Tokens by which programs act for people: one row per token, found by a keyed hash of it.

import type { Kysely } from 'kysely';
import type { Adapter } from '../adapters.ts';

export async function createApiTokens(db: Kysely<unknown>, adapter: Adapter): Promise<void> {
  await db.schema
    .createTable('api_tokens')
    .addColumn('id', adapter.text, (made) => made.primaryKey())
    .addColumn('user_id', adapter.text, (made) => made.notNull())
    .addColumn('label', adapter.text, (made) => made.notNull())
    .addColumn('scopes', adapter.text, (made) => made.notNull())
    .addColumn('mac', adapter.text, (made) => made.notNull().unique())
    .addColumn('created_at', adapter.text, (made) => made.notNull())
    .addColumn('expires_at', adapter.text, (made) => made.notNull())
    .addColumn('used_at', adapter.text)
    .addColumn('client', adapter.text)
    .addForeignKeyConstraint('api_tokens_owner', ['user_id'], 'users', ['id'], (made) =>
      made.onDelete('cascade'),
    )
    .execute();
  await db.schema.createIndex('api_tokens_by_user').on('api_tokens').column('user_id').execute();
}
