// Where the configuration says the data are, for commands that do not open them as a relay does.

import type { LoadedConfig } from '../config/load-config.ts';
import type { ReadyConfig } from '../config/secrets.ts';
import { callerFolder } from './caller-path.ts';
import type { StoreOptions } from './with-store.ts';

export async function readStorage(
  options: StoreOptions,
): Promise<{ readonly storage: ReadyConfig['storage']; readonly config: LoadedConfig['config'] }> {
  const [{ readConfig }, { storageOf }] = await Promise.all([
    import('../config/load-config.ts'),
    import('../config/secrets.ts'),
  ]);
  const loaded = readConfig({ file: options.config ?? null, env: process.env, cwd: callerFolder() });
  return { storage: storageOf(loaded), config: loaded.config };
}
