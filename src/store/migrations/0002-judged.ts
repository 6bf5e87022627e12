// What-if: one narrow row per judged mail, in the order of time, so that a month of them is read at once. `facts` is
// only filled when a repair replaces what the mail was judged on first; it stays sealed as it was.

import type { Kysely } from 'kysely';
import type { Adapter } from '../adapters.ts';

export async function createJudged(db: Kysely<unknown>, adapter: Adapter): Promise<void> {
  const table = db.schema
    .createTable('judged')
    .addColumn('received_at', adapter.text, (made) => made.notNull())
    .addColumn('mail_id', adapter.text, (made) => made.notNull())
    .addColumn('author', adapter.text)
    .addColumn('policy_digest', adapter.text, (made) => made.notNull())
    .addColumn('asks', adapter.text, (made) => made.notNull())
    .addColumn('measures', adapter.text, (made) => made.notNull())
    .addColumn('facts', adapter.bytes)
    .addPrimaryKeyConstraint('judged_key', ['received_at', 'mail_id'])
    .addForeignKeyConstraint('judged_owner', ['mail_id'], 'mails', ['id'], (made) =>
      made.onDelete('cascade'),
    );
  await (adapter.clustered === null ? table : table.modifyEnd(adapter.clustered)).execute();
  await db.schema.createIndex('judged_by_mail_id').on('judged').column('mail_id').execute();
}
