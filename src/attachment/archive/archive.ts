// Archives that libarchive unpacks: 7z, RAR and LZH by the list in their headers, cabinet and cpio as they come. Every entry
// becomes a file of its own; of a locked one only the name.

import { spend, spendUnfolding } from '../budget.ts';
import { addFault, addInner, type Extract, type Findings, protect, type Source } from '../findings.ts';
import type { Budget } from '../inspected.ts';
import { type UnpackedArchive, type UnpackedEntry, unpackArchive, unpackEntry } from './libarchive.ts';
import { type ListedEntry, type Listing, lockOfListing } from './listing.ts';
import { listLzh } from './lzh-headers.ts';
import { listRar } from './rar-headers.ts';
import { listSevenZip, type UnpackLzma } from './seven-zip-header.ts';

function addLocked({ name, sizeOctets }: ListedEntry, by: string, found: Findings): void {
  const locked = { protection: 'protected', by } as const;
  found.inner.push({
    name,
    otherNames: [],
    sizeOctets: sizeOctets ?? 0,
    locked,
    read: () => new Uint8Array(),
  });
}

const addComplaint = (found: Findings, complaint: string): void =>
  addFault(found, 'damaged-archive', `the archive cannot be unpacked: ${complaint.slice(0, 80)}`);

/** Is this the content of that entry, as far as the list tells? */
function fits({ isFolder, isLocked, sizeOctets }: ListedEntry, unpacked: UnpackedEntry): boolean {
  const { octets, isFolderOrLink } = unpacked;
  if (octets === null) return isLocked || isFolder || isFolderOrLink;
  return !isFolder && (sizeOctets === null || sizeOctets === octets.length);
}

/** Entry by entry, in the order of the list: what was unpacked must be what was listed. */
function addEntries(
  listed: readonly ListedEntry[],
  { entries, complaint }: UnpackedArchive,
  by: string,
  found: Findings,
): void {
  for (const [i, entry] of listed.entries()) {
    const octets = entries[i]?.octets ?? null;
    if (entry.isLocked) addLocked(entry, by, found);
    else if (octets !== null) addInner(found, entry.name, octets);
  }
  if (complaint !== null) addComplaint(found, complaint);
  const isWhole = complaint !== null || entries.length === listed.length;
  const isSame = entries.every((unpacked, i) => {
    const entry = listed[i];
    return entry !== undefined && fits(entry, unpacked);
  });
  if (!isWhole || !isSame)
    addFault(found, 'archive-mismatch', 'the archive unpacks to other files than its list names');
}

async function readListed(listing: Listing, { octets, budget }: Source, found: Findings): Promise<void> {
  const lock = lockOfListing(listing);
  if (lock !== null) protect(found, lock.protection, lock.by);
  if (listing.kind === 'locked') return;
  const { entries, lockName } = listing;
  spend(budget, 'entries', entries.length);
  if (lock?.protection === 'protected') {
    for (const entry of entries) if (entry.isLocked) addLocked(entry, lockName, found);
    return;
  }
  addEntries(entries, await unpackArchive(octets, budget), lockName, found);
}

/** Version, size of the properties, the properties: what zip puts in front of LZMA (APPNOTE 5.8.8). */
const LZMA_METHOD = 14;
const LZMA_HEAD = Buffer.from([9, 20, 5, 0]);

const lzmaUnpacker =
  (budget: Budget): UnpackLzma =>
  (properties, content, { sizeOctets, crc }) => {
    spendUnfolding(budget, content.length, sizeOctets);
    const packed = Buffer.concat([LZMA_HEAD, properties, content]);
    return unpackEntry({ method: LZMA_METHOD, flags: 0, packed, sizeOctets, crc }, budget);
  };

export const extractRar: Extract = (source, found) => readListed(listRar(source.octets), source, found);

export const extractLzh: Extract = (source, found) => readListed(listLzh(source.octets), source, found);

export const extractSevenZip: Extract = async (source, found) =>
  readListed(await listSevenZip(source.octets, lzmaUnpacker(source.budget)), source, found);

/** Archives whose headers we do not read ourselves. */
export const extractOtherArchive: Extract = async ({ octets, budget }, found) => {
  const { entries, complaint } = await unpackArchive(octets, budget);
  spend(budget, 'entries', entries.length);
  for (const entry of entries) if (entry.octets !== null) addInner(found, entry.name, entry.octets);
  if (complaint !== null) addComplaint(found, complaint);
};
