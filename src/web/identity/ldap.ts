// Sign-in by a directory server (OpenLDAP, Active Directory): the entry is looked for by the name that was typed, then
// the password is tried by binding as that entry (RFC 4513 §5.1.3). Called by the sign-in page.

import { Client, InvalidCredentialsError } from 'ldapts';
import { type AddrSpec, parseAddrSpec } from '../../guard/address.ts';
import { IdentityUnavailable, type Person } from './person.ts';

/** As for the people directory, whose settings these are. */
export type LdapSignInSettings = {
  readonly url: string;
  readonly startTls: boolean;
  readonly ca: string | null;
  readonly bindDn: string | null;
  readonly password: string | null;
  readonly base: string;
  readonly filters: { readonly people: string; readonly groups: string };
  readonly attributes: {
    readonly name: readonly string[];
    readonly addresses: readonly string[];
    readonly accounts: readonly string[];
    readonly members: readonly string[];
  };
  readonly timeoutMs: number;
};

export type LdapSignIn = {
  /** null: no such person, or a wrong password. Throws {@link IdentityUnavailable}. */
  ask(name: string, password: string): Promise<Person | null>;
};

type Entry = Awaited<ReturnType<Client['search']>>['searchEntries'][number];

/** RFC 4515 §3: what a person types is a value, never a part of the filter. */
function escaped(value: string): string {
  return value.replace(
    /[\\*()\0]/g,
    (character) => `\\${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}

const anyOf = (attributes: readonly string[], value: string) =>
  `(|${attributes.map((attribute) => `(${attribute}=${escaped(value)})`).join('')})`;

function valuesOf(entry: Entry, attributes: readonly string[]): readonly string[] {
  return attributes.flatMap((attribute) => [entry[attribute] ?? []].flat().map(String));
}

/** Exchange writes `SMTP:` before the primary address and `smtp:` before the others. */
function addressOf(entry: Entry, { addresses }: LdapSignInSettings['attributes']): AddrSpec | null {
  const values = valuesOf(entry, addresses);
  const first = values.find((value) => value.startsWith('SMTP:')) ?? values[0] ?? '';
  return parseAddrSpec(first.replace(/^smtp:/i, ''));
}

async function connected<T>(settings: LdapSignInSettings, work: (client: Client) => Promise<T>): Promise<T> {
  const { url, ca, startTls, timeoutMs } = settings;
  const { hostname, protocol } = new URL(url);
  const tls = { host: hostname, servername: hostname, ...(ca !== null && { ca: [ca] }) };
  const isTls = protocol === 'ldaps:';
  const client = new Client({
    url,
    timeout: timeoutMs,
    connectTimeout: timeoutMs,
    ...(isTls && { tlsOptions: tls }),
  });
  try {
    if (startTls) await client.startTLS(tls);
    return await work(client);
  } finally {
    await client.unbind();
  }
}

/** The only entry with this name or address; two would leave open whose password it is. */
async function findEntry(client: Client, settings: LdapSignInSettings, name: string): Promise<Entry | null> {
  const { base, filters, attributes } = settings;
  const { searchEntries } = await client.search(base, {
    scope: 'sub',
    filter: `(&${filters.people}${anyOf([...attributes.accounts, 'mail'], name)})`,
    attributes: [...attributes.name, ...attributes.addresses, ...attributes.accounts, 'memberOf'],
    sizeLimit: 2,
  });
  const [entry, ...others] = searchEntries;
  return entry === undefined || others.length > 0 ? null : entry;
}

/** By the entry's own word (`memberOf`) and by that of the groups. */
async function groupsOf(
  client: Client,
  settings: LdapSignInSettings,
  entry: Entry,
): Promise<readonly string[]> {
  const { base, filters, attributes } = settings;
  const { searchEntries } = await client.search(base, {
    scope: 'sub',
    filter: `(&${filters.groups}${anyOf(attributes.members, entry.dn)})`,
    attributes: ['cn'],
  });
  return [...new Set([...valuesOf(entry, ['memberOf']), ...searchEntries.map(({ dn }) => dn)])];
}

async function isPassword(settings: LdapSignInSettings, dn: string, password: string): Promise<boolean> {
  return connected(settings, async (client) => {
    try {
      await client.bind(dn, password);
      return true;
    } catch (error) {
      if (error instanceof InvalidCredentialsError) return false;
      throw error;
    }
  });
}

export function createLdapSignIn(settings: LdapSignInSettings): LdapSignIn {
  const { bindDn, attributes } = settings;
  const find = (name: string) =>
    connected(settings, async (client) => {
      if (bindDn !== null) await client.bind(bindDn, settings.password ?? '');
      const entry = await findEntry(client, settings, name);
      return entry === null ? null : { entry, groups: await groupsOf(client, settings, entry) };
    });
  return {
    async ask(name, password) {
      // With an empty password a bind succeeds for everybody: it asks for nobody (RFC 4513 §5.1.2).
      if (name === '' || password === '') return null;
      try {
        const found = await find(name);
        if (found === null || !(await isPassword(settings, found.entry.dn, password))) return null;
        const { entry, groups } = found;
        const shown = valuesOf(entry, attributes.accounts)[0] ?? name;
        return {
          subject: entry.dn.toLowerCase(),
          name: shown,
          address: addressOf(entry, attributes),
          groups,
        };
      } catch (error) {
        throw new IdentityUnavailable(`the directory server ${settings.url} cannot be asked`, {
          cause: error,
        });
      }
    },
  };
}
