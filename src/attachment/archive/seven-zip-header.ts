// The end header of a 7z archive (7zFormat.txt): names, which entries have content, and which coders pack it. A header
// packed with LZMA is unpacked first.

import { viewOf } from '../octets.ts';
import { Unreadable } from '../unreadable.ts';
import type { ListedEntry, Listing } from './listing.ts';

const damaged = (): Unreadable =>
  new Unreadable('damaged-archive', 'the header of the 7z archive is damaged');

/** Property numbers. */
const END = 0x00;
const HEADER = 0x01;
const ARCHIVE_PROPERTIES = 0x02;
const ADDITIONAL_STREAMS = 0x03;
const MAIN_STREAMS = 0x04;
const FILES = 0x05;
const PACK_INFO = 0x06;
const UNPACK_INFO = 0x07;
const SUB_STREAMS = 0x08;
const SIZE = 0x09;
const CRC = 0x0a;
const FOLDER = 0x0b;
const UNPACK_SIZE = 0x0c;
const UNPACK_STREAMS = 0x0d;
const EMPTY_STREAM = 0x0e;
const EMPTY_FILE = 0x0f;
const NAMES = 0x11;
const PACKED_HEADER = 0x17;

const AES = '06f10701';
const LZMA = '030101';
const MAX_COUNT = 1_000_000;

class Cursor {
  readonly #octets: Uint8Array;
  #at = 0;

  constructor(octets: Uint8Array) {
    this.#octets = octets;
  }

