// Compound File Binary, the container of doc, xls, ppt, msg and of locked Office packages ([MS-CFB]). Reads the
// directory and whole streams; every chain is walked at most as long as the file, so a loop ends as damage.

import { viewOf } from './octets.ts';
import { Unreadable } from './unreadable.ts';

/** One stream or storage; `path` joins the names of the storages above it with `/`. */
export type CfbEntry = {
  readonly path: string;
  readonly isStorage: boolean;
  readonly sizeOctets: number;
  /** Throws Unreadable `damaged-file`. */
  readonly read: () => Uint8Array;
};

const FREE = 0xfffffffa;
const NO_ENTRY = 0xffffffff;
const MINI_SECTOR_OCTETS = 64;
const MINI_STREAM_LIMIT = 4096;
const DIRECTORY_ENTRY_OCTETS = 128;
const MAX_ENTRIES = 20_000;

const damaged = (): Unreadable => new Unreadable('damaged-file', 'the OLE2 container is damaged');

type Sectors = {
  readonly octets: Uint8Array;
  readonly sectorOctets: number;
  readonly table: Uint32Array;
};

const sectorAt = ({ sectorOctets }: Sectors, n: number): number => (n + 1) * sectorOctets;

/** Octets of a chain, cut to `size` (all of it when undefined). */
function readChain(sectors: Sectors, first: number, size?: number): Uint8Array {
  const { octets, sectorOctets, table } = sectors;
  const pieces: Uint8Array[] = [];
  const wanted = size === undefined ? table.length : Math.ceil(size / sectorOctets);
  for (let n = first; n < FREE && pieces.length < wanted; n = table[n] ?? NO_ENTRY) {
    const at = sectorAt(sectors, n);
    if (at >= octets.length || pieces.length * sectorOctets > octets.length) throw damaged();
    pieces.push(octets.subarray(at, at + sectorOctets));
  }
  const whole = Buffer.concat(pieces);
  if (size !== undefined && whole.length < size && pieces.length < wanted) throw damaged();
  return size === undefined ? whole : whole.subarray(0, size);
}

function asTable(octets: Uint8Array): Uint32Array {
  const view = viewOf(octets);
  return Uint32Array.from({ length: Math.floor(octets.length / 4) }, (_, i) => view.getUint32(i * 4, true));
}

/** The sector table is found through the 109 places in the header and the chain of places behind them. */
function readTable(octets: Uint8Array, sectorOctets: number): Uint32Array {
  const view = viewOf(octets);
  const places: number[] = [];
  for (let i = 0; i < 109; i += 1) places.push(view.getUint32(76 + i * 4, true));
  const perSector = sectorOctets / 4 - 1;
  let next = view.getUint32(68, true);
  for (let seen = 0; next < FREE; seen += 1) {
    const at = (next + 1) * sectorOctets;
    if (at + sectorOctets > octets.length || seen > octets.length / sectorOctets) throw damaged();
    for (let i = 0; i < perSector; i += 1) places.push(view.getUint32(at + i * 4, true));
    next = view.getUint32(at + perSector * 4, true);
  }
  const used = places.filter((place) => place < FREE);
  const tables = used.map((place) => {
    const at = (place + 1) * sectorOctets;
    if (at >= octets.length) throw damaged();
    return octets.subarray(at, at + sectorOctets);
  });
  return asTable(Buffer.concat(tables));
}

type Raw = {
  readonly name: string;
  readonly kind: number;
  readonly left: number;
  readonly right: number;
  readonly child: number;
  readonly first: number;
  readonly sizeOctets: number;
};

function parseDirectory(directory: Uint8Array): Raw[] {
  const view = viewOf(directory);
  const count = Math.min(Math.floor(directory.length / DIRECTORY_ENTRY_OCTETS), MAX_ENTRIES);
  return Array.from({ length: count }, (_, i) => {
    const at = i * DIRECTORY_ENTRY_OCTETS;
    const nameOctets = Math.min(Math.max(view.getUint16(at + 64, true) - 2, 0), 62);
    return {
      name: new TextDecoder('utf-16le').decode(directory.subarray(at, at + nameOctets)),
      kind: view.getUint8(at + 66),
      left: view.getUint32(at + 68, true),
      right: view.getUint32(at + 72, true),
      child: view.getUint32(at + 76, true),
      first: view.getUint32(at + 116, true),
      sizeOctets: view.getUint32(at + 120, true),
    };
  });
}

/** All entries below the root; a tree that is walked twice at one place is damaged. */
function listEntries(raw: readonly Raw[], read: (entry: Raw) => Uint8Array): CfbEntry[] {
  const entries: CfbEntry[] = [];
  const seen = new Set<number>();
  const open: { readonly n: number; readonly parent: string }[] = [
    { n: raw[0]?.child ?? NO_ENTRY, parent: '' },
  ];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const entry = raw[next.n];
    if (entry === undefined) continue;
    if (seen.has(next.n)) throw damaged();
    seen.add(next.n);
    const path = next.parent === '' ? entry.name : `${next.parent}/${entry.name}`;
    const isStorage = entry.kind === 1;
    entries.push({ path, isStorage, sizeOctets: entry.sizeOctets, read: () => read(entry) });
    open.push({ n: entry.left, parent: next.parent }, { n: entry.right, parent: next.parent });
    if (isStorage) open.push({ n: entry.child, parent: path });
  }
  return entries;
}

/** Throws Unreadable `damaged-file` when the container cannot be read. */
export function readCfb(octets: Uint8Array): readonly CfbEntry[] {
  if (octets.length < 512) throw damaged();
  const view = viewOf(octets);
  const shift = view.getUint16(30, true);
  if (shift !== 9 && shift !== 12) throw damaged();
  const sectorOctets = 2 ** shift;
  const sectors: Sectors = { octets, sectorOctets, table: readTable(octets, sectorOctets) };
  const raw = parseDirectory(readChain(sectors, view.getUint32(48, true)));
  const root = raw[0];
  if (root === undefined) throw damaged();
  const mini: Sectors = {
    octets: Buffer.concat([
      new Uint8Array(MINI_SECTOR_OCTETS),
      readChain(sectors, root.first, root.sizeOctets),
    ]),
    sectorOctets: MINI_SECTOR_OCTETS,
    table: asTable(readChain(sectors, view.getUint32(60, true))),
  };
  return listEntries(raw, ({ first, sizeOctets }) =>
    readChain(sizeOctets < MINI_STREAM_LIMIT ? mini : sectors, first, sizeOctets),
  );
}
