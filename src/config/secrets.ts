// What a configuration keeps outside itself: passwords and a database URL in files of their own, read at start. The
// other files that it names are tried here too, so that a missing one is known before anything listens.

import { dirname, join } from 'node:path';
import type { DkimKey } from '../message/rewrite/dkim.ts';
import type { Channel } from '../notify/channels/channel.ts';
import { channelProblems, channelsOf } from './channel-settings.ts';
import { dkimKeyFault, readDkimKeys } from './dkim-keys.ts';
import { problemAt } from './issues-to-problems.ts';
import type { LoadedConfig } from './load-config.ts';
import { filesOf } from './named-files.ts';
import { ConfigError, type ConfigProblem } from './problems.ts';
import { readText } from './read-text.ts';
import type { Config } from './schema.ts';

/** A configuration with nothing left to be read. */
export type ReadyConfig = Config & {
  readonly storage: { readonly keyFile: string };
  /** Certificate and key as PEM; null: no TLS is offered. */
  readonly pem: { readonly cert: string; readonly key: string } | null;
  /** Sign what was repaired here. */
  readonly dkimKeys: readonly DkimKey[];
  readonly liveChannels: readonly Channel[];
};

/** Throws {@link ConfigError} for every named file that cannot be read, and every key that cannot sign. */
export function assertFilesReadable(loaded: LoadedConfig): void {
  const { config, tree } = loaded;
  const unread = filesOf(config).flatMap(({ path, file }): readonly ConfigProblem[] => {
    const read = readText(file);
    if (read.kind === 'read') return [];
    const hint = path[1] === 'users' ? '"sekisho user add NAME --smtp" makes it' : null;
    return [problemAt(tree, path, { message: `cannot read ${file}: ${read.reason}`, hint })];
  });
  const faulty = config.dkim.flatMap((entry, n): readonly ConfigProblem[] => {
    const message = dkimKeyFault(entry);
    return message === null ? [] : [problemAt(tree, ['dkim', n, 'keyFile'], { message, hint: null })];
  });
  const problems = [...unread, ...faulty];
  if (problems.length > 0) throw new ConfigError(problems);
  const channels = channelProblems(loaded, secretOf);
  if (channels.length > 0) throw new ConfigError(channels);
}

export function contentOf(file: string | null): string | null {
  const read = file === null ? null : readText(file);
  return read?.kind === 'read' ? read.text : null;
}

/** The first line of the file, if there is one: editors like to end files with a line end. */
export function secretOf(given: string | null, file: string | null): string | null {
  return contentOf(file)?.split(/\r?\n/)[0] ?? given;
}

/** The same with its secrets read from their files. Throws {@link ConfigError}. */
export function withSecrets(loaded: LoadedConfig): ReadyConfig {
  assertFilesReadable(loaded);
  const { config } = loaded;
  const { smtp, nextHop, routes } = config;
  const cert = contentOf(smtp.tls.certFile);
  const key = contentOf(smtp.tls.keyFile);
  return {
    ...config,
    pem: cert === null || key === null ? null : { cert, key },
    dkimKeys: readDkimKeys(config.dkim),
    liveChannels: channelsOf(config, secretOf),
    nextHop: { ...nextHop, password: secretOf(nextHop.password, nextHop.passwordFile) },
    routes: routes.map((route) => ({ ...route, password: secretOf(route.password, route.passwordFile) })),
    storage: storageOf(loaded),
  };
}

const SQLITE = 'sqlite:';

/** The database's URL and its key file, both named: by default the key lies beside the database. */
export function storageOf({ config: { storage }, folder: base }: LoadedConfig): ReadyConfig['storage'] {
  const url = secretOf(storage.url, storage.urlFile) ?? storage.url;
  const folder = url.startsWith(SQLITE) ? dirname(url.slice(SQLITE.length)) : join(base, 'data');
  return { ...storage, url, keyFile: storage.keyFile ?? join(folder, 'sekisho.key') };
}
