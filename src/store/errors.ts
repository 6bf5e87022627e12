// Errors of the store: which of them are temporary, and how they cross a thread without losing their class.

import { IntegrityError, StoreUnavailable } from './store.ts';

/** The data cannot be opened as they are (wrong key, newer schema, no permission): a person has to act. */
export class StoreRefused extends Error {
  readonly code = 'store-refused';
}

/** An error as it crosses a thread. */
export type SentError = { readonly kind: keyof typeof CLASSES; readonly message: string };

const CLASSES = {
  unavailable: StoreUnavailable,
  integrity: IntegrityError,
  refused: StoreRefused,
  other: Error,
} as const;

export function toSentError(error: unknown): SentError {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof StoreUnavailable) return { kind: 'unavailable', message };
  if (error instanceof IntegrityError) return { kind: 'integrity', message };
  if (error instanceof StoreRefused) return { kind: 'refused', message };
  return { kind: 'other', message };
}

export function fromSentError({ kind, message }: SentError): Error {
  return new CLASSES[kind](message);
}

/** SQLite's primary result codes that say "not now": https://sqlite.org/rescode.html */
const SQLITE_TEMPORARY = new Set([
  5, // SQLITE_BUSY
  6, // SQLITE_LOCKED
  7, // SQLITE_NOMEM
  8, // SQLITE_READONLY: the disk was remounted read-only
  10, // SQLITE_IOERR
  11, // SQLITE_CORRUPT
  13, // SQLITE_FULL
  14, // SQLITE_CANTOPEN
  15, // SQLITE_PROTOCOL
  26, // SQLITE_NOTADB
]);

/** SQLSTATE classes and codes that say "not now": https://www.postgresql.org/docs/18/errcodes-appendix.html */
const POSTGRES_TEMPORARY = /^(08|53|57|58|XX|40001|40P01|55P03|25006|28|3D000)/;

/**
 * The deadlock and serialisation failures after which PostgreSQL asks to try the same transaction again, and a key that
 * another has taken since we looked: looked at anew, it is there to be seen.
 */
export function isWorthRepeating(error: unknown): boolean {
  return /^(40001|40P01|23505)$/.test(codeOf(error));
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  return typeof code === 'string' ? code : '';
}

/** SQLite's extended result code, or 0. */
export function sqliteCodeOf(error: unknown): number {
  const code = error instanceof Error && 'errcode' in error ? error.errcode : 0;
  return typeof code === 'number' ? code : 0;
}

/** Gives errors of the database that pass by themselves (full, locked, down) their class; others stay as they are. */
export function classifySqliteError(error: unknown): unknown {
  if (!SQLITE_TEMPORARY.has(sqliteCodeOf(error) & 0xff)) return error;
  return new StoreUnavailable(error instanceof Error ? error.message : String(error), { cause: error });
}

/** As {@link classifySqliteError}; a lost connection has no SQLSTATE, only a message of `pg` or of the socket. */
export function classifyPostgresError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const lost =
    /^(ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOTFOUND|EAI_AGAIN|ENOENT)/.test(codeOf(error)) ||
    /connection terminated|timeout|not queryable|connection error|client was closed/i.test(error.message);
  if (!lost && !POSTGRES_TEMPORARY.test(codeOf(error))) return error;
  return new StoreUnavailable(error.message, { cause: error });
}
