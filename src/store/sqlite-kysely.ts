// Kysely over a SQLite connection that is asked one thing at a time: no lock, no pool and no log between a query and its
// statement, for they took as long as the statement itself. Made by sqlite-connection.ts.

import type { DatabaseSync } from 'node:sqlite';
import {
  type ConnectionProvider,
  type DatabaseConnection,
  DefaultQueryExecutor,
  Kysely,
  type QueryResult,
  SqliteDialect,
  type SqliteStatement,
} from 'kysely';
import type { Db, Schema } from './schema.ts';

/** Lists of other lengths make other texts; so many of the latest are kept. */
const MAX_PREPARED = 256;

/** Kysely's own SQLite dialect asks for a statement that knows whether it returns rows. */
function prepare(database: DatabaseSync, text: string): SqliteStatement {
  const statement = database.prepare(text);
  return {
    reader: statement.columns().length > 0,
    all: (values) => statement.all(...sqliteValues(values)),
    run: (values) => statement.run(...sqliteValues(values)),
    iterate: (values) => statement.iterate(...sqliteValues(values)),
  };
}

/** The schema's types let nothing else through. */
function sqliteValues(values: readonly unknown[]): (string | number | Uint8Array | null)[] {
  return values.map((value) => (value === undefined ? null : value)) as (
    | string
    | number
    | Uint8Array
    | null
  )[];
}

/** Parsing and planning a statement takes longer than running it: the same text is prepared once. */
function preparedOf(database: DatabaseSync): (text: string) => SqliteStatement {
  const prepared = new Map<string, SqliteStatement>();
  return (text) => {
    const known = prepared.get(text);
    if (known !== undefined) return known;
    const made = prepare(database, text);
    prepared.set(text, made);
    const [oldest] = prepared.keys();
    if (prepared.size > MAX_PREPARED && oldest !== undefined) prepared.delete(oldest);
    return made;
  };
}

function connectionOf(prepared: (text: string) => SqliteStatement): DatabaseConnection {
  return {
    async executeQuery<R>({ sql, parameters }: { sql: string; parameters: readonly unknown[] }) {
      const statement = prepared(sql);
      if (statement.reader) return { rows: statement.all(parameters) as R[] };
      const { changes } = statement.run(parameters);
      return { numAffectedRows: BigInt(changes), rows: [] } satisfies QueryResult<R>;
    },
    streamQuery() {
      throw new Error('nothing is streamed out of SQLite');
    },
  };
}

/** One connection for all, at once: what is asked of SQLite is done when the call returns. */
export function kyselyOver(database: DatabaseSync): Db {
  const prepared = preparedOf(database);
  const dialect = new SqliteDialect({ database: { close: () => database.close(), prepare: prepared } });
  const connection = connectionOf(prepared);
  const direct: ConnectionProvider = { provideConnection: (use) => use(connection) };
  const executor = new DefaultQueryExecutor(dialect.createQueryCompiler(), dialect.createAdapter(), direct);
  return new Kysely<Schema>({ config: { dialect }, dialect, driver: dialect.createDriver(), executor });
}
