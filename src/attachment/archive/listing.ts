// What the headers of an archive say about its entries. Each format's headers are read by our own small reader: names
// come out in every charset, locks are seen without unpacking, and what libarchive then unpacks must agree.

import type { Protection } from '../../guard/facts.ts';

export type ArchiveLock = { readonly protection: Protection; readonly by: string };

export type ListedEntry = {
  readonly name: string;
  readonly isFolder: boolean;
  /** null = the header does not say. */
  readonly sizeOctets: number | null;
  readonly isLocked: boolean;
};

export type Listing =
  | { readonly kind: 'entries'; readonly entries: readonly ListedEntry[]; readonly lockName: string }
  /** The list itself is encrypted. */
  | { readonly kind: 'locked'; readonly lockName: string };

/** Folders and empty entries do not count: `partial` as soon as one entry with content is open. */
export function lockOfListing(listing: Listing): ArchiveLock | null {
  if (listing.kind === 'locked') return { protection: 'protected', by: listing.lockName };
  const full = listing.entries.filter(({ isFolder, sizeOctets }) => !isFolder && sizeOctets !== 0);
  const locked = full.filter(({ isLocked }) => isLocked);
  if (locked.length === 0) return null;
  return { protection: locked.length < full.length ? 'partial' : 'protected', by: listing.lockName };
}
