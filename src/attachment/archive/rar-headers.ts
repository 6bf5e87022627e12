// The headers of a RAR archive, versions 4 and 5 (technotes of RAR 4.20 and 5.0): which entries there are, and which
// of them are locked.

import { latin1, startsWith, viewOf } from '../octets.ts';
import { decodeText } from '../text-decoding.ts';
import type { ListedEntry, Listing } from './listing.ts';

const asPath = (name: string): string => name.replaceAll('\\', '/');

const RAR4_MAIN = 0x73;
const RAR4_FILE = 0x74;
const RAR4_END = 0x7b;
const RAR4_FOLDER = 0xe0;
const RAR4_UNICODE = 0x200;
const RAR4_LARGE = 0x100;

type NameStep = (encoded: Uint8Array, at: number, out: number[]) => number;

/**
 * The second half of a RAR 4 name, which tells by two bits each how a character differs from the narrow name in front
 * of it: low octet, low octet with the common high octet, both octets, or a run taken over.
 */
function decodeUnicodeName(narrow: Uint8Array, encoded: Uint8Array): string {
  const high = (encoded[0] ?? 0) << 8;
  const copy: NameStep = (octets, at, out) => {
    const run = octets[at] ?? 0;
    const isShifted = (run & 0x80) !== 0;
    const shift = isShifted ? (octets[at + 1] ?? 0) : 0;
    for (let left = (run & 0x7f) + 2; left > 0; left -= 1) {
      const octet = narrow[out.length] ?? 0;
      out.push(isShifted ? ((octet + shift) & 0xff) | high : octet);
    }
    return at + (isShifted ? 2 : 1);
  };
  const steps: readonly NameStep[] = [
    (octets, at, out) => at + Math.sign(out.push(octets[at] ?? 0)),
    (octets, at, out) => at + Math.sign(out.push((octets[at] ?? 0) | high)),
    (octets, at, out) => at + 2 * Math.sign(out.push((octets[at] ?? 0) | ((octets[at + 1] ?? 0) << 8))),
    copy,
  ];
  const out: number[] = [];
  for (let at = 1; at < encoded.length; ) {
    const flags = encoded[at] ?? 0;
    at += 1;
    for (let shift = 6; shift >= 0 && at < encoded.length; shift -= 2)
      at = steps[(flags >> shift) & 3]?.(encoded, at, out) ?? at;
  }
  return String.fromCharCode(...out);
}

function decodeRar4Name(raw: Uint8Array, isUnicode: boolean): string {
  const end = raw.indexOf(0);
  if (isUnicode && end >= 0) return decodeUnicodeName(raw.subarray(0, end), raw.subarray(end + 1));
  return decodeText(raw) ?? latin1(raw);
}

function readRar4File(octets: Uint8Array, at: number, flags: number): ListedEntry {
  const view = viewOf(octets);
  const isLarge = (flags & RAR4_LARGE) !== 0;
  const nameAt = at + (isLarge ? 40 : 32);
  const name = octets.subarray(nameAt, nameAt + view.getUint16(at + 26, true));
  const high = isLarge ? view.getUint32(at + 36, true) : 0;
  return {
    name: asPath(decodeRar4Name(name, (flags & RAR4_UNICODE) !== 0)),
    isFolder: (flags & RAR4_FOLDER) === RAR4_FOLDER,
    sizeOctets: high * 2 ** 32 + view.getUint32(at + 11, true),
    isLocked: (flags & 0x04) !== 0,
  };
}

