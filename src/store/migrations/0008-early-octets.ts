// Octets of large mails are written before their mail, so they cannot refer to it; what never became a mail is known by
// its row in `arrivals`.

import type { Kysely } from 'kysely';
import type { Adapter } from '../adapters.ts';

export async function createEarlyOctets(db: Kysely<unknown>, adapter: Adapter): Promise<void> {
  await db.schema
    .createTable('early_octets')
    .addColumn('mail_id', adapter.text, (made) => made.notNull())
    .addColumn('revision', 'integer', (made) => made.notNull())
    .addColumn('n', 'integer', (made) => made.notNull())
    .addColumn('sealed', adapter.bytes, (made) => made.notNull())
    .addPrimaryKeyConstraint('early_octets_key', ['mail_id', 'revision', 'n'])
    .execute();
  await db.schema
    .createTable('arrivals')
    .addColumn('mail_id', adapter.text, (made) => made.primaryKey())
    .addColumn('began_at', adapter.text, (made) => made.notNull())
    .execute();
}
