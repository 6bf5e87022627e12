// Which policies were in force since when; which day's digest was sent to whom; and the index of what people decided,
// which only has the few mails that were held.

import type { Kysely } from 'kysely';
import type { Adapter } from '../adapters.ts';

export async function createPolicyVersions(db: Kysely<unknown>, { text, bytes }: Adapter): Promise<void> {
  await db.schema
    .createTable('policy_versions')
    .addColumn('n', 'bigint', (made) => made.notNull())
    .addColumn('at', text, (made) => made.notNull())
    .addColumn('digest', text, (made) => made.notNull())
    .addColumn('actor_kind', text, (made) => made.notNull())
    .addColumn('actor_id', text, (made) => made.notNull())
    .addColumn('actor_via', text, (made) => made.notNull())
    .addColumn('source', text, (made) => made.notNull())
    .addColumn('forecast', text)
    .addColumn('sealed', bytes, (made) => made.notNull())
    .addPrimaryKeyConstraint('policy_versions_key', ['n'])
    .execute();
  await db.schema
    .createTable('digests')
    .addColumn('day', text, (made) => made.notNull())
    .addColumn('recipient', text, (made) => made.notNull())
    .addPrimaryKeyConstraint('digests_key', ['day', 'recipient'])
    .execute();
  await db.schema
    .createIndex('mails_decided_by_received_at')
    .on('mails')
    .columns(['received_at', 'decision', 'revision', 'decided_at'])
    .where('decision' as never, 'is not', null)
    .execute();
}
