// The files that a configuration names, made absolute: a relative path is read against the folder of the file it
// stands in; one from the environment, or on the command line, against the caller's folder.

import { resolve } from 'node:path';
import type { Path } from './problems.ts';
import type { Config } from './schema.ts';

/** The folder against which the path written at `path` is read. */
export type FolderOf = (path: Path) => string;

const SQLITE = 'sqlite:';

export function withAbsoluteFiles(config: Config, folderOf: FolderOf): Config {
  const { smtp, nextHop, routes, web, channels, directory, storage, dkim } = config;
  const at = <T extends string | null>(path: Path, file: T) =>
    (file === null ? null : resolve(folderOf(path), file)) as T;
  const url = storage.url.startsWith(SQLITE)
    ? `${SQLITE}${at(['storage', 'url'], storage.url.slice(SQLITE.length))}`
    : storage.url;
  return {
    ...config,
    smtp: {
      ...smtp,
      users: at(['smtp', 'users'], smtp.users),
      tls: {
        certFile: at(['smtp', 'tls', 'certFile'], smtp.tls.certFile),
        keyFile: at(['smtp', 'tls', 'keyFile'], smtp.tls.keyFile),
      },
    },
    nextHop: { ...nextHop, passwordFile: at(['nextHop', 'passwordFile'], nextHop.passwordFile) },
    routes: routes.map((route, n) => ({
      ...route,
      passwordFile: at(['routes', n, 'passwordFile'], route.passwordFile),
    })),
    web: {
      ...web,
      oidc: web.oidc && {
        ...web.oidc,
        clientSecretFile: at(['web', 'oidc', 'clientSecretFile'], web.oidc.clientSecretFile),
      },
    },
    channels: channels.map((channel, n) => ({
      ...channel,
      urlFile: at(['channels', n, 'urlFile'], channel.urlFile),
      secretFile: at(['channels', n, 'secretFile'], channel.secretFile),
    })),
    directory: {
      ...directory,
      file: at(['directory', 'file'], directory.file),
      ldap: directory.ldap && {
        ...directory.ldap,
        caFile: at(['directory', 'ldap', 'caFile'], directory.ldap.caFile),
        passwordFile: at(['directory', 'ldap', 'passwordFile'], directory.ldap.passwordFile),
      },
    },
    storage: {
      url,
      urlFile: at(['storage', 'urlFile'], storage.urlFile),
      keyFile: at(['storage', 'keyFile'], storage.keyFile),
    },
    dkim: dkim.map((key, n) => ({ ...key, keyFile: at(['dkim', n, 'keyFile'], key.keyFile) })),
  };
}

export type NamedFile = { readonly path: Path; readonly file: string };

/** Files that must be there before anything starts. The store's own key is not one: it is made at the first start. */
export function filesOf({
  smtp,
  nextHop,
  routes,
  web,
  channels,
  directory,
  storage,
  dkim,
}: Config): readonly NamedFile[] {
  const named: readonly { readonly path: Path; readonly file: string | null }[] = [
    { path: ['smtp', 'users'], file: smtp.users },
    { path: ['smtp', 'tls', 'certFile'], file: smtp.tls.certFile },
    { path: ['smtp', 'tls', 'keyFile'], file: smtp.tls.keyFile },
    { path: ['nextHop', 'passwordFile'], file: nextHop.passwordFile },
    { path: ['web', 'oidc', 'clientSecretFile'], file: web.oidc?.clientSecretFile ?? null },
    ...routes.map(({ passwordFile }, n) => ({ path: ['routes', n, 'passwordFile'], file: passwordFile })),
    ...channels.flatMap(({ urlFile, secretFile }, n) => [
      { path: ['channels', n, 'urlFile'], file: urlFile },
      { path: ['channels', n, 'secretFile'], file: secretFile },
    ]),
    { path: ['directory', 'file'], file: directory.file },
    { path: ['directory', 'ldap', 'caFile'], file: directory.ldap?.caFile ?? null },
    { path: ['directory', 'ldap', 'passwordFile'], file: directory.ldap?.passwordFile ?? null },
    { path: ['storage', 'urlFile'], file: storage.urlFile },
    ...dkim.map(({ keyFile }, n) => ({ path: ['dkim', n, 'keyFile'], file: keyFile })),
  ];
  return named.filter((one): one is NamedFile => one.file !== null);
}
