// What is right as it stands and still worth a second look: told by `config check` and in the log at every start.

import type { Config, HopConfig } from './schema.ts';

const isLocal = (host: string) => /^(localhost|127\.|::1$|\[::1\])/.test(host);

const isExposed = ({ host, user, tls }: HopConfig) => user !== null && tls !== 'require' && !isLocal(host);

const NOTES: readonly ((config: Config) => string | false | undefined)[] = [
  ({ policy }) =>
    policy.mode === 'observe' && 'policy.mode is observe: everything is judged, nothing is held',
  ({ policy, notices }) =>
    policy.mode === 'hold' &&
    (notices.from === null || notices.from === 'none') &&
    'notices.from is none: nobody is told by mail that a mail is held',
  ({ web, notices }) =>
    notices.from !== null &&
    notices.from !== 'none' &&
    isLocal(web.publicUrl === null ? web.listen.host : new URL(web.publicUrl).hostname) &&
    'web.publicUrl leads to this machine only: nobody else can open the links in notices',
  ({ nextHop, routes }) =>
    [nextHop, ...routes].some(isExposed) &&
    'tls is not "require" for a next hop with a password: it could travel in clear text',
  ({ directory: { ldap } }) =>
    ldap !== null &&
    ldap.bindDn !== null &&
    !ldap.startTls &&
    !ldap.url.startsWith('ldaps:') &&
    !isLocal(new URL(ldap.url).hostname) &&
    'directory.ldap without ldaps: or startTls: its password travels in clear text',
  ({ web }) =>
    web.publicUrl?.startsWith('http://') &&
    !isLocal(new URL(web.publicUrl).hostname) &&
    'web.publicUrl is not https: passwords of the pages travel in clear text',
  ({ smtp }) =>
    smtp.requireAuth &&
    smtp.tls.certFile === null &&
    !isLocal(smtp.listen.host) &&
    'smtp.requireAuth without smtp.tls: only clients on this machine can sign in',
];

/** One sentence each. */
export function notesOn(config: Config): readonly string[] {
  return NOTES.map((note) => note(config)).filter((text) => typeof text === 'string');
}
