// Joins the key file and the database: the first start makes the key, every later one proves that its keys are those that
// the database was written with.

import { createHmac } from 'node:crypto';
import { StoreRefused } from './errors.ts';
import { createKeyFile, deriveKey, readKeyFile } from './key-file.ts';
import { createKeyring, type Keyring } from './keyring.ts';
import type { Db, MetaTable } from './schema.ts';

const nameOf = (no: number): MetaTable['name'] => (no === 1 ? 'key-check' : `key-check ${no}`);

function checkOf(master: Uint8Array): string {
  return createHmac('sha256', deriveKey(master, 'check')).update('sekisho').digest('hex');
}

/** By the names under which the database knows keys. */
async function findChecks(db: Db): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom('meta').selectAll().execute();
  return new Map(
    rows.flatMap(({ name, value }) => (name.startsWith('key-check') ? [[name, value] as const] : [])),
  );
}

async function addCheck(db: Db, no: number, value: string): Promise<void> {
  await db
    .insertInto('meta')
    .values({ name: nameOf(no), value })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
}

/** `where` names the database in errors. Throws StoreRefused naming both paths. */
export async function unlock(db: Db, keyFile: string, where: string): Promise<Keyring> {
  const known = await findChecks(db);
  const existing = await readKeyFile(keyFile);
  if (existing === null && known.size > 0) {
    throw new StoreRefused(`the key file ${keyFile} is missing: ${where} cannot be read without it`);
  }
  const masters = existing ?? (await createKeyFile(keyFile));
  if (known.size > masters.length) {
    throw new StoreRefused(
      `the key file ${keyFile} has ${masters.length} keys, ${where} needs ${known.size}`,
    );
  }
  for (const [n, master] of masters.entries()) {
    if (!known.has(nameOf(n + 1))) await addCheck(db, n + 1, checkOf(master));
  }
  const checks = await findChecks(db);
  if (masters.some((master, n) => checks.get(nameOf(n + 1)) !== checkOf(master))) {
    throw new StoreRefused(`the key file ${keyFile} does not open ${where}: it belongs to other data`);
  }
  return createKeyring(keyFile, masters);
}
