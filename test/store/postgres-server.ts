// Runs a PostgreSQL server until its standard input ends, also when whoever started it has died. Prints its URL.

import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { POSTGRES } from '../../src/store/adapters.ts';
import { migrate } from '../../src/store/migrations.ts';
import type { Schema } from '../../src/store/schema.ts';
import { MIGRATED, startPostgres } from './postgres.ts';

async function makeMigrated(url: string): Promise<void> {
  const server = new pg.Client(url);
  await server.connect();
  await server.query(`CREATE DATABASE ${MIGRATED}`);
  await server.end();
  const made = new URL(url);
  made.pathname = MIGRATED;
  const db = new Kysely<Schema>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: made.href }) }),
  });
  await migrate(db, POSTGRES, MIGRATED);
  await db.destroy();
}

const server = await startPostgres();
await makeMigrated(server.url);
process.stdin.resume();
process.stdin.once('end', () => void server.stop());
console.log(server.url);
