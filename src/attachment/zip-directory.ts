// The directory of a zip, read strictly: central and local headers must say the same, entries lie back to back
// from the first octet, one end record closes the file. Whatever differs is reported, because another reader may
// then see other files. Nothing is unfolded here; APPNOTE.TXT 6.3.10 is the source.

import { lastIndexOf, viewOf } from './octets.ts';
import { Unreadable } from './unreadable.ts';
import { decodeEntryName, extraField } from './zip-names.ts';

export type ZipEntry = {
  readonly name: string;
  readonly otherNames: readonly string[];
  readonly method: number;
  /** Flags of the central and of the local header together: locked in either is locked. */
  readonly flags: number;
  readonly crc: number;
  readonly packedOctets: number;
  readonly sizeOctets: number;
  readonly dataAt: number;
  readonly isFolder: boolean;
  /** Method 99 or the AE-x extra field (0x9901). */
  readonly isAes: boolean;
};

export type ZipDirectory = {
  readonly entries: readonly ZipEntry[];
  /** Why another reader may see another archive; empty when the archive is beyond doubt. */
  readonly mismatches: readonly string[];
};

const END64_LOCATOR = 0x07064b50;
const END64 = 0x06064b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const DESCRIPTOR = 0x08074b50;
const FULL32 = 0xffffffff;

const DEFERRED = 0x08;
const MASKED_DIRECTORY = 0x2000;
/** Locked, deferred, strong, UTF-8, masked: the flags that change how an entry is read. */
const TELLING_FLAGS = 0x01 | DEFERRED | 0x40 | 0x800 | MASKED_DIRECTORY;

type End = { readonly at: number; readonly count: number; readonly size: number; readonly start: number };

const damaged = (detail: string): Unreadable => new Unreadable('damaged-archive', detail);

function uint64(view: DataView, at: number): number {
  return Number(view.getBigUint64(at, true));
}

function readEnd64(view: DataView, endAt: number): End {
  const locator = endAt - 20;
  if (locator < 0 || view.getUint32(locator, true) !== END64_LOCATOR)
    throw damaged('the large-archive end record is missing');
  const at = uint64(view, locator + 8);
  if (at + 56 > locator || view.getUint32(at, true) !== END64)
    throw damaged('the large-archive end record is not where it should be');
  return { at, count: uint64(view, at + 32), size: uint64(view, at + 40), start: uint64(view, at + 48) };
}

/** The last end record whose directory stands right before it. */
function findEnd(octets: Uint8Array): { end: End; closesAt: number } {
  const view = viewOf(octets);
  for (
    let at = lastIndexOf(octets, 'PK\x05\x06');
    at >= 0;
    at = at > 0 ? lastIndexOf(octets, 'PK\x05\x06', at - 1) : -1
  ) {
    if (at + 22 > octets.length) continue;
    const closesAt = at + 22 + view.getUint16(at + 20, true);
    if (closesAt > octets.length) continue;
    const count = view.getUint16(at + 10, true);
    const size = view.getUint32(at + 12, true);
    const start = view.getUint32(at + 16, true);
    const isLarge = count === 0xffff || size === FULL32 || start === FULL32;
    return { end: isLarge ? readEnd64(view, at) : { at, count, size, start }, closesAt };
  }
  throw damaged('the archive has no end record');
}

/** Sizes and offset beyond 32 bits stand in extra field 1, in this order, each only where the header says 0xFFFFFFFF. */
function largeValues(extra: Uint8Array, values: readonly number[]): number[] {
  const field = extraField(extra, 1);
  let at = 0;
  return values.map((value) => {
    if (value !== FULL32 || field === null || at + 8 > field.length) return value;
    at += 8;
    return uint64(viewOf(field), at - 8);
  });
}

type Central = {
  readonly entry: ZipEntry;
  readonly next: number;
  readonly endsAt: number;
  readonly localAt: number;
};

/** Octets of the data descriptor (APPNOTE 4.3.9) at `at`: with or without its signature, 32 or 64 bits. */
function descriptorOctets(view: DataView, at: number, crc: number, nextAt: number): number {
  const fits = [16, 12, 24, 20].find((size) => {
    const crcAt = size % 8 === 0 ? at + 4 : at;
    if (at + size > view.byteLength || view.getUint32(crcAt, true) !== crc) return false;
    if (crcAt !== at && view.getUint32(at, true) !== DESCRIPTOR) return false;
    return nextAt < 0 || at + size === nextAt;
  });
  return fits ?? 0;
}

type LocalCheck = {
  readonly dataAt: number;
  readonly flags: number;
  readonly isAes: boolean;
  readonly wrong: string | null;
};

function checkLocal(octets: Uint8Array, at: number, central: CentralHeader): LocalCheck {
  const view = viewOf(octets);
  if (at + 30 > octets.length || view.getUint32(at, true) !== LOCAL)
    throw damaged(`no entry stands where the directory points for ${central.shown}`);
  const flags = view.getUint16(at + 6, true);
  const nameOctets = view.getUint16(at + 26, true);
  const extraAt = at + 30 + nameOctets;
  const dataAt = extraAt + view.getUint16(at + 28, true);
  if (dataAt + central.packedOctets > octets.length)
    throw damaged(`${central.shown} reaches beyond the file`);
  const extra = octets.subarray(extraAt, dataAt);
  const found = { dataAt, flags, isAes: extraField(extra, 0x9901) !== null };
  if ((central.flags & MASKED_DIRECTORY) !== 0) return { ...found, wrong: null };
  const [size = 0, packed = 0] = largeValues(extra, [
    view.getUint32(at + 22, true),
    view.getUint32(at + 18, true),
  ]);
  const isDeferred = (flags & DEFERRED) !== 0;
  const fits = (value: number, known: number) => value === known || (isDeferred && value === 0);
  const differs: readonly (readonly [what: string, isDifferent: boolean])[] = [
    ['name', Buffer.compare(octets.subarray(at + 30, extraAt), central.rawName) !== 0],
    ['flags', ((flags ^ central.flags) & TELLING_FLAGS) !== 0],
    ['method', view.getUint16(at + 8, true) !== central.method],
    ['size', !fits(size, central.sizeOctets) || !fits(packed, central.packedOctets)],
    ['checksum', !fits(view.getUint32(at + 14, true), central.crc)],
  ];
  const what = differs.filter(([, isDifferent]) => isDifferent).map(([name]) => name);
  return {
    ...found,
    wrong: what.length === 0 ? null : `${central.shown}: the two headers differ in ${what.join(', ')}`,
  };
}

