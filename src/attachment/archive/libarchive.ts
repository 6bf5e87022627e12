// libarchive, compiled to WebAssembly: unpacks 7z, RAR, LZH, cabinet and cpio archives, and the packing methods that zlib
// lacks. Each call starts a machine of its own, so that one archive cannot disturb the next. Wraps libarchive-wasm.

import type { LibarchiveWasm } from 'libarchive-wasm';
import { checkTime, mostUnfolded, spend } from '../budget.ts';
import type { Budget } from '../inspected.ts';
import { Unreadable } from '../unreadable.ts';
import { type PackedEntry, wrapInZip } from './lone-entry.ts';

export type UnpackedEntry = {
  /** Only ASCII comes through; other characters are `*`. */
  readonly name: string;
  readonly isFolderOrLink: boolean;
  /** Its content; null for folders and links, and for what is locked. */
  readonly octets: Uint8Array | null;
};

export type UnpackedArchive = {
  readonly entries: readonly UnpackedEntry[];
  /** Why unpacking stopped before the end, in libarchive's words. */
  readonly complaint: string | null;
};

/** Called with the number of octets about to be kept; throws Unreadable when they are too many. */
type Pay = (octets: number) => void;

const CHUNK_OCTETS = 256 * 1024;
const FOLDER_OR_LINK = new Set([0o040000, 0o120000]);

const complaintOf = (error: unknown): string =>
  error instanceof Error ? error.message.trim() : String(error);

class Machine {
  readonly #lib: LibarchiveWasm;
  readonly #archive: number;
  readonly #buffer: number;

  private constructor(lib: LibarchiveWasm, octets: Uint8Array) {
    const at = lib.module._malloc(octets.length);
    lib.module.HEAP8.set(octets, at);
    this.#lib = lib;
    this.#archive = lib.read_new_memory(at, octets.length, undefined);
    this.#buffer = lib.module._malloc(CHUNK_OCTETS);
  }

  static async start(octets: Uint8Array): Promise<Machine> {
    const { libarchiveWasm } = await import('libarchive-wasm');
    return new Machine(await libarchiveWasm(), octets);
  }

