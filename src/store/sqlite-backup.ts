// Copies of a SQLite database: taken while a relay writes to it, checked, and put back. The key file is no part of the
// copy: whoever has both can read all mail. Called by the commands `backup` and `restore`.

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreRefused } from './errors.ts';
import { syncPath } from './key-file.ts';
import { openSqlite } from './sqlite-connection.ts';

/** Lower-case hex; read in pieces, a database may be large. */
export async function fileSha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece);
  return hash.digest('hex');
}

/**
 * One consistent state of the database in a new file, for the owner's eyes only. Writers go on meanwhile. Throws
 * StoreRefused when the file is there already, or when the database cannot be read.
 */
export async function copySqlite(path: string, target: string): Promise<void> {
  // VACUUM INTO takes an empty file as it is, with its mode.
  const draft = await open(target, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw new StoreRefused(`cannot write ${target}: ${error.message}`, { cause: error });
  });
  await draft.close();
  const { database } = openSqlite(path, 'read');
  try {
    database.prepare('VACUUM INTO ?').run(target);
  } finally {
    database.close();
  }
  await syncPath(target);
  await syncPath(dirname(target));
}

/** What SQLite itself says about the file; null when it is whole. */
export function findDamage(path: string): string | null {
  try {
    const database = new DatabaseSync(path, { readOnly: true });
    try {
      const [row] = database.prepare('PRAGMA integrity_check(1)').all();
      const [answer] = Object.values(row ?? {});
      return answer === 'ok' ? null : String(answer);
    } finally {
      database.close();
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * Puts a copy where a database is to be, and `prepare` has its way with it before it stands there under its name: a
 * relay that starts in between finds nothing.
 */
export async function placeSqlite(
  copy: string,
  path: string,
  prepare: (draft: string) => Promise<void>,
): Promise<void> {
  const draft = `${path}.restoring`;
  await copyFile(copy, draft);
  await prepare(draft);
  await syncPath(draft);
  await rename(draft, path);
  await syncPath(dirname(path));
}
