// What is wrong with a configuration whose every key is right by itself: names that are no names, a certificate without
// its key, users nobody listed, mail that would go round in circles. Pure; load-config.ts puts places to it.

import { parseAddrSpec, parseDomain } from '../guard/address.ts';
import { parseClientNetworks, SmtpSettingsError } from '../smtp/client-networks.ts';
import { checkNotices } from './notice-contradictions.ts';
import { type Path, suggestion } from './problems.ts';
import { checkRetention } from './retention-contradictions.ts';
import type { Config } from './schema.ts';
import { checkSignIn } from './sign-in-contradictions.ts';
import { endpointText } from './units.ts';

export type Contradiction = { readonly path: Path; readonly message: string; readonly hint: string | null };

/** Whether somebody wrote the key, or it has its default. */
type IsGiven = (path: Path) => boolean;

type Rule = (config: Config, isGiven: IsGiven) => readonly (Contradiction | null)[];

const wrong = (path: Path, message: string, hint: string | null = null): Contradiction => ({
  path,
  message,
  hint,
});

/** A domain, or one with `*.` for all below it. */
const isDomainPattern = (text: string) => parseDomain(text.replace(/^\*\./, '')) !== null;
/** What `matchesAddress` understands: an address, `*@domain` or a domain. */
const isAddressPattern = (text: string) =>
  isDomainPattern(text.replace(/^\*@/, '')) || parseAddrSpec(text) !== null;

function checkEach(
  path: Path,
  list: readonly string[],
  isRight: (text: string) => boolean,
  what: string,
): readonly Contradiction[] {
  return list.flatMap((text, n) => (isRight(text) ? [] : [wrong([...path, n], `"${text}" is not ${what}`)]));
}

const DOMAIN = 'a domain such as corp.example or *.corp.example';
const ADDRESS_OR_DOMAIN = 'an address or a domain';

const checkOrganization: Rule = ({ organization }) => [
  ...checkEach(['organization', 'domains'], organization.domains, isDomainPattern, DOMAIN),
  ...checkEach(['organization', 'affiliates'], organization.affiliates, isDomainPattern, DOMAIN),
  isTimezone(organization.timezone)
    ? null
    : wrong(
        ['organization', 'timezone'],
        `"${organization.timezone}" is not a time zone such as Asia/Tokyo`,
        suggestion(organization.timezone, Intl.supportedValuesOf('timeZone'))?.replace(/^known.*/, '') ||
          null,
      ),
];

function isTimezone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function checkNetworkList(path: Path, list: readonly string[], requireAuth: boolean) {
  return list.map((network, n) => {
    try {
      parseClientNetworks([network], requireAuth);
      return null;
    } catch (error) {
      if (!(error instanceof SmtpSettingsError)) throw error;
      const message = error.message.replace(/^smtp\.allowNetworks: /, '');
      // Nobody signs in at the listener of received mail.
      return wrong([...path, n], path.includes('inbound') ? message.replace(/ or set .*$/, '') : message);
    }
  });
}

const checkNetworks: Rule = ({ smtp }) => [
  ...checkNetworkList(['smtp', 'allowNetworks'], smtp.allowNetworks, smtp.requireAuth),
  ...checkNetworkList(['smtp', 'inbound', 'allowNetworks'], smtp.inbound?.allowNetworks ?? [], false),
];

const checkSmtp: Rule = ({ smtp }) => [
  smtp.requireAuth && smtp.users === null
    ? wrong(['smtp', 'requireAuth'], 'needs smtp.users: nobody could send')
    : null,
  smtp.tls.certFile !== null && smtp.tls.keyFile === null
    ? wrong(['smtp', 'tls', 'certFile'], 'needs smtp.tls.keyFile, the key of this certificate')
    : null,
  smtp.tls.keyFile !== null && smtp.tls.certFile === null
    ? wrong(['smtp', 'tls', 'keyFile'], 'needs smtp.tls.certFile, the certificate of this key')
    : null,
  smtp.hostName !== null && parseDomain(smtp.hostName) === null
    ? wrong(['smtp', 'hostName'], `"${smtp.hostName}" is not a host name`)
    : null,
];

