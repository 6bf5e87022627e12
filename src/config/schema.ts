// The whole configuration: every key, its type and its default. Unknown keys are errors. What one key alone cannot
// tell (a certificate without its key …) is in contradictions.ts.

import { z } from 'zod';
import { organizationSchema, policySchema } from '../guard/policy.ts';
import { CHANNEL_EVENTS, CHANNEL_KINDS } from '../notify/channels/channel.ts';
import { duration, endpoint, size } from './units.ts';

const text = z.string().min(1, 'expected a text that is not empty');
const optionalText = text.nullable().default(null);
const port = z.int().min(1).max(65_535);

/** A server that takes what we send. */
const hopShape = {
  host: text,
  port: port.default(25),
  tls: z.enum(['none', 'opportunistic', 'require']).default('opportunistic'),
  user: optionalText,
  password: optionalText,
  passwordFile: optionalText,
};

const smtp = z.strictObject({
  listen: endpoint.prefault('127.0.0.1:2525'),
  /** Our name in the greeting, in EHLO and in Received; null: the machine's. */
  hostName: optionalText,
  allowNetworks: z.array(text).default(['127.0.0.0/8', '::1/128']),
  requireAuth: z.boolean().default(false),
  users: optionalText,
  tls: z.strictObject({ certFile: optionalText, keyFile: optionalText }).prefault({}),
  maxSize: size.prefault('50MiB'),
  maxRecipients: z.int().min(1).max(100_000).default(1000),
  /** Mails with one reverse-path that are held at once: one more is answered with 452. */
  maxHeldPerSender: z.int().min(1).max(1_000_000).default(1000),
  /** A second listener for copies of received mail, which only teach who wrote to us; null: none. */
  inbound: z
    .strictObject({ listen: endpoint.prefault('127.0.0.1:2526'), allowNetworks: z.array(text).min(1) })
    .nullable()
    .default(null),
});

const names = (...fallback: string[]) => z.array(text).min(1).default(fallback);

/** A directory server: the defaults fit Active Directory and OpenLDAP. */
const ldap = z.strictObject({
  url: text,
  startTls: z.boolean().default(false),
  caFile: optionalText,
  bindDn: optionalText,
  password: optionalText,
  passwordFile: optionalText,
  base: text,
  filters: z
    .strictObject({
      people: text.default('(|(&(objectClass=user)(!(objectClass=computer)))(objectClass=inetOrgPerson))'),
      groups: text.default(
        '(|(objectClass=group)(objectClass=groupOfNames)(objectClass=groupOfUniqueNames)(objectClass=posixGroup))',
      ),
      /** Mailboxes of several people (Exchange marks them so). */
      sharedMailboxes: text.default('(msExchRecipientTypeDetails=4)'),
    })
    .prefault({}),
  attributes: z
    .strictObject({
      id: names('sAMAccountName', 'uid'),
      name: names('displayName', 'cn'),
      addresses: names('mail', 'proxyAddresses'),
      accounts: names('userPrincipalName', 'sAMAccountName', 'uid'),
      manager: names('manager'),
      members: names('member', 'uniqueMember', 'memberUid'),
      sharedMembers: names('msExchDelegateListLink', 'publicDelegates'),
    })
    .prefault({}),
  pageSize: z.int().min(1).max(100_000).default(500),
  timeout: duration.prefault('30s'),
});

const groups = z.array(text).default([]);

/** An OpenID provider. */
const oidc = z.strictObject({
  issuer: text,
  clientId: text,
  clientSecret: optionalText,
  clientSecretFile: optionalText,
  scope: text.default('openid profile email'),
  groupsClaim: text.default('groups'),
  addressClaim: text.default('email'),
});

