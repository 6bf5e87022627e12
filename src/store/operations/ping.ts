// Proves that the database can be written now, by writing what is there already; and tells its time.

import type { Db } from '../schema.ts';
import type { Context } from './context.ts';

export async function ping(db: Db): Promise<void> {
  await db
    .updateTable('meta')
    .set(({ ref }) => ({ value: ref('value') }))
    .where('name', '=', 'key-check')
    .execute();
}

/** null: the database has no clock but that of its one machine. */
export async function readClock(db: Db, { adapter }: Context): Promise<string | null> {
  return adapter.readClock(db);
}
