// Joins the key file and the database: the first start makes the key, every later one proves that it is the same.

import { createHmac } from 'node:crypto';
import { StoreRefused } from './errors.ts';
import { createKeyFile, deriveKey, readKeyFile } from './key-file.ts';
import type { Context } from './operations/context.ts';
import type { Db } from './schema.ts';

async function findCheck(db: Db): Promise<string | null> {
  const row = await db.selectFrom('meta').select('value').where('name', '=', 'key-check').executeTakeFirst();
  return row?.value ?? null;
}

/** Returns the derived keys. `where` names the database in errors. Throws StoreRefused naming both paths. */
export async function unlock(db: Db, keyFile: string, where: string): Promise<Context['keys']> {
  const known = await findCheck(db);
  const existing = await readKeyFile(keyFile);
  if (existing === null && known !== null) {
    throw new StoreRefused(`the key file ${keyFile} is missing: ${where} cannot be read without it`);
  }
  const master = existing ?? (await createKeyFile(keyFile));
  const check = createHmac('sha256', deriveKey(master, 'check')).update('sekisho').digest('hex');
  if (known === null) {
    await db
      .insertInto('meta')
      .values({ name: 'key-check', value: check })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .execute();
  }
  if ((await findCheck(db)) !== check) {
    throw new StoreRefused(`the key file ${keyFile} does not open ${where}: it belongs to other data`);
  }
  return {
    seal: deriveKey(master, 'seal'),
    audit: deriveKey(master, 'audit'),
    lookup: deriveKey(master, 'lookup'),
  };
}
