// Reads the directory's sources anew and keeps what each of them said in the store. One that fails changes nothing: its
// last good rows stay. Called at start, every now and then, and by `sekisho directory sync`.

import { ZodError } from 'zod';
import type { People, PeopleRows } from '../guard/people.ts';
import type { DirectoryRow, DirectorySource } from '../store/directory-row.ts';
import type { Store } from '../store/store.ts';
import { entriesToRows } from './ldap/entries-to-rows.ts';
import { fetchEntries } from './ldap/fetch-entries.ts';
import { readPeopleFile } from './people-file.ts';
import { danglingOf, peopleOf } from './rows.ts';
import { DirectoryError, type DirectorySettings, type LdapSettings } from './settings.ts';

/** What is found by the directory server first, so that the file may correct it. */
const SOURCES: readonly DirectorySource[] = ['ldap', 'file'];

export type SourceResult =
  | {
      readonly source: DirectorySource;
      readonly kind: 'read';
      readonly people: number;
      readonly groups: number;
    }
  | { readonly source: DirectorySource; readonly kind: 'failed'; readonly error: DirectoryError };

export type SyncResult = {
  readonly results: readonly SourceResult[];
  /** Names that nobody bears: to be put right, but no reason to refuse the rest. */
  readonly dangling: readonly string[];
};

/** Those that are configured, in the order in which later ones win. */
export function sourcesOf({ file, ldap }: DirectorySettings): readonly DirectorySource[] {
  const given = { file: file !== null, ldap: ldap !== null };
  return SOURCES.filter((source) => given[source]);
}

async function readLdap(settings: LdapSettings): Promise<PeopleRows> {
  const rows = entriesToRows(await fetchEntries(settings), settings.attributes);
  if (rows.people?.length) return rows;
  throw new DirectoryError(
    `${settings.url}: nobody found; base, filters.people or the rights of bindDn are wrong`,
  );
}

async function readSource(source: DirectorySource, { file, ldap }: DirectorySettings): Promise<PeopleRows> {
  if (source === 'file' && file !== null) return readPeopleFile(file);
  if (source === 'ldap' && ldap !== null) return readLdap(ldap);
  throw new DirectoryError(`directory.${source} is not configured`);
}

/** The rows of the configured sources as the store has them. */
export function rowsOf(stored: readonly DirectoryRow[], settings: DirectorySettings): readonly PeopleRows[] {
  return sourcesOf(settings).flatMap((source) =>
    stored.filter((row) => row.source === source).map(({ rows }) => rows),
  );
}

/** Throws {@link DirectoryError} when the sources contradict each other. */
export function joinStored(stored: readonly DirectoryRow[], settings: DirectorySettings): People {
  try {
    return peopleOf(rowsOf(stored, settings));
  } catch (error) {
    if (!(error instanceof ZodError)) throw error;
    throw new DirectoryError(error.issues.map(({ message }) => message).join('\n'), { cause: error });
  }
}

type SyncPorts = { readonly store: Store; readonly settings: DirectorySettings; readonly now: () => Date };

async function syncSource(
  { store, settings, now }: SyncPorts,
  source: DirectorySource,
): Promise<SourceResult> {
  try {
    const rows = await readSource(source, settings);
    const row: DirectoryRow = { source, syncedAt: now().toISOString(), rows };
    const others = (await store.readDirectory()).filter((one) => one.source !== source);
    // It must also agree with what the other source says.
    joinStored([...others, row], settings);
    await store.putDirectory(row);
    const { people = [], groups = [] } = rows;
    return { source, kind: 'read', people: people.length, groups: groups.length };
  } catch (error) {
    if (!(error instanceof DirectoryError)) throw error;
    return { source, kind: 'failed', error };
  }
}

/** Throws only what the store throws. */
export async function syncDirectory(
  ports: SyncPorts,
  sources = sourcesOf(ports.settings),
): Promise<SyncResult> {
  const results: SourceResult[] = [];
  for (const source of sources) results.push(await syncSource(ports, source));
  return { results, dangling: danglingOf(rowsOf(await ports.store.readDirectory(), ports.settings)) };
}