const checkHops: Rule = ({ nextHop, routes, smtp }) => {
  const hops = [
    { path: ['nextHop'] as Path, hop: nextHop },
    ...routes.map((hop, n) => ({ path: ['routes', n] as Path, hop })),
  ];
  return [
    ...hops.flatMap(({ path, hop }) => [
      hop.password !== null && hop.passwordFile !== null
        ? wrong([...path, 'passwordFile'], 'password is given as well; keep one of them')
        : null,
      hop.user !== null && hop.password === null && hop.passwordFile === null
        ? wrong([...path, 'user'], 'needs passwordFile (or password)')
        : null,
      hop.user === null && (hop.password ?? hop.passwordFile) !== null
        ? wrong([...path, hop.password === null ? 'passwordFile' : 'password'], 'needs user')
        : null,
      smtp.listen.port === hop.port && smtp.listen.host === hop.host
        ? wrong(
            [...path, 'host'],
            'is where this relay listens (smtp.listen): mail would go round in circles',
          )
        : null,
      smtp.inbound?.listen.port === hop.port && smtp.inbound.listen.host === hop.host
        ? wrong([...path, 'host'], 'is smtp.inbound.listen, which sends nothing on: mail would be lost')
        : null,
    ]),
    ...routes.map(({ domain }, n) =>
      isDomainPattern(domain) ? null : wrong(['routes', n, 'domain'], `"${domain}" is not ${DOMAIN}`),
    ),
  ];
};

const isWildcard = (host: string) => /^(0\.0\.0\.0|::|0:0:0:0:0:0:0:0)$/.test(host);

function isWebUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).pathname === '/';
}

const checkWeb: Rule = ({ web }) => [
  web.publicUrl !== null && !isWebUrl(web.publicUrl)
    ? wrong(['web', 'publicUrl'], `"${web.publicUrl}" is not a URL such as https://sekisho.corp.example`)
    : null,
  web.publicUrl === null && isWildcard(web.listen.host)
    ? wrong(
        ['web', 'listen'],
        `${endpointText(web.listen)} needs web.publicUrl: links in notices must lead somewhere`,
      )
    : null,
];

const checkStorage: Rule = ({ storage }, isGiven) => [
  /^(sqlite:.|postgres(ql)?:\/\/)/.test(storage.url)
    ? null
    : wrong(['storage', 'url'], 'expected sqlite:PATH or postgres://…'),
  storage.urlFile !== null && isGiven(['storage', 'url'])
    ? wrong(['storage', 'urlFile'], 'storage.url is given as well; keep one of them')
    : null,
];

/** RFC 6376 §3.1: one label or several. */
const SELECTOR = /^[a-z\d](?:[a-z\d-]*[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]*[a-z\d])?)*$/i;

const checkDkim: Rule = ({ dkim }) =>
  dkim.flatMap(({ domain, selector }, n) => [
    parseDomain(domain) === null ? wrong(['dkim', n, 'domain'], `"${domain}" is not a domain`) : null,
    SELECTOR.test(selector) ? null : wrong(['dkim', n, 'selector'], `"${selector}" is not a selector`),
  ]);

const checkPolicy: Rule = ({ policy }) => [
  ...checkEach(['policy', 'knownDomains'], policy.knownDomains, isAddressPattern, ADDRESS_OR_DOMAIN),
  ...checkEach(
    ['policy', 'blockedRecipients'],
    policy.blockedRecipients,
    isAddressPattern,
    ADDRESS_OR_DOMAIN,
  ),
  ...checkEach(['policy', 'freemailDomains'], policy.freemailDomains, isDomainPattern, DOMAIN),
  ...checkEach(
    ['policy', 'importantRecipients'],
    policy.importantRecipients,
    isAddressPattern,
    ADDRESS_OR_DOMAIN,
  ),
  ...policy.approvers.flatMap(({ for: people, approver }, n) => [
    isAddressPattern(people)
      ? null
      : wrong(['policy', 'approvers', n, 'for'], `"${people}" is not ${ADDRESS_OR_DOMAIN}`),
    parseAddrSpec(approver) === null
      ? wrong(['policy', 'approvers', n, 'approver'], `"${approver}" is not an address`)
      : null,
  ]),
  ...policy.distributionLists.map(({ address }, n) =>
    parseAddrSpec(address) === null
      ? wrong(['policy', 'distributionLists', n, 'address'], `"${address}" is not an address`)
      : null,
  ),
];