  take(size: number): Uint8Array {
    const end = this.#at + size;
    if (!(size >= 0) || end > this.#octets.length) throw damaged();
    const taken = this.#octets.subarray(this.#at, end);
    this.#at = end;
    return taken;
  }

  octet(): number {
    return this.take(1)[0] ?? 0;
  }

  uint32(): number {
    return viewOf(this.take(4)).getUint32(0, true);
  }

  /** The number of leading ones in the first octet says how many octets follow. */
  number(): number {
    const first = this.octet();
    let value = 0;
    for (let i = 0, mask = 0x80; i < 8; i += 1, mask >>= 1) {
      if ((first & mask) === 0) return value + (first & (mask - 1)) * 2 ** (8 * i);
      value += this.octet() * 2 ** (8 * i);
    }
    return value;
  }

  count(): number {
    const value = this.number();
    if (value > MAX_COUNT) throw damaged();
    return value;
  }

  numbers(length: number): number[] {
    return Array.from({ length }, () => this.number());
  }

  bits(length: number): boolean[] {
    const octets = this.take(Math.ceil(length / 8));
    return Array.from({ length }, (_, i) => ((octets[i >> 3] ?? 0) & (0x80 >> (i & 7))) !== 0);
  }

  /** Bits, or one octet that stands for "all of them". */
  optionalBits(length: number): boolean[] {
    return this.octet() === 0 ? this.bits(length) : new Array<boolean>(length).fill(true);
  }

  expect(property: number): void {
    if (this.octet() !== property) throw damaged();
  }
}

type Coder = { readonly id: string; readonly properties: Uint8Array };

/** One packed unit: its coders, the sizes of what they give, the checksum of the last. */
type Folder = {
  readonly coders: readonly Coder[];
  readonly isLocked: boolean;
  readonly outputs: number;
  /** The output that no coder takes in: what the folder gives. */
  readonly mainOutput: number;
  sizes: number[];
  crc: number | null;
  /** Files in it, with their sizes. */
  files: number[];
};

const sizeOf = ({ sizes, mainOutput }: Folder): number => sizes[mainOutput] ?? 0;

type Streams = { packAt: number; packSizes: number[]; folders: Folder[] };

function readCoder(cursor: Cursor): Coder & { readonly inputs: number; readonly outputs: number } {
  const flags = cursor.octet();
  const id = Buffer.from(cursor.take(flags & 0x0f)).toString('hex');
  const isComplex = (flags & 0x10) !== 0;
  const inputs = isComplex ? cursor.count() : 1;
  const outputs = isComplex ? cursor.count() : 1;
  const properties = (flags & 0x20) !== 0 ? cursor.take(cursor.count()) : new Uint8Array();
  return { id, properties, inputs, outputs };
}

function readFolder(cursor: Cursor): Folder {
  const coders = Array.from({ length: cursor.count() }, () => readCoder(cursor));
  const inputs = coders.reduce((sum, coder) => sum + coder.inputs, 0);
  const outputs = coders.reduce((sum, coder) => sum + coder.outputs, 0);
  const bound = new Set(Array.from({ length: outputs - 1 }, () => cursor.numbers(2)[1]));
  const packed = inputs - (outputs - 1);
  if (packed > 1) cursor.numbers(packed);
  const isLocked = coders.some(({ id }) => id === AES);
  const mainOutput = Array.from({ length: outputs }, (_, i) => i).find((i) => !bound.has(i)) ?? 0;
  return { coders, isLocked, outputs, mainOutput, sizes: [], crc: null, files: [] };
}

function readDigests(cursor: Cursor, count: number): (number | null)[] {
  const isDefined = cursor.optionalBits(count);
  return isDefined.map((defined) => (defined ? cursor.uint32() : null));
}

function readPackInfo(cursor: Cursor, streams: Streams): void {
  streams.packAt = cursor.number();
  const count = cursor.count();
  for (let property = cursor.octet(); property !== END; property = cursor.octet()) {
    if (property === SIZE) streams.packSizes = cursor.numbers(count);
    else if (property === CRC) readDigests(cursor, count);
    else throw damaged();
  }
}

function readUnpackInfo(cursor: Cursor, streams: Streams): void {
  cursor.expect(FOLDER);
  const count = cursor.count();
  if (cursor.octet() !== 0) throw damaged();
  streams.folders = Array.from({ length: count }, () => readFolder(cursor));
  cursor.expect(UNPACK_SIZE);
  for (const folder of streams.folders) folder.sizes = cursor.numbers(folder.outputs);
  for (let property = cursor.octet(); property !== END; property = cursor.octet()) {
    if (property !== CRC) throw damaged();
    for (const [i, crc] of readDigests(cursor, count).entries()) {
      const folder = streams.folders[i];
      if (folder !== undefined) folder.crc = crc;
    }
  }
  // Unless the sub-streams say otherwise a folder holds one file.
  for (const folder of streams.folders) folder.files = [sizeOf(folder)];
}

/** Sizes of all files but the last of each folder are written; the last takes the rest. */
function readSubStreams(cursor: Cursor, { folders }: Streams): void {
  let property = cursor.octet();
  let counts = folders.map(() => 1);
  if (property === UNPACK_STREAMS) {
    counts = folders.map(() => cursor.count());
    property = cursor.octet();
  }
  for (const [i, folder] of folders.entries()) {
    const count = counts[i] ?? 0;
    const written = property === SIZE && count > 0 ? cursor.numbers(count - 1) : [];
    const rest = sizeOf(folder) - written.reduce((sum, size) => sum + size, 0);
    folder.files = count === 0 ? [] : [...written, rest];
  }
  if (property === SIZE) property = cursor.octet();
  const unknown = folders.filter(({ files, crc }) => files.length !== 1 || crc === null);
  const digests = unknown.reduce((sum, { files }) => sum + files.length, 0);
  if (property === CRC) {
    readDigests(cursor, digests);
    property = cursor.octet();
  }
  if (property !== END) throw damaged();
}

function readStreams(cursor: Cursor): Streams {
  const streams: Streams = { packAt: 0, packSizes: [], folders: [] };
  for (let property = cursor.octet(); property !== END; property = cursor.octet()) {
    if (property === PACK_INFO) readPackInfo(cursor, streams);
    else if (property === UNPACK_INFO) readUnpackInfo(cursor, streams);
    else if (property === SUB_STREAMS) readSubStreams(cursor, streams);
    else throw damaged();
  }
  return streams;
}

type FileList = { names: string[]; isEmpty: boolean[]; isEmptyFile: boolean[] };

function readNames(octets: Uint8Array): string[] {
  if (octets[0] !== 0) throw damaged();
  const text = new TextDecoder('utf-16le').decode(octets.subarray(1));
  return text.split('\0').slice(0, -1);
}

function readFiles(cursor: Cursor): FileList {
  const count = cursor.count();
  const list: FileList = { names: [], isEmpty: new Array<boolean>(count).fill(false), isEmptyFile: [] };
  for (let property = cursor.octet(); property !== END; property = cursor.octet()) {
    const content = cursor.take(cursor.number());
    if (property === NAMES) list.names = readNames(content);
    if (property === EMPTY_STREAM) list.isEmpty = new Cursor(content).bits(count);
    const emptyCount = list.isEmpty.filter((isEmpty) => isEmpty).length;
    if (property === EMPTY_FILE) list.isEmptyFile = new Cursor(content).bits(emptyCount);
  }
  if (list.names.length !== count) throw damaged();
  return list;
}

function toEntries({ names, isEmpty, isEmptyFile }: FileList, folders: readonly Folder[]): ListedEntry[] {
  const contents = folders.flatMap(({ files, isLocked }) =>
    files.map((sizeOctets) => ({ sizeOctets, isLocked })),
  );
  let nextContent = 0;
  let nextEmpty = 0;
  return names.map((name, i) => {
    if (isEmpty[i] === true) {
      const isFolder = isEmptyFile[nextEmpty] !== true;
      nextEmpty += 1;
      return { name, isFolder, sizeOctets: 0, isLocked: false };
    }
    const content = contents[nextContent];
    nextContent += 1;
    if (content === undefined) throw damaged();
    return { name, isFolder: false, ...content };
  });
}

function readHeader(cursor: Cursor): Listing {
  let folders: readonly Folder[] = [];
  let files: FileList = { names: [], isEmpty: [], isEmptyFile: [] };
  for (let property = cursor.octet(); property !== END; property = cursor.octet()) {
    if (property === ARCHIVE_PROPERTIES) while (cursor.number() !== END) cursor.take(cursor.number());
    else if (property === ADDITIONAL_STREAMS) readStreams(cursor);
    else if (property === MAIN_STREAMS) folders = readStreams(cursor).folders;
    else if (property === FILES) files = readFiles(cursor);
    else throw damaged();
  }
  return { kind: 'entries', entries: toEntries(files, folders), lockName: '7z-aes' };
}

/** Unpacks raw LZMA: its five octets of properties, the packed octets, size and checksum of what must come out. */
export type UnpackLzma = (
  properties: Uint8Array,
  packed: Uint8Array,
  expected: { readonly sizeOctets: number; readonly crc: number },
) => Promise<Uint8Array>;

const START_OCTETS = 32;
const MAX_LAYERS = 4;

/** Throws Unreadable `damaged-archive`, or `unsupported-format` for a header packed in a way no known writer uses. */
export async function listSevenZip(octets: Uint8Array, unpackLzma: UnpackLzma): Promise<Listing> {
  if (octets.length < START_OCTETS) throw damaged();
  const view = viewOf(octets);
  const at = START_OCTETS + Number(view.getBigUint64(12, true));
  let header = new Cursor(octets.subarray(at)).take(Number(view.getBigUint64(20, true)));
  if (header.length === 0) return { kind: 'entries', entries: [], lockName: '7z-aes' };
  for (let layer = 0; layer < MAX_LAYERS; layer += 1) {
    const cursor = new Cursor(header);
    const kind = cursor.octet();
    if (kind === HEADER) return readHeader(cursor);
    if (kind !== PACKED_HEADER) throw damaged();
    const { packAt, packSizes, folders } = readStreams(cursor);
    const [folder] = folders;
    if (folder === undefined) throw damaged();
    if (folder.isLocked) return { kind: 'locked', lockName: '7z-header' };
    const { coders, crc } = folder;
    const [coder] = coders;
    if (coder?.id !== LZMA || coders.length > 1 || crc === null)
      throw new Unreadable('unsupported-format', 'the header of the 7z archive is packed in an unknown way');
    const packed = new Cursor(octets.subarray(START_OCTETS + packAt)).take(packSizes[0] ?? 0);
    header = await unpackLzma(coder.properties, packed, { sizeOctets: sizeOf(folder), crc });
  }
  throw damaged();
}
