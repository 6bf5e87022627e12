// Octets of one zip entry, unfolded in memory and checked against size and checksum. Nothing is written to disk.

import { crc32, inflateRawSync, zstdDecompressSync } from 'node:zlib';
import { spendUnfolding } from './budget.ts';
import type { Budget } from './inspected.ts';
import { Unreadable } from './unreadable.ts';
import type { ZipEntry } from './zip-directory.ts';

type Unfold = (packed: Uint8Array, sizeOctets: number) => Uint8Array;

/** The octets consumed must be all of the packed ones: what follows the stream would be seen by other readers. */
function inflate(packed: Uint8Array, sizeOctets: number): Uint8Array {
  const result = inflateRawSync(packed, { maxOutputLength: sizeOctets + 1, info: true }) as unknown as {
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