const shape = {
  organization: organizationSchema,
  smtp: smtp.prefault({}),
  nextHop: z.strictObject(hopShape),
  routes: z.array(z.strictObject({ domain: text, ...hopShape })).default([]),
  routing: z.enum(['onward', 'return']).default('onward'),
  /** `pages`: an administrator may apply another policy on the pages; `policy` is the one to begin with. */
  policyFrom: z.enum(['config', 'pages']).default('config'),
  web: z
    .strictObject({
      listen: endpoint.prefault('127.0.0.1:8025'),
      /** null: the address listened on. */
      publicUrl: optionalText,
      /** Groups of the provider or the directory server; `*` is everybody who can sign in there. */
      roles: z
        .strictObject({
          admin: groups,
          approver: groups,
          delegate: groups,
          auditor: groups,
          sender: z.array(text).default(['*']),
        })
        .prefault({}),
      oidc: oidc.nullable().default(null),
      /** Sign-in by the server of `directory.ldap`. */
      ldap: z.boolean().default(false),
    })
    .prefault({}),
  metrics: z
    .strictObject({
      /** null: none are shown. */
      listen: endpoint.nullable().default(null),
      /** Who may read them. */
      allowNetworks: z.array(text).default(['127.0.0.0/8', '::1/128']),
    })
    .prefault({}),
  notices: z
    .strictObject({
      /** An address; without a domain (`sekisho@`) that of the organisation is meant. null or `none`: nobody is told,
       * for a notice to an address that does not exist there would come back. */
      from: optionalText,
      language: z.enum(['ja', 'en', 'both']).default('both'),
      /** Who is told each morning what would have been held the day before, in `mode: observe`. */
      digestTo: z.array(text).default([]),
    })
    .prefault({}),
  /** Chat channels and webhooks that hear of what happens. */
  channels: z
    .array(
      z.strictObject({
        /** null: its kind. */
        name: optionalText,
        kind: z.enum(CHANNEL_KINDS),
        url: optionalText,
        urlFile: optionalText,
        /** `whsec_…`, for a `webhook`. */
        secret: optionalText,
        secretFile: optionalText,
        events: z.array(z.enum(CHANNEL_EVENTS)).min(1).default(['held', 'expired', 'given-up']),
        detail: z.enum(['none', 'counts', 'addresses']).default('none'),
        language: z.enum(['ja', 'en']).default('ja'),
        allowPrivate: z.boolean().default(false),
      }),
    )
    .default([]),
  /** Who the people are, whose manager is who, and which addresses are whose. */
  directory: z
    .strictObject({
      /** A table (.csv) or lists (.yaml, .json). */
      file: optionalText,
      ldap: ldap.nullable().default(null),
      refresh: duration.prefault('1h'),
    })
    .prefault({}),
  storage: z
    .strictObject({
      url: text.default('sqlite:./data/sekisho.db'),
      /** A file that holds the URL, for one with a password in it. */
      urlFile: optionalText,
      /** null: `sekisho.key` beside the database. */
      keyFile: optionalText,
    })
    .prefault({}),
  retention: z
    .strictObject({
      held: duration.prefault('30d'),
      sent: duration.prefault('14d'),
      facts: duration.prefault('400d'),
      audit: duration.prefault('5y'),
    })
    .prefault({}),
  delivery: z.strictObject({ giveUpAfter: duration.prefault('5d') }).prefault({}),
  dkim: z.array(z.strictObject({ domain: text, selector: text, keyFile: text })).default([]),
};

/** The configuration with its policy in it. */
export const configSchema = z.strictObject({ ...shape, policy: policySchema.prefault({}) });

/** The configuration as it may be written: the policy may be the path of its own file. For editors. */
export const writtenSchema = z.strictObject({ ...shape, policy: z.union([text, policySchema]).optional() });

/** Sizes in octets, spans of time in milliseconds, paths absolute; `storage.url` names SQLite by an absolute path. */
export type Config = z.output<typeof configSchema>;
export type HopConfig = Omit<Config['routes'][number], 'domain'>;

/** Keys whose value is never shown; `*` stands for every entry of a list. */
export const SECRET_KEYS: readonly string[] = [
  'nextHop.password',
  'web.oidc.clientSecret',
  'routes.*.password',
  'directory.ldap.password',
  'channels.*.url',
  'channels.*.secret',
  'storage.url',
];
