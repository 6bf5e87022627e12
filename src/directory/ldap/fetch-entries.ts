// Reads people, groups and shared mailboxes from a directory server, page by page; referrals to other servers are not
// followed. The only file that knows the library. Called by sync.ts.

import { Client } from 'ldapts';
import type { LdapSettings } from '../settings.ts';
import { DirectoryError } from '../settings.ts';
import { completeEntry, type SearchEntry } from './complete-entry.ts';
import type { LdapEntries } from './entries-to-rows.ts';
import type { LdapEntry } from './entry.ts';

const CONNECT_MS = 10_000;
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
  const searchEntry: SearchEntry = async (dn, more) => {
    const { searchEntries: again } = await client.search(dn, { scope: 'base', attributes: [...more] });
    return again[0];
  };
  for (const entry of searchEntries) entries.push(await completeEntry(entry, searchEntry));
  return entries;
}

async function connect(client: Client, settings: LdapSettings): Promise<void> {
  if (settings.startTls) await client.startTLS(tlsOptionsOf(settings));
  if (settings.bindDn !== null) await client.bind(settings.bindDn, settings.password ?? '');
}

function tlsOptionsOf({ url, ca }: LdapSettings) {
  const { hostname } = new URL(url);
  return {
    ...(ca !== null && { ca }),
    host: hostname,
    servername: hostname.replace(/^\[.*\]$|^[\d.]+$/, ''),
  };
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
