// Octets of one zip entry, unfolded in memory and checked against size and checksum. Nothing is written to disk.

import { crc32, inflateRawSync, zstdDecompressSync } from 'node:zlib';
import { unpackEntry } from './archive/libarchive.ts';
import { spendUnfolding } from './budget.ts';
import type { Budget } from './inspected.ts';
import { Unreadable } from './unreadable.ts';
import type { ZipEntry } from './zip-directory.ts';

/** What zlib accepts. */
const MIN_CHUNK_OCTETS = 64;

type Unfold = (packed: Uint8Array, sizeOctets: number) => Uint8Array;

/** The octets consumed must be all of the packed ones: what follows the stream would be seen by other readers. */
function inflate(packed: Uint8Array, sizeOctets: number): Uint8Array {
  // One buffer for all of it: gathered from small ones, a large sheet would stand in memory twice.
  const chunkSize = Math.max(sizeOctets + 1, MIN_CHUNK_OCTETS);
  const options = { maxOutputLength: sizeOctets + 1, chunkSize, info: true };
  const result = inflateRawSync(packed, options) as unknown as {
    buffer: Buffer;
    engine: { bytesWritten: number };
  };
  if (result.engine.bytesWritten !== packed.length)
    throw new Unreadable('archive-mismatch', 'octets stand behind the packed content of an entry');
  return result.buffer;
}

/** By method number (APPNOTE 4.4.5). */
const UNFOLD: Readonly<Record<number, Unfold>> = {
  0: (packed) => packed,
  8: inflate,
  93: (packed, sizeOctets) => zstdDecompressSync(packed, { maxOutputLength: sizeOctets + 1 }),
};

/** Methods that libarchive unpacks: BZIP2, LZMA, XZ, PPMd. No office package uses them. */
const BY_LIBARCHIVE: ReadonlySet<number> = new Set([12, 14, 95, 98]);

/** Flag bit 1 (APPNOTE 4.4.4). */
const LZMA_END_MARK = 0x02;

const METHODS: Readonly<Record<number, string>> = {
  1: 'Shrink',
  6: 'Implode',
  9: 'Deflate64',
  12: 'BZIP2',
  14: 'LZMA',
  95: 'XZ',
  96: 'JPEG',
  97: 'WavPack',
  98: 'PPMd',
};

function unfold(octets: Uint8Array, entry: ZipEntry): Uint8Array {
  const packed = octets.subarray(entry.dataAt, entry.dataAt + entry.packedOctets);
  const method = UNFOLD[entry.method];
  if (method === undefined) {
    const name = METHODS[entry.method] ?? `method ${entry.method}`;
    throw new Unreadable('unsupported-format', `the entry is packed with ${name}, which is not read`);
  }
  try {
    return method(packed, entry.sizeOctets);
  } catch (cause) {
    if (cause instanceof Unreadable) throw cause;
    throw new Unreadable('damaged-archive', 'an entry of the archive cannot be unpacked', { cause });
  }
}

/** Pays first. Throws Unreadable `ratio`, `too-large`, `damaged-archive`, `archive-mismatch`, `unsupported-format`. */
export function readZipEntry(octets: Uint8Array, entry: ZipEntry, budget: Budget): Uint8Array {
  spendUnfolding(budget, entry.packedOctets, entry.sizeOctets);
  const content = unfold(octets, entry);
  if (content.length !== entry.sizeOctets)
    throw new Unreadable('archive-mismatch', 'an entry is not as long as the archive says');
  if (crc32(content) !== entry.crc)
    throw new Unreadable('damaged-archive', 'an entry does not match its checksum');
  return content;
}

/** The same for an entry of an ordinary archive, which may be packed in more ways. */
export async function unpackZipEntry(
  octets: Uint8Array,
  entry: ZipEntry,
  budget: Budget,
): Promise<Uint8Array> {
  if (!BY_LIBARCHIVE.has(entry.method)) return readZipEntry(octets, entry, budget);
  spendUnfolding(budget, entry.packedOctets, entry.sizeOctets);
  const packed = octets.subarray(entry.dataAt, entry.dataAt + entry.packedOctets);
  const { method, flags, sizeOctets, crc } = entry;
  return unpackEntry({ method, flags: flags & LZMA_END_MARK, packed, sizeOctets, crc }, budget);
}
