// All in which the two databases differ for the queries and migrations; nothing else knows which one it talks to.

import { type ColumnDataType, type Expression, type SelectQueryBuilder, sql } from 'kysely';
import type { Db, Schema } from './schema.ts';

type ColumnType = ColumnDataType | Expression<unknown>;

export type Adapter = {
  readonly kind: 'sqlite' | 'postgres';
  /** Text that compares by its octets, whatever the database's locale. */
  readonly text: ColumnType;
  readonly bytes: ColumnType;
  /** Makes a table lie in the index of its key (https://sqlite.org/withoutrowid.html); null where it cannot. */
  readonly clustered: Expression<unknown> | null;
  /** Lets several claimers pass each other: PostgreSQL skips rows another one is claiming; SQLite has one writer. */
  claimClause<O>(query: SelectQueryBuilder<Schema, 'mails', O>): SelectQueryBuilder<Schema, 'mails', O>;
  /** Elects one of all relays until the end of the transaction; false: another one is elected. SQLite has one writer. */
  isElected(db: Db): Promise<boolean>;
  /** Lets the transactions that name the same sender pass one after the other. SQLite has one writer. */
  takeTurn(db: Db, sender: string): Promise<void>;
  /** The time of all who share the database, ISO; null: they are on one machine, whose clock is theirs. */
  readClock(db: Db): Promise<string | null>;
};

/** Any number that nobody else on the database takes for something else. */
const ELECTION = 0x5e_15_40;
const SENDERS = 0x5e_15_41;

export const SQLITE: Adapter = {
  kind: 'sqlite',
  text: 'text',
  bytes: 'blob',
  clustered: sql`without rowid`,
  claimClause: (query) => query,
  isElected: async () => true,
  takeTurn: async () => {},
  readClock: async () => null,
};

export const POSTGRES: Adapter = {
  kind: 'postgres',
  text: sql`text collate "C"`,
  bytes: 'bytea',
  clustered: null,
  claimClause: (query) => query.forUpdate().skipLocked(),
  async isElected(db) {
    const { rows } = await sql<{
      elected: boolean;
    }>`select pg_try_advisory_xact_lock(${ELECTION}) as elected`.execute(db);
    return rows[0]?.elected === true;
  },
  async takeTurn(db, sender) {
    await sql`select pg_advisory_xact_lock(${SENDERS}, hashtext(${sender}))`.execute(db);
  },
  async readClock(db) {
    const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db);
    return rows[0]?.now.toISOString() ?? null;
  },
};
