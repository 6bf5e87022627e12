// Who is asked about a held mail, as keyed hashes, so that their lists need not open every hold. A mail that was held before
// is listed for them from the next step of its hold on: a migration has no key to open it with.

import type { Kysely } from 'kysely';
import type { Adapter } from '../adapters.ts';

export async function createAsked(db: Kysely<unknown>, adapter: Adapter): Promise<void> {
  await db.schema
    .createTable('asked')
    .addColumn('mail_id', adapter.text, (made) => made.notNull())
    .addColumn('person', adapter.bytes, (made) => made.notNull())
    .addPrimaryKeyConstraint('asked_key', ['mail_id', 'person'])
    .addForeignKeyConstraint('asked_owner', ['mail_id'], 'mails', ['id'], (made) => made.onDelete('cascade'))
    .execute();
  await db.schema.createIndex('asked_by_person').on('asked').columns(['person', 'mail_id']).execute();
}
