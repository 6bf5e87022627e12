// The store on PostgreSQL: a pool, one transaction per operation. Several relays may share it.

import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { POSTGRES } from './adapters.ts';
import { classifyPostgresError, isWorthRepeating, StoreRefused } from './errors.ts';
import { migrate } from './migrations.ts';
import type { Context } from './operations/context.ts';
import { isRead, type OperationName, operate, typedRun } from './operations.ts';
import type { Db, Schema } from './schema.ts';
import { type Store, StoreUnavailable } from './store.ts';
import { storeOver } from './store-over.ts';
import { unlock } from './unlock.ts';

export type PostgresSettings = {
  readonly url: string;
  readonly keyFile: string;
  readonly writerId: string;
  readonly onFailure: (error: Error) => void;
};

const POOL_SIZE = 10;
const CONNECT_TIMEOUT_MS = 10_000;
/** The server gives up first; the client's own limit is for a server that does not answer any more. */
const STATEMENT_TIMEOUT_MS = 60_000;
const QUERY_TIMEOUT_MS = 70_000;
/** How often a transaction is tried that PostgreSQL took back because of another one. */
const TRIES = 5;

/** int8 and numeric come as text; ours are counts, which fit a number. */
const NUMBER_TYPES = new Set<number>([pg.types.builtins.INT8, pg.types.builtins.NUMERIC]);
const typeParsers: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    NUMBER_TYPES.has(oid) && format !== 'binary' ? Number : pg.types.getTypeParser(oid, format),
};

/** The URL as it may be shown. */
function withoutPassword(url: string): string {
  return url.replace(/:\/\/[^@/]*@/, '://');
}

/** Refuses a server or role that answers a commit before it is on disk. */
async function assertDurable(db: Db, where: string): Promise<void> {
  const { rows } = await sql<{ synchronous_commit: string }>`show synchronous_commit`.execute(db);
  if (rows[0]?.synchronous_commit !== 'off') return;
  throw new StoreRefused(`${where}: synchronous_commit is off, so an accepted mail could be lost`);
}

function connect({ url, onFailure }: PostgresSettings): Db {
  const pool = new pg.Pool({
    connectionString: url,
    max: POOL_SIZE,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
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

async function run(db: Db, ctx: Context, name: OperationName, input: unknown): Promise<unknown> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await runOnce(db, ctx, name, input);
    } catch (error) {
      if (isWorthRepeating(error) && tries < TRIES) continue;
      throw classifyPostgresError(error);
    }
  }
}

/** A pool that is ended forgets who still waits for a connection: so it ends only after the last operation. */
function closingInOrder(db: Db, runNamed: (name: OperationName, input: unknown) => Promise<unknown>): Store {
  const running = new Set<Promise<unknown>>();
  let isClosed = false;
  const track = async (name: OperationName, input: unknown) => {
    if (isClosed) throw new StoreUnavailable('the store is closed');
    const result = runNamed(name, input);
    running.add(result);
    return result.finally(() => running.delete(result));
  };
  return storeOver('postgres', typedRun(track), async () => {
    isClosed = true;
    await Promise.allSettled(running);
    await db.destroy();
  });
}

/** Throws StoreRefused or StoreUnavailable. */
export async function openPostgresStore(settings: PostgresSettings): Promise<Store> {
  const { url, keyFile, writerId } = settings;
  const where = withoutPassword(url);
  const db = connect(settings);
  try {
    await assertDurable(db, where);
    await migrate(db, POSTGRES, where);
    const ctx: Context = { adapter: POSTGRES, writer: writerId, keys: await unlock(db, keyFile, where) };
    return closingInOrder(db, (name, input) => run(db, ctx, name, input));
  } catch (error) {
    await db.destroy();
    throw classifyPostgresError(error);
  }
}
