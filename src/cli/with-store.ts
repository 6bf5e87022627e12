// Opens the store of the configuration for one command and closes it afterwards. Works beside a running `serve`: both
// databases let several processes in, and each writes an audit chain of its own.

import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import type { LoadedConfig } from '../config/load-config.ts';
import type { ReadyConfig } from '../config/secrets.ts';
import type { Actor, Store } from '../store/store.ts';
import { callerFolder } from './caller-path.ts';
import { Problem } from './explain-error.ts';

export type StoreOptions = { readonly config?: string; readonly json?: boolean };

export type OpenedStore = {
  readonly store: Store;
  readonly config: LoadedConfig['config'];
  readonly storage: ReadyConfig['storage'];
};

/** The account's name; a container may run under a number that has none. */
function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}

/** Who is at the keyboard, as far as the operating system knows. */
export function cliActor(): Actor {
  return { kind: 'cli', id: accountName(), via: 'cli' };
}

export const SQLITE = 'sqlite:';

/** A command that reads must not make an empty database where somebody mistyped a path. */
function assertThere(url: string): void {
  if (!url.startsWith(SQLITE) || existsSync(url.slice(SQLITE.length))) return;
  throw new Problem(`there is no data yet: ${url.slice(SQLITE.length)} is made at the first start`);
}

/** `create`: the command may be the first to use the data folder. */
export async function withStore<T>(
  options: StoreOptions,
  work: (opened: OpenedStore) => Promise<T>,
  create = false,
): Promise<T> {
  const [{ readConfig }, { storageOf }, { hostNameOf }, { openStore }] = await Promise.all([
    import('../config/load-config.ts'),
    import('../config/secrets.ts'),
    import('../config/relay-settings.ts'),
    import('../store/open-store.ts'),
  ]);
  const loaded = readConfig({ file: options.config ?? null, env: process.env, cwd: callerFolder() });
  const { config } = loaded;
  const storage = storageOf(loaded);
  if (!create) assertThere(storage.url);
  const store = await openStore({
    url: storage.url,
    keyFile: storage.keyFile,
    writerId: `${hostNameOf(config)}/cli`,
    onFailure: () => {},
  });
  try {
    return await work({ store, config, storage });
  } finally {
    await store.close();
  }
}