const checkDirectory: Rule = ({ directory: { file, ldap } }) => [
  file === null || /\.(csv|ya?ml|json)$/i.test(file)
    ? null
    : wrong(['directory', 'file'], 'expected a file that ends in .csv, .yaml, .yml or .json'),
  ...(ldap === null ? [] : checkLdap(ldap)),
];

function checkLdap({
  url,
  startTls,
  bindDn,
  password,
  passwordFile,
}: NonNullable<Config['directory']['ldap']>) {
  const at = (key: string): Path => ['directory', 'ldap', key];
  const isUrl = URL.canParse(url) && /^ldaps?:$/.test(new URL(url).protocol) && new URL(url).hostname !== '';
  return [
    isUrl ? null : wrong(at('url'), `"${url}" is not a URL such as ldaps://dc1.corp.example`),
    startTls && url.startsWith('ldaps:') ? wrong(at('startTls'), 'ldaps: is encrypted already') : null,
    password !== null && passwordFile !== null
      ? wrong(at('passwordFile'), 'password is given as well; keep one of them')
      : null,
    bindDn !== null && password === null && passwordFile === null
      ? wrong(at('bindDn'), 'needs passwordFile (or password)')
      : null,
  ];
}

/** What a URL or secret says is asked once it has been read: channel-settings.ts. */
const checkChannels: Rule = ({ channels }) =>
  channels.flatMap(({ name, kind, url, urlFile, secret, secretFile }, n) => {
    const at = (key: string): Path => ['channels', n, key];
    const own = name ?? kind;
    const isTaken = channels.slice(0, n).some((other) => (other.name ?? other.kind) === own);
    return [
      isTaken ? wrong(at('name'), `two channels are called "${own}"; give one of them another name`) : null,
      url === null && urlFile === null ? wrong(at('kind'), 'needs urlFile (or url)') : null,
      url !== null && urlFile !== null
        ? wrong(at('urlFile'), 'url is given as well; keep one of them')
        : null,
      kind === 'webhook' && secret === null && secretFile === null
        ? wrong(at('kind'), 'a webhook needs secretFile (or secret), with which its receiver knows us')
        : null,
      kind !== 'webhook' && (secret ?? secretFile) !== null
        ? wrong(at(secret === null ? 'secretFile' : 'secret'), 'is for kind: webhook')
        : null,
    ];
  });

/** A name that is neither a list of the policy nor, where one is kept, perhaps a group of the directory. */
const checkGroups: Rule = ({ policy, directory }) => {
  const isKept = directory.file !== null || directory.ldap !== null;
  const scopes = [
    ...policy.overrides.map(({ when }, n) => ({
      path: ['policy', 'overrides', n, 'when'] as Path,
      scope: when,
    })),
    ...policy.allow.map((scope, n) => ({ path: ['policy', 'allow', n] as Path, scope })),
  ];
  return [
    ...Object.entries(policy.groups).flatMap(([name, members]) =>
      checkEach(['policy', 'groups', name], members, isAddressPattern, ADDRESS_OR_DOMAIN),
    ),
    ...scopes.flatMap(({ path, scope }) => [
      ...checkEach([...path, 'from'], scope.from, isAddressPattern, ADDRESS_OR_DOMAIN),
      ...checkEach([...path, 'to'], scope.to, isAddressPattern, ADDRESS_OR_DOMAIN),
      ...scope.group.map((name, n) =>
        isKept || Object.hasOwn(policy.groups, name)
          ? null
          : wrong(
              [...path, 'group', n],
              `there is no group "${name}" in policy.groups, and no directory is kept`,
              suggestion(name, Object.keys(policy.groups)),
            ),
      ),
    ]),
  ];
};

const RULES: readonly Rule[] = [
  checkOrganization,
  checkSmtp,
  checkNetworks,
  checkHops,
  checkWeb,
  checkNotices,
  checkSignIn,
  checkStorage,
  checkRetention,
  checkDkim,
  checkDirectory,
  checkChannels,
  checkPolicy,
  checkGroups,
];

/** All of them; an empty list when the configuration can be used. */
export function findContradictions(config: Config, isGiven: IsGiven): readonly Contradiction[] {
  return RULES.flatMap((rule) => rule(config, isGiven)).filter((found) => found !== null);
}
