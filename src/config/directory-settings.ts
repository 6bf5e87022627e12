// What the people directory is read from, with its password and certificates in place of their files. Called by serve.ts
// and `sekisho directory`.

import { readPeopleFile } from '../directory/people-file.ts';
import { DirectoryError, type DirectorySettings } from '../directory/settings.ts';
import type { LoadedConfig } from './load-config.ts';
import { ConfigError } from './problems.ts';
import type { Config } from './schema.ts';
import { contentOf, secretOf } from './secrets.ts';

export function directorySettingsOf({ directory }: Pick<Config, 'directory'>): DirectorySettings {
  const { file, ldap, refresh } = directory;
  if (ldap === null) return { file, ldap, refreshMs: refresh };
  const { caFile, password, passwordFile, timeout, ...rest } = ldap;
  return {
    file,
    ldap: {
      ...rest,
      ca: contentOf(caFile),
      password: secretOf(password, passwordFile),
      timeoutMs: timeout,
    },
    refreshMs: refresh,
  };
}

/** Throws {@link ConfigError} when the file of people cannot be read or is wrong. */
export function assertPeopleFile({ config: { directory } }: LoadedConfig): void {
  if (directory.file === null) return;
  try {
    readPeopleFile(directory.file);
  } catch (error) {
    if (!(error instanceof DirectoryError)) throw error;
    throw new ConfigError(error.faults.map((fault) => ({ ...fault, path: '', hint: null })));
  }
}
