// Opens the store that a URL names. Called by the composers only; everybody else is handed the Store.

import { StoreRefused } from './errors.ts';
import { openPostgresStore } from './postgres-store.ts';
import { openSqliteStore } from './sqlite-store.ts';
import type { Store } from './store.ts';

export type StoreSettings = {
  /** `sqlite:PATH` or `postgres://…`. */
  readonly url: string;
  /** Made at the first start; without it the data cannot be read. */
  readonly keyFile: string;
  /** Whose chain of events this process continues: one name per relay. */
  readonly writerId: string;
  /** Told when something fails that no caller waits for: a thread that died, an idle connection that was lost. */
  readonly onFailure: (error: Error) => void;
};

/** Throws StoreRefused when a person has to act (the text names the path), StoreUnavailable when it may pass. */
export async function openStore(settings: StoreSettings): Promise<Store> {
  const { url } = settings;
  if (/^postgres(ql)?:\/\//.test(url)) return openPostgresStore(settings);
  if (url.startsWith('sqlite:')) return openSqliteStore({ ...settings, path: url.slice('sqlite:'.length) });
  throw new StoreRefused(`storage.url must begin with sqlite: or postgres://, not ${url.split(':')[0]}:`);
}
