// An entry with all values of its long attributes: Active Directory gives at most 1500 members at a time and says in the
// attribute's name which (`member;range=0-1499`, MS-ADTS 3.1.1.3.1.3.3). Called by fetch-entries.ts.

import { DirectoryError } from '../settings.ts';
import type { LdapEntry } from './entry.ts';

type RawEntry = {
  readonly dn: string;
  readonly [attribute: string]: Uint8Array | readonly Uint8Array[] | readonly string[] | string;
};

/** Asks for attributes of one entry; undefined when it is gone. */
export type SearchEntry = (dn: string, attributes: readonly string[]) => Promise<RawEntry | undefined>;

/** How often more is asked for: two million members. */
const MAX_RANGES = 1400;
const RANGE = /^(?<name>[^;]+);range=\d+-(?<last>\d+|\*)$/i;

type Found = Map<string, string[]>;

/** Takes in what an entry says; returns the attributes of which there is more, as they are to be asked for. */
function collect(entry: RawEntry, found: Found): readonly string[] {
  const more: string[] = [];
  for (const [key, value] of Object.entries(entry)) {
    if (key === 'dn') continue;
    const { name = key, last = '*' } = RANGE.exec(key)?.groups ?? {};
    const known = found.get(name.toLowerCase()) ?? [];
    found.set(name.toLowerCase(), [...known, ...[value].flat().map(String)]);
    if (last !== '*') more.push(`${name};range=${Number(last) + 1}-*`);
  }
  return more;
}

export async function completeEntry(entry: RawEntry, search: SearchEntry): Promise<LdapEntry> {
  const found: Found = new Map();
  let more = collect(entry, found);
  for (let n = 0; more.length > 0; n += 1) {
    if (n === MAX_RANGES) throw new DirectoryError(`${entry.dn} has too many members`);
    const next = await search(entry.dn, more);
    more = next === undefined ? [] : collect(next, found);
  }
  return { dn: entry.dn, attributes: found };
}