function listRar4(octets: Uint8Array): Listing {
  const view = viewOf(octets);
  const entries: ListedEntry[] = [];
  for (let at = 7; at + 7 <= octets.length; ) {
    const kind = view.getUint8(at + 2);
    const flags = view.getUint16(at + 3, true);
    const size = view.getUint16(at + 5, true);
    if (kind === RAR4_MAIN && (flags & 0x80) !== 0) return { kind: 'locked', lockName: 'rar-header' };
    if (kind === RAR4_END || size < 7 || at + size > octets.length) break;
    const isFile = kind === RAR4_FILE && size >= 32;
    if (isFile) entries.push(readRar4File(octets, at, flags));
    const hasContent = isFile || (flags & 0x8000) !== 0;
    const high = isFile && (flags & RAR4_LARGE) !== 0 ? view.getUint32(at + 32, true) : 0;
    at += size + (hasContent && size >= 11 ? high * 2 ** 32 + view.getUint32(at + 7, true) : 0);
  }
  return { kind: 'entries', entries, lockName: 'rar-aes' };
}

const RAR5_FILE = 2;
const RAR5_ENCRYPTION = 4;
const RAR5_END = 5;
const FILE_IS_FOLDER = 1;
const FILE_HAS_TIME = 2;
const FILE_HAS_CRC = 4;
const FILE_SIZE_UNKNOWN = 8;

/** Reads numbers of seven bits per octet, lowest first. */
class Vints {
  readonly #octets: Uint8Array;
  at: number;

  constructor(octets: Uint8Array, at: number) {
    this.#octets = octets;
    this.at = at;
  }

  next(): number {
    let value = 0;
    for (let i = 0; i < 10 && this.at < this.#octets.length; i += 1) {
      const octet = this.#octets[this.at] ?? 0;
      this.at += 1;
      value += (octet & 0x7f) * 2 ** (7 * i);
      if (octet < 0x80) break;
    }
    return value;
  }
}

/** Does the extra area of a file header hold an encryption record (type 1)? */
function hasEncryptionRecord(extra: Uint8Array): boolean {
  const numbers = new Vints(extra, 0);
  while (numbers.at < extra.length) {
    const size = numbers.next();
    const end = numbers.at + size;
    if (size === 0) return false;
    if (numbers.next() === 1) return true;
    numbers.at = end;
  }
  return false;
}

function readRar5File(octets: Uint8Array, numbers: Vints, extra: Uint8Array): ListedEntry {
  const flags = numbers.next();
  const size = numbers.next();
  numbers.next(); // attributes
  if ((flags & FILE_HAS_TIME) !== 0) numbers.at += 4;
  if ((flags & FILE_HAS_CRC) !== 0) numbers.at += 4;
  numbers.next(); // compression
  numbers.next(); // host system
  const nameOctets = numbers.next();
  const name = octets.subarray(numbers.at, numbers.at + nameOctets);
  return {
    name: asPath(new TextDecoder().decode(name)),
    isFolder: (flags & FILE_IS_FOLDER) !== 0,
    sizeOctets: (flags & FILE_SIZE_UNKNOWN) !== 0 ? null : size,
    isLocked: hasEncryptionRecord(extra),
  };
}

function listRar5(octets: Uint8Array): Listing {
  const entries: ListedEntry[] = [];
  for (let at = 8; at + 5 < octets.length; ) {
    const numbers = new Vints(octets, at + 4);
    const size = numbers.next();
    const end = numbers.at + size;
    const kind = numbers.next();
    const flags = numbers.next();
    if (kind === RAR5_ENCRYPTION) return { kind: 'locked', lockName: 'rar-header' };
    if (kind === RAR5_END || size === 0 || end > octets.length) break;
    const extraOctets = (flags & 1) !== 0 ? numbers.next() : 0;
    const contentOctets = (flags & 2) !== 0 ? numbers.next() : 0;
    if (kind === RAR5_FILE)
      entries.push(readRar5File(octets, numbers, octets.subarray(Math.max(at, end - extraOctets), end)));
    at = end + contentOctets;
  }
  return { kind: 'entries', entries, lockName: 'rar-aes' };
}

export function listRar(octets: Uint8Array): Listing {
  return startsWith(octets, 'Rar!\x1a\x07\x01\0') ? listRar5(octets) : listRar4(octets);
}
