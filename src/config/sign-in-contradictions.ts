// What is wrong with how people are to sign in, though every key is right by itself. Called by contradictions.ts.

import type { Contradiction } from './contradictions.ts';
import type { Config } from './schema.ts';

type Rule = (config: Pick<Config, 'web' | 'directory'>) => readonly (Contradiction | null)[];

const wrong = (path: Contradiction['path'], message: string): Contradiction => ({
  path,
  message,
  hint: null,
});

const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** Nothing that proves who somebody is crosses a network in the clear. */
function isSafe(url: string, schemes: readonly string[]): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return schemes.includes(protocol) || LOOPBACK.has(hostname);
}

const checkOidc: Rule = ({ web: { oidc, publicUrl } }) => {
  if (oidc === null) return [];
  const { issuer, clientSecret, clientSecretFile } = oidc;
  return [
    publicUrl === null
      ? wrong(['web', 'oidc'], 'needs web.publicUrl: the provider sends people back to it')
      : null,
    isSafe(issuer, ['https:'])
      ? null
      : wrong(['web', 'oidc', 'issuer'], `"${issuer}" is not a URL such as https://login.corp.example`),
    clientSecret !== null && clientSecretFile !== null
      ? wrong(['web', 'oidc', 'clientSecretFile'], 'clientSecret is given as well; keep one of them')
      : null,
    clientSecret === null && clientSecretFile === null
      ? wrong(['web', 'oidc', 'clientId'], 'needs clientSecretFile (or clientSecret)')
      : null,
  ];
};

const checkLdap: Rule = ({ web, directory: { ldap } }) => {
  if (!web.ldap) return [];
  if (ldap === null) return [wrong(['web', 'ldap'], 'needs directory.ldap: the server that is asked')];
  const isClear = !ldap.startTls && !isSafe(ldap.url, ['ldaps:']);
  return [
    isClear
      ? wrong(['web', 'ldap'], 'needs ldaps:// or startTls: passwords would cross the network in the clear')
      : null,
  ];
};

export const checkSignIn: Rule = (config) => [...checkOidc(config), ...checkLdap(config)];
