// All in which the two databases differ for the queries and migrations; nothing else knows which one it talks to.

import { type ColumnDataType, type Expression, type SelectQueryBuilder, sql } from 'kysely';
import type { Schema } from './schema.ts';

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
};

export const SQLITE: Adapter = {
  kind: 'sqlite',
  text: 'text',
  bytes: 'blob',
  clustered: sql`without rowid`,
  claimClause: (query) => query,
};

export const POSTGRES: Adapter = {
  kind: 'postgres',
  text: sql`text collate "C"`,
  bytes: 'bytea',
  clustered: null,
  claimClause: (query) => query.forUpdate().skipLocked(),
};
