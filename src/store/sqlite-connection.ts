// Opens a SQLite file the only way it may be opened here: every promise of durability set, read back, and refused
// when it does not hold. On EVERY open, because WAL forgets `synchronous` and `secure_delete` with the connection.

import { DatabaseSync } from 'node:sqlite';
import { classifySqliteError, StoreRefused, sqliteCodeOf } from './errors.ts';
import type { Db } from './schema.ts';
import { kyselyOver } from './sqlite-kysely.ts';

const BUSY_TIMEOUT_MS = 10_000;
/** Whoever is in the way of one who wants to be alone is a relay, which will not go away by itself. */
const ALONE_TIMEOUT_MS = 500;
const SQLITE_BUSY = 5;
/** Holds the inner pages of ten million pairs; the 2 MB that SQLite takes by itself do not. */
const CACHE_KIB = 8 * 1024;
/** A mail changes the same inner pages as the one before: copied out of the log every 4,000, not every 1,000, half as many are. */
const PAGES_IN_LOG = 4000;

/** What each PRAGMA is set to and must read back: https://sqlite.org/pragma.html */
const PRAGMAS: readonly (readonly [name: string, value: string | number, reads: string | number])[] = [
  ['busy_timeout', BUSY_TIMEOUT_MS, BUSY_TIMEOUT_MS],
  ['journal_mode', 'WAL', 'wal'],
  ['synchronous', 'FULL', 2],
  ['foreign_keys', 'ON', 1],
  ['secure_delete', 'ON', 1],
  ['trusted_schema', 'OFF', 0],
  ['cache_size', -CACHE_KIB, -CACHE_KIB],
  ['wal_autocheckpoint', PAGES_IN_LOG, PAGES_IN_LOG],
];

export type SqliteConnection = { readonly database: DatabaseSync; readonly db: Db };

/**
 * A database that a reader opens must exist. `alone`: to write, and while it is open nobody else can open it; refused while
 * somebody has (https://sqlite.org/pragma.html#pragma_locking_mode). Throws StoreRefused naming the path, or StoreUnavailable.
 */
export function openSqlite(path: string, mode: 'read' | 'write' | 'alone'): SqliteConnection {
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(path, { readOnly: mode === 'read' });
    if (mode === 'alone') {
      database.exec(`PRAGMA busy_timeout = ${ALONE_TIMEOUT_MS}; PRAGMA locking_mode = EXCLUSIVE`);
      // Takes the lock.
      database.exec('BEGIN IMMEDIATE; COMMIT');
    }
    for (const [name, value, reads] of PRAGMAS) {
      database.exec(`PRAGMA ${name} = ${value}`);
      const [read] = Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {});
      if (read !== reads) throw new StoreRefused(`${path}: PRAGMA ${name} reads ${read}, not ${reads}`);
    }
  } catch (error) {
    database?.close();
    if (error instanceof StoreRefused) throw error;
    if (mode === 'alone' && sqliteCodeOf(error) === SQLITE_BUSY)
      throw new StoreRefused(`${path} is in use: stop the relay first`, { cause: error });
    const reason = error instanceof Error ? error.message : String(error);
    throw new StoreRefused(`cannot open the database ${path}: ${reason}`, { cause: error });
  }
  return { database, db: kyselyOver(database) };
}

/** Nobody's commit is to wait long for a reader who does not end. */
const CLEAR_TIMEOUT_MS = 500;

/** Writes all that is in the write-ahead log into the database and empties it; false when somebody still reads it. */
export function clearLog({ database }: SqliteConnection): boolean {
  try {
    database.exec(`PRAGMA busy_timeout = ${CLEAR_TIMEOUT_MS}`);
    return database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.busy === 0;
  } catch (error) {
    throw classifySqliteError(error);
  } finally {
    database.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
  }
}

/** Runs `work` inside a transaction; what the database throws keeps its meaning. */
export async function inTransaction<T>(
  { database }: SqliteConnection,
  begin: 'BEGIN' | 'BEGIN IMMEDIATE',
  work: () => Promise<T>,
): Promise<T> {
  try {
    database.exec(begin);
    const result = await work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw classifySqliteError(error);
  }
}
