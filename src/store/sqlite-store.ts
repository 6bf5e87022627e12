// The store on one SQLite file: a writer thread that commits in groups, and a reader thread that never waits for it.

import { dirname } from 'node:path';
import { makeFolder } from './key-file.ts';
import { isRead, typedRun } from './operations.ts';
import { startSqliteThread } from './sqlite-client.ts';
import type { Store } from './store.ts';
import { storeOver } from './store-over.ts';

export type SqliteSettings = {
  readonly path: string;
  readonly keyFile: string;
  readonly writerId: string;
  readonly onFailure: (error: Error) => void;
};

/** Throws StoreRefused (naming the path) or StoreUnavailable. */
export async function openSqliteStore(settings: SqliteSettings): Promise<Store> {
  const { path, keyFile, writerId, onFailure } = settings;
  await makeFolder(dirname(path));
  const thread = { path, keyFile, writerId };
  const writer = await startSqliteThread({ ...thread, mode: 'write' }, onFailure);
  const reader = await startSqliteThread({ ...thread, mode: 'read' }, onFailure).catch(async (error) => {
    await writer.close();
    throw error;
  });
  const run = typedRun((name, input) => (isRead(name) ? reader : writer).run(name, input));
  const close = async () => {
    await reader.close();
    await writer.close();
  };
  return storeOver('sqlite', run, close, () => writer.clearLog());
}
