// Reads people, groups and shared mailboxes from a directory server, page by page; referrals to other servers are not
// followed. The only file that knows the library. Called by sync.ts.

import { Client, type Entry } from 'ldapts';
import type { LdapSettings } from '../settings.ts';
import { DirectoryError } from '../settings.ts';
import type { LdapEntries } from './entries-to-rows.ts';
import type { LdapEntry } from './entry.ts';

const CONNECT_MS = 10_000;
/** Members that Active Directory gives at a time, and how often we ask for more: two million members. */
const MAX_RANGES = 1400;

const textsOf = (value: Entry[string]): string[] => [value].flat().map(String);

/** `member;range=0-1499` (MS-ADTS 3.1.1.3.1.3.3): there are more, from the next number on. */
const RANGE = /^(?<name>[^;]+);range=\d+-(?<last>\d+|\*)$/i;

type Found = Map<string, string[]>;

function addValues(found: Found, name: string, values: readonly string[]): void {
  found.set(name.toLowerCase(), [...(found.get(name.toLowerCase()) ?? []), ...values]);
}

/** Takes in what an entry says; returns the attributes of which there is more, as they are to be asked for. */
function collect(entry: Entry, found: Found): readonly string[] {
  const more: string[] = [];
  for (const [key, value] of Object.entries(entry)) {
    if (key === 'dn') continue;
    const { name = key, last = '*' } = RANGE.exec(key)?.groups ?? {};
    addValues(found, name, textsOf(value));
    if (last !== '*') more.push(`${name};range=${Number(last) + 1}-*`);
  }
  return more;
}

/** An entry with all values of its long attributes. */
async function complete(client: Client, entry: Entry): Promise<LdapEntry> {
  const found: Found = new Map();
  let more = collect(entry, found);
  for (let n = 0; more.length > 0; n += 1) {
    if (n === MAX_RANGES) throw new DirectoryError(`${entry.dn} has too many members`);
    const { searchEntries } = await client.search(entry.dn, { scope: 'base', attributes: [...more] });
    const [next] = searchEntries;
    more = next === undefined ? [] : collect(next, found);
  }
  return { dn: entry.dn, attributes: found };
}

async function searchAll(
  client: Client,
  settings: LdapSettings,
  filter: string,
): Promise<readonly LdapEntry[]> {
  const attributes = [...new Set(['cn', ...Object.values(settings.attributes).flat()])];
  const { searchEntries } = await client.search(settings.base, {
    scope: 'sub',
    derefAliases: 'never',
    filter,
    attributes,
    paged: { pageSize: settings.pageSize },
  });
  const entries: LdapEntry[] = [];
  for (const entry of searchEntries) entries.push(await complete(client, entry));
  return entries;
}

async function connect(client: Client, settings: LdapSettings): Promise<void> {
  if (settings.startTls) await client.startTLS(tlsOptionsOf(settings));
  if (settings.bindDn !== null) await client.bind(settings.bindDn, settings.password ?? '');
}

function tlsOptionsOf({ url, ca }: LdapSettings) {
  const { hostname } = new URL(url);
  return { ...(ca !== null && { ca }), host: hostname, servername: hostname.replace(/^\[.*\]$|^[\d.]+$/, '') };
}

/** Throws {@link DirectoryError} for whatever the server says or fails to say. */
export async function fetchEntries(settings: LdapSettings): Promise<LdapEntries> {
  const { url, filters, timeoutMs } = settings;
  const isTls = url.startsWith('ldaps:');
  const client = new Client({
    url,
    timeout: timeoutMs,
    connectTimeout: Math.min(CONNECT_MS, timeoutMs),
    strictDN: false,
    ...(isTls && { tlsOptions: tlsOptionsOf(settings) }),
  });
  try {
    await connect(client, settings);
    return {
      people: await searchAll(client, settings, filters.people),
      groups: await searchAll(client, settings, filters.groups),
      sharedMailboxes: await searchAll(client, settings, filters.sharedMailboxes),
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DirectoryError(`${url}: ${reason}`, { cause: error });
  } finally {
    // A connection that is broken already cannot be ended any better.
    await client.unbind().catch(() => {});
  }
}
