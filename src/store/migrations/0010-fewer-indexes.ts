// For a mail that passes at once: indexes that only know mails in the state they are asked for, so that it enters none of
// them for good; and the last hours' mail, which is looked up by its key, lies in the index of that key on SQLite.

import { type Kysely, sql } from 'kysely';
import type { Adapter } from '../adapters.ts';

const DROPPED = [
  'mails_by_state_due_at',
  'mails_by_state_next_attempt_at',
  'mails_by_burst_state_received_at_id',
];

/**
 * The literals stand in the queries too: else no database knows that the index will do. The state stands in front although it is
 * always the same: else SQLite takes another index that begins with it.
 */
const PARTIAL = [
  sql`create index mails_held_by_due_at on mails (state, due_at, id) where state = 'held'`,
  sql`create index mails_queued_by_next_attempt_at on mails (state, next_attempt_at) where state = 'queued'`,
  sql`create index mails_in_burst on mails (burst, state, received_at, id) where burst is not null`,
];

/** By its columns, in order, and the two that it is found by. */
const CLUSTERED = {
  recent_mails: {
    columns: sql`author text not null, mail_id text not null, at text not null, sealed blob not null,
      constraint recent_mails_key primary key (author, mail_id)`,
    indexes: ['author, at', 'at'],
  },
  recent_recipients: {
    columns: sql`author text not null, recipient text not null, at text not null, is_fresh bigint not null,
      constraint recent_recipients_key primary key (author, recipient)`,
    indexes: ['author, at', 'at'],
  },
} as const;

async function cluster(db: Kysely<unknown>, name: keyof typeof CLUSTERED): Promise<void> {
  const { columns, indexes } = CLUSTERED[name];
  const [table, old] = [sql.table(name), sql.table(`${name}_old`)];
  await sql`alter table ${table} rename to ${old}`.execute(db);
  await sql`create table ${table} (${columns}) without rowid`.execute(db);
  await sql`insert into ${table} select * from ${old}`.execute(db);
  // With its indexes, whose names are free then.
  await sql`drop table ${old}`.execute(db);
  for (const on of indexes) {
    const index = sql.ref(`${name}_by_${on.replaceAll(', ', '_')}`);
    await sql`create index ${index} on ${table} (${sql.raw(on)})`.execute(db);
  }
}

export async function dropIndexes(db: Kysely<unknown>, { clustered }: Adapter): Promise<void> {
  for (const index of DROPPED) await db.schema.dropIndex(index).ifExists().execute();
  for (const index of PARTIAL) await index.execute(db);
  if (clustered === null) return;
  await cluster(db, 'recent_mails');
  await cluster(db, 'recent_recipients');
}