  /** The next entry, or null at the end; throws libarchive's complaint. */
  next(): (Omit<UnpackedEntry, 'octets'> & { readonly isLocked: boolean; readonly size: number }) | null {
    const entry = this.#lib.read_next_entry(this.#archive);
    if (entry === 0) {
      const complaint = this.#lib.error_string(this.#archive) ?? '';
      if (complaint !== '') throw new Error(complaint);
      return null;
    }
    const isHardLink = Boolean(this.#lib.entry_hardlink(entry));
    return {
      name: this.#lib.entry_pathname(entry) ?? '',
      isFolderOrLink: isHardLink || FOLDER_OR_LINK.has(this.#lib.entry_filetype(entry)),
      isLocked: this.#lib.entry_is_encrypted(entry) !== 0,
      size: this.#lib.entry_size(entry),
    };
  }

  /** Content of the entry at hand; room for `size` octets is made beforehand, but `size` need not be true. */
  read(size: number, pay: Pay): Uint8Array {
    let out = new Uint8Array(Math.max(0, size));
    let length = 0;
    const readChunk = () => this.#lib.read_data(this.#archive, this.#buffer, CHUNK_OCTETS);
    for (let count = readChunk(); count > 0; count = readChunk()) {
      pay(count);
      if (length + count > out.length) {
        const larger = new Uint8Array(Math.max(length + count, out.length * 2));
        larger.set(out.subarray(0, length));
        out = larger;
      }
      out.set(this.#lib.module.HEAP8.subarray(this.#buffer, this.#buffer + count), length);
      length += count;
    }
    return out.subarray(0, length);
  }
}

/** Stops what grows beyond `limit` or takes too long; pays from the budget unless the content is thrown away again. */
function payUpTo(limit: number, budget: Budget, isKept: boolean): Pay {
  let total = 0;
  return (octets) => {
    total += octets;
    if (total > limit) throw new Unreadable('ratio', 'the content is compressed beyond any ordinary ratio');
    if (isKept) spend(budget, 'octets', octets);
    else checkTime(budget);
  };
}

/** Unpacks everything that is not locked. Throws Unreadable `ratio`, `too-large`; what is damaged becomes a complaint. */
export async function unpackArchive(octets: Uint8Array, budget: Budget): Promise<UnpackedArchive> {
  const limit = mostUnfolded(budget, octets.length);
  const pay = payUpTo(limit, budget, true);
  const entries: UnpackedEntry[] = [];
  try {
    const machine = await Machine.start(octets);
    for (let entry = machine.next(); entry !== null; entry = machine.next()) {
      if (entries.length >= budget.entries)
        throw new Unreadable('too-large', 'the archive holds more entries than the limit');
      const { name, isFolderOrLink, isLocked, size } = entry;
      const octets = isFolderOrLink || isLocked ? null : machine.read(Math.min(size, limit), pay);
      entries.push({ name, isFolderOrLink, octets });
    }
    return { entries, complaint: null };
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    return { entries, complaint: complaintOf(error) };
  }
}

async function unpackLone(entry: PackedEntry, pay: Pay, expectedOctets: number): Promise<Uint8Array> {
  const machine = await Machine.start(wrapInZip(entry));
  if (machine.next() === null) throw new Error('nothing is packed in it');
  return machine.read(expectedOctets, pay);
}

/** Octets packed by a method of zip (APPNOTE 4.4.5), with size and checksum known; the caller has paid for them. */
export async function unpackEntry(entry: PackedEntry, budget: Budget): Promise<Uint8Array> {
  try {
    return await unpackLone(entry, payUpTo(entry.sizeOctets, budget, false), entry.sizeOctets);
  } catch (cause) {
    if (cause instanceof Unreadable) throw cause;
    throw new Unreadable('damaged-archive', 'an entry of the archive cannot be unpacked', { cause });
  }
}

const UNKNOWN_SIZE = 0xfffffffe;

/** The complaints that tell what a bare stream does not: the checksum and the size that its content has. */
const TELLS_CRC = /bad CRC: 0x([0-9a-f]+) should be/;
const TELLS_SIZE = /uncompressed data is wrong size \(read (\d+),/;

/** The same entry with what the complaint tells about it, or null when it tells nothing. */
function corrected(entry: PackedEntry, complaint: string): PackedEntry | null {
  const crc = TELLS_CRC.exec(complaint)?.[1];
  if (crc !== undefined) return { ...entry, crc: Number.parseInt(crc, 16) };
  const size = TELLS_SIZE.exec(complaint)?.[1];
  return size === undefined ? null : { ...entry, sizeOctets: Number(size) };
}

export type PackedStream = Pick<PackedEntry, 'method' | 'flags' | 'packed'>;

/**
 * A bare stream (bzip2, xz, lzma) says neither size nor checksum, which a zip must. The reader of zips tells both by
 * its complaints, one at a time; then the stream is read for good. Octets behind the stream are a complaint too.
 */
export async function unpackStream(stream: PackedStream, budget: Budget): Promise<Uint8Array> {
  const limit = mostUnfolded(budget, stream.packed.length);
  let entry: PackedEntry = { ...stream, sizeOctets: UNKNOWN_SIZE, crc: 0 };
  for (let attempt = 1; ; attempt += 1) {
    try {
      const content = await unpackLone(entry, payUpTo(limit, budget, false), 0);
      spend(budget, 'octets', content.length);
      return content;
    } catch (cause) {
      if (cause instanceof Unreadable) throw cause;
      const better = attempt <= 2 ? corrected(entry, complaintOf(cause)) : null;
      if (better === null)
        throw new Unreadable('damaged-archive', 'the packed content cannot be unpacked', { cause });
      entry = better;
    }
  }
}
