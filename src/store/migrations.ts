// Brings a database to the schema this version knows: forward only, all in one transaction, under the database's own
// lock. Refuses data that a newer version has written.

import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { Adapter } from './adapters.ts';
import { StoreRefused } from './errors.ts';
import { createInitialTables } from './migrations/0001-initial.ts';
import { createJudged } from './migrations/0002-judged.ts';
import { preparePurge } from './migrations/0003-purge.ts';
import { createAsked } from './migrations/0004-asked.ts';
import { createPolicyVersions } from './migrations/0005-policy-versions.ts';
import { createApiTokens } from './migrations/0007-api-tokens.ts';
import { createEarlyOctets } from './migrations/0008-early-octets.ts';
import { indexHeldBySender } from './migrations/0009-held-by-sender.ts';
import { dropIndexes } from './migrations/0010-fewer-indexes.ts';
import type { Db } from './schema.ts';

type Up = (db: Kysely<unknown>, adapter: Adapter) => Promise<void>;

/** In order; names never change. */
const MIGRATIONS: Readonly<Record<string, Up>> = {
  '0001-initial': createInitialTables,
  '0002-judged': createJudged,
  '0003-purge': preparePurge,
  '0004-asked': createAsked,
  '0005-policy-versions': createPolicyVersions,
  '0007-api-tokens': createApiTokens,
  '0008-early-octets': createEarlyOctets,
  '0009-held-by-sender': indexHeldBySender,
  '0010-fewer-indexes': dropIndexes,
};

/** Throws StoreRefused when the schema is unknown, else what the database throws. `where` names it in the text. */
export async function migrate(db: Db, adapter: Adapter, where: string): Promise<void> {
  await refuseNewerSchema(db, where);
  const migrator = new Migrator({
    db,
    provider: {
      getMigrations: async () =>
        Object.fromEntries(
          Object.entries(MIGRATIONS).map(([name, up]) => [
            name,
            { up: (transaction: Kysely<unknown>) => up(transaction, adapter) },
          ]),
        ),
    },
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}

async function refuseNewerSchema(db: Db, where: string): Promise<void> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === 'kysely_migration')) return;
  const done = await db
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom('kysely_migration')
    .select('name')
    .orderBy('name')
    .execute();
  const unknown = done.map(({ name }) => name).filter((name) => !(name in MIGRATIONS));
  if (unknown.length === 0) return;
  throw new StoreRefused(
    `${where} was written by a newer version of Sekisho (schema ${unknown.join(', ')}): start that version, or restore a backup made before the upgrade`,
  );
}
