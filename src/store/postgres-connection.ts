// Connections to PostgreSQL, and the one way in which an operation runs on one: a transaction, tried again when another one
// was in the way. Called by the store and by whoever moves data into it.

import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { classifyPostgresError, isWorthRepeating, StoreRefused } from './errors.ts';
import type { Context } from './operations/context.ts';
import { isRead, type OperationName, operate } from './operations.ts';
import type { Db, Schema } from './schema.ts';

export type PostgresAddress = {
  readonly url: string;
  /** Told when an idle connection is lost. */
  readonly onFailure: (error: Error) => void;
};

const POOL_SIZE = 10;
const CONNECT_TIMEOUT_MS = 10_000;
/** The server gives up first; the client's own limit is for a server that does not answer any more. */
const STATEMENT_TIMEOUT_MS = 60_000;
const QUERY_TIMEOUT_MS = 70_000;
/** A relay that was stopped in the middle of a transaction must not keep its rows from the others for good. */
const IDLE_TRANSACTION_TIMEOUT_MS = 15_000;
/** How often a transaction is tried that PostgreSQL took back because of another one. */
const TRIES = 5;

/** int8 and numeric come as text; ours are counts, which fit a number. */
const NUMBER_TYPES = new Set<number>([pg.types.builtins.INT8, pg.types.builtins.NUMERIC]);
const typeParsers: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    NUMBER_TYPES.has(oid) && format !== 'binary' ? Number : pg.types.getTypeParser(oid, format),
};

/** The URL as it may be shown. */
export function withoutPassword(url: string): string {
  return url.replace(/:\/\/[^@/]*@/, '://');
}

/** Refuses a server or role that answers a commit before it is on disk. */
export async function assertDurable(db: Db, where: string): Promise<void> {
  const { rows } = await sql<{ synchronous_commit: string }>`show synchronous_commit`.execute(db);
  if (rows[0]?.synchronous_commit !== 'off') return;
  throw new StoreRefused(`${where}: synchronous_commit is off, so an accepted mail could be lost`);
}

/** A pool; nothing is asked of the server yet. */
export function connectPostgres({ url, onFailure }: PostgresAddress): Db {
  const pool = new pg.Pool({
    connectionString: url,
    max: POOL_SIZE,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_TRANSACTION_TIMEOUT_MS,
    keepAlive: true,
    application_name: 'sekisho',
    types: typeParsers,
  });
  // A connection that is lost between two statements of a transaction tells nobody but its own listener, and without
  // one it would end the process; the pool only repeats what idle connections say, and makes new ones when needed.
  pool.on('connect', (client) => client.on('error', onFailure));
  pool.on('error', () => {});
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
}

async function runOnce(db: Db, ctx: Context, name: OperationName, input: unknown): Promise<unknown> {
  const transaction = isRead(name)
    ? db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only')
    : db.transaction();
  return transaction.execute((inside) => operate(inside, ctx, name, input));
}

/** Runs an operation in a transaction, again where PostgreSQL asks for that. Throws StoreUnavailable when it may pass. */
export async function runOnPostgres(
  db: Db,
  ctx: Context,
  name: OperationName,
  input: unknown,
): Promise<unknown> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await runOnce(db, ctx, name, input);
    } catch (error) {
      if (isWorthRepeating(error) && tries < TRIES) continue;
      throw classifyPostgresError(error);
    }
  }
}
