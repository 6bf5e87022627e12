// What removing needs: when a mail's octets were erased, and where a chain of events begins after its oldest were removed.

import type { Kysely } from 'kysely';
import type { Adapter } from '../adapters.ts';

export async function preparePurge(db: Kysely<unknown>, { text }: Adapter): Promise<void> {
  await db.schema.alterTable('mails').addColumn('erased_at', text).execute();
  await db.schema
    .createIndex('mails_by_erased_at_received_at')
    .on('mails')
    .columns(['erased_at', 'received_at'])
    .execute();
  await db.schema.createIndex('links_by_mail_id').on('links').columns(['mail_id']).execute();
  await db.schema
    .createTable('chain_starts')
    .addColumn('writer', text, (made) => made.notNull())
    .addColumn('seq', 'bigint', (made) => made.notNull())
    .addColumn('hash', text, (made) => made.notNull())
    .addColumn('mac', text, (made) => made.notNull())
    .addPrimaryKeyConstraint('chain_starts_key', ['writer'])
    .execute();
}