type CentralHeader = {
  readonly rawName: Uint8Array;
  readonly extra: Uint8Array;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packedOctets: number;
  readonly sizeOctets: number;
  readonly localAt: number;
  readonly shown: string;
  readonly names: { readonly name: string; readonly otherNames: readonly string[] };
  readonly next: number;
};

function readCentral(octets: Uint8Array, at: number): CentralHeader {
  const view = viewOf(octets);
  if (at + 46 > octets.length || view.getUint32(at, true) !== CENTRAL)
    throw damaged('the directory of the archive is damaged');
  const flags = view.getUint16(at + 8, true);
  const nameEnd = at + 46 + view.getUint16(at + 28, true);
  const extraEnd = nameEnd + view.getUint16(at + 30, true);
  const next = extraEnd + view.getUint16(at + 32, true);
  if (next > octets.length) throw damaged('the directory of the archive is cut off');
  const rawName = octets.subarray(at + 46, nameEnd);
  const extra = octets.subarray(nameEnd, extraEnd);
  const [sizeOctets = 0, packedOctets = 0, localAt = 0] = largeValues(
    extra,
    [24, 20, 42].map((offset) => view.getUint32(at + offset, true)),
  );
  const names = decodeEntryName(rawName, (flags & 0x800) !== 0, extra);
  const header = { rawName, extra, flags, names, sizeOctets, packedOctets, localAt, next };
  const shown = names.name.slice(0, 60);
  return { ...header, shown, method: view.getUint16(at + 10, true), crc: view.getUint32(at + 16, true) };
}

function readEntry(octets: Uint8Array, at: number, base: number, mismatches: string[]): Central {
  const central = readCentral(octets, at);
  const localAt = base + central.localAt;
  const local = checkLocal(octets, localAt, central);
  if (local.wrong !== null) mismatches.push(local.wrong);
  const { names, method, crc, packedOctets, sizeOctets } = central;
  const isAes = method === 99 || local.isAes || extraField(central.extra, 0x9901) !== null;
  const flags = central.flags | local.flags;
  const isFolder = names.name.endsWith('/') && sizeOctets === 0;
  const entry = {
    ...names,
    method,
    flags,
    crc,
    packedOctets,
    sizeOctets,
    dataAt: local.dataAt,
    isFolder,
    isAes,
  };
  return { entry, next: central.next, localAt, endsAt: local.dataAt + packedOctets };
}

/** Entries must cover the file from `base` to the directory without gap or overlap. */
function findGaps(octets: Uint8Array, list: readonly Central[], base: number, directoryAt: number): string[] {
  const ordered = [...list].sort((a, b) => a.localAt - b.localAt);
  let expected = base;
  const wrong: string[] = [];
  for (const [i, { entry, localAt, endsAt }] of ordered.entries()) {
    if (localAt < expected) wrong.push(`${entry.name.slice(0, 60)} overlaps the entry before it`);
    if (localAt > expected)
      wrong.push(`octets that belong to no entry stand before ${entry.name.slice(0, 60)}`);
    const nextAt = ordered[i + 1]?.localAt ?? directoryAt;
    const isDeferred = (entry.flags & DEFERRED) !== 0 && endsAt !== nextAt;
    expected = endsAt + (isDeferred ? descriptorOctets(viewOf(octets), endsAt, entry.crc, nextAt) : 0);
  }
  if (expected !== directoryAt) wrong.push('octets that belong to no entry stand before the directory');
  return wrong;
}

/**
 * Reads the whole directory. `base` of a zip behind other octets (a self-extractor) is worked out from where its
 * directory stands. Throws Unreadable `damaged-archive` or `too-large` when no reader could list it.
 */
export function readZipDirectory(octets: Uint8Array, maxEntries: number): ZipDirectory {
  const { end, closesAt } = findEnd(octets);
  const directoryAt = end.at - end.size;
  const base = directoryAt - end.start;
  if (directoryAt < 0 || base < 0) throw damaged('the end record points outside the file');
  if (end.count > maxEntries)
    throw new Unreadable('too-large', 'the archive holds more entries than the limit');
  const mismatches: string[] = [];
  if (base > 0) mismatches.push('octets stand before the first entry');
  if (closesAt !== octets.length) mismatches.push('octets stand behind the end of the archive');
  const list: Central[] = [];
  for (let at = directoryAt; at < end.at && list.length < maxEntries; ) {
    const read = readEntry(octets, at, base, mismatches);
    list.push(read);
    at = read.next;
  }
  if (list.length !== end.count) mismatches.push('the end record counts other entries than the directory');
  mismatches.push(...findGaps(octets, list, base, directoryAt));
  const names = list.map(({ entry }) => entry.name);
  if (new Set(names).size !== names.length) mismatches.push('two entries have the same name');
  return { entries: list.map(({ entry }) => entry), mismatches };
}
