// How much room for mails the disk of the database has. Asked before a mail is taken, so that what is left is there
// for what has to be written in any case: decisions, deliveries, events.

import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';

const MIB = 1024 * 1024;
const RESERVE_OCTETS = 64 * MIB;
/** Of a disk so small that the reserve would be most of it. */
const RESERVE_SHARE = 0.05;
/** A mail stands in the log of the database first, and then in the database. */
const COPIES = 2;

/**
 * In octets of mails; below 0: less is left than the reserve. `url` as in `storage.url`; a database elsewhere looks after
 * its own disk. Throws where the folder cannot be asked.
 */
export async function roomOctets(url: string): Promise<number> {
  if (!url.startsWith('sqlite:')) return Number.POSITIVE_INFINITY;
  const { bavail, blocks, bsize } = await statfs(dirname(url.slice('sqlite:'.length)));
  const reserve = Math.min(RESERVE_OCTETS, blocks * bsize * RESERVE_SHARE);
  return (bavail * bsize - reserve) / COPIES;
}
