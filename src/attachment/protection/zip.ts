// How the entries of a zip are locked, and what that makes of the whole archive.

import type { Protection } from '../../guard/facts.ts';
import type { ZipEntry } from '../zip-directory.ts';

export type Lock = { readonly protection: Protection; readonly by: string };

const LOCKED = 0x01;
const STRONG = 0x40;

/** AES and PKWARE's strong encryption hold; the old ZipCrypto is broken with known plain text (`weak`). */
export function lockOf(entry: ZipEntry): Lock | null {
  if (entry.isAes) return { protection: 'protected', by: 'zip-aes' };
  if ((entry.flags & STRONG) !== 0) return { protection: 'protected', by: 'zip-strong' };
  return (entry.flags & LOCKED) !== 0 ? { protection: 'weak', by: 'zipcrypto' } : null;
}

/** Folders and empty entries do not count. `partial` as soon as one entry with content is open. */
export function lockOfArchive(entries: readonly ZipEntry[]): Lock | null {
  const full = entries.filter(({ isFolder, sizeOctets }) => !isFolder && sizeOctets > 0);
  const locks = full.flatMap((entry) => lockOf(entry) ?? []);
  const [first] = locks;
  if (first === undefined) return null;
  if (locks.length < full.length) return { protection: 'partial', by: first.by };
  return locks.find(({ protection }) => protection === 'weak') ?? first;
}
