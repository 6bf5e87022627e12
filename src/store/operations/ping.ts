// Proves that the database can be written now, by writing what is there already.

import type { Db } from '../schema.ts';

export async function ping(db: Db): Promise<void> {
  await db
    .updateTable('meta')
    .set(({ ref }) => ({ value: ref('value') }))
    .where('name', '=', 'key-check')
    .execute();
}
