// Which files of a RAR archive are locked, read from its headers without unpacking: RAR 4 by header flags, RAR 5 by
// the encryption header and the encryption record of a file. Names come along where they can be read.

import type { Protection } from '../../guard/facts.ts';
import { startsWith, viewOf } from '../octets.ts';

export type ArchiveLock = { readonly protection: Protection; readonly by: string };

type Tally = { locked: number; open: number };

const verdict = ({ locked, open }: Tally, by: string): ArchiveLock | null => {
  if (locked === 0) return null;
  return { protection: open > 0 ? 'partial' : 'protected', by };
};

const RAR4_MAIN = 0x73;
const RAR4_FILE = 0x74;
const RAR4_FOLDER = 0xe0;

function rar4Lock(octets: Uint8Array): ArchiveLock | null {
  const view = viewOf(octets);
  const tally: Tally = { locked: 0, open: 0 };
  for (let at = 7; at + 7 <= octets.length; ) {
    const kind = view.getUint8(at + 2);
    const flags = view.getUint16(at + 3, true);
    const size = view.getUint16(at + 5, true);
    if (kind === RAR4_MAIN && (flags & 0x80) !== 0) return { protection: 'protected', by: 'rar-header' };
    if (size < 7 || at + 11 > octets.length) break;
    const hasData = kind === RAR4_FILE || (flags & 0x8000) !== 0;
    const isFolder = (flags & RAR4_FOLDER) === RAR4_FOLDER;
    if (kind === RAR4_FILE && !isFolder) {
      if ((flags & 0x04) !== 0) tally.locked += 1;
      else tally.open += 1;
    }
    at += size + (hasData ? view.getUint32(at + 7, true) : 0);
  }
  return verdict(tally, 'rar-aes');
}

/** A number of seven bits per octet, lowest first. */
function readVint(octets: Uint8Array, at: number): { value: number; next: number } {
  let value = 0;
  let factor = 1;
  for (let i = at; i < octets.length && i < at + 8; i += 1) {
    const octet = octets[i] ?? 0;
    value += (octet & 0x7f) * factor;
    if (octet < 0x80) return { value, next: i + 1 };
    factor *= 128;
  }
  return { value, next: octets.length };
}

/** Does the extra area of a file header hold an encryption record (type 1)? */
function hasEncryptionRecord(extra: Uint8Array): boolean {
  for (let at = 0; at < extra.length; ) {
    const size = readVint(extra, at);
    if (readVint(extra, size.next).value === 1) return true;
    at = size.next + size.value;
    if (size.value === 0) break;
  }
  return false;
}

const RAR5_FILE = 2;
const RAR5_ENCRYPTION = 4;

function rar5Lock(octets: Uint8Array): ArchiveLock | null {
  const tally: Tally = { locked: 0, open: 0 };
  for (let at = 8; at + 5 < octets.length; ) {
    const size = readVint(octets, at + 4);
    const kind = readVint(octets, size.next);
    const flags = readVint(octets, kind.next);
    if (kind.value === RAR5_ENCRYPTION) return { protection: 'protected', by: 'rar-header' };
    const hasExtra = (flags.value & 1) !== 0;
    const extra = hasExtra ? readVint(octets, flags.next) : { value: 0, next: flags.next };
    const data = (flags.value & 2) !== 0 ? readVint(octets, extra.next) : { value: 0, next: extra.next };
    const end = size.next + size.value;
    const isFolder = (readVint(octets, data.next).value & 1) !== 0;
    if (kind.value === RAR5_FILE && !isFolder) {
      if (hasEncryptionRecord(octets.subarray(end - extra.value, end))) tally.locked += 1;
      else tally.open += 1;
    }
    if (size.value === 0) break;
    at = end + data.value;
  }
  return verdict(tally, 'rar-aes');
}

export function rarLock(octets: Uint8Array): ArchiveLock | null {
  return startsWith(octets, 'Rar!\x1a\x07\x01\0') ? rar5Lock(octets) : rar4Lock(octets);
}
