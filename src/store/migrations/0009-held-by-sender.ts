// For counting what is held of one sender: an index of held mails only, which no other mail writes to.

import { type Kysely, sql } from 'kysely';

export async function indexHeldBySender(db: Kysely<unknown>): Promise<void> {
  await sql`create index mails_held_by_reverse_key on mails (reverse_key) where state = 'held'`.execute(db);
}
