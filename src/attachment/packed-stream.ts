// Single packed streams: gzip, zstd, bzip2, xz, lzma. What comes out is a file of its own, named without the ending.

import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import { type PackedStream, unpackStream } from './archive/libarchive.ts';
import { mostUnfolded, spend } from './budget.ts';
import { addInner, type Extract } from './findings.ts';
import type { Budget } from './inspected.ts';
import { latin1, viewOf } from './octets.ts';
import { Unreadable } from './unreadable.ts';

type Unpack = (octets: Uint8Array, budget: Budget) => Uint8Array | Promise<Uint8Array>;
type UnpackWithin = (octets: Uint8Array, maxOutputLength: number) => Uint8Array;

/** Node's own: they stop at a limit by themselves. */
const byNode =
  (unpackWithin: UnpackWithin): Unpack =>
  (octets, budget) => {
    let content: Uint8Array;
    try {
      content = unpackWithin(octets, mostUnfolded(budget, octets.length));
    } catch (cause) {
      const isTooLarge = cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE';
      if (isTooLarge)
        throw new Unreadable('ratio', 'the content is compressed beyond any ordinary ratio', { cause });
      throw new Unreadable('damaged-archive', 'the packed content cannot be unpacked', { cause });
    }
    spend(budget, 'octets', content.length);
    return content;
  };

/** Several streams may stand one behind the other; their contents are one (bzip2 and xz name their beginning well). */
function splitAt(octets: Uint8Array, start: RegExp): Uint8Array[] {
  const places = [...latin1(octets).matchAll(start)].map(({ index }) => index);
  return places.map((at, i) => octets.subarray(at, places[i + 1]));
}

const eachByLibarchive =
  (method: number, start: RegExp): Unpack =>
  async (octets, budget) => {
    const contents: Uint8Array[] = [];
    for (const packed of splitAt(octets, start))
      contents.push(await unpackStream({ method, flags: 0, packed }, budget));
    return contents.length === 1 && contents[0] !== undefined ? contents[0] : Buffer.concat(contents);
  };

const BZIP2_START = /BZh[1-9](?:1AY&SY|\x17rE8P\x90)/g;
const XZ_START = /\xfd7zXZ\0/g;

const HEADER_OCTETS = 13;
const UNKNOWN_SIZE = 0xffffffffffffffffn;

/** An .lzma file: properties, size, stream. Without a size its end is marked, which zip notes as a flag (bit 1). */
function lzmaEntry(octets: Uint8Array): PackedStream {
  if (octets.length < HEADER_OCTETS) throw new Unreadable('damaged-archive', 'the packed content is cut off');
  const hasEndMark = viewOf(octets).getBigUint64(5, true) === UNKNOWN_SIZE;
  const head = Uint8Array.from([9, 20, 5, 0]);
  const packed = Buffer.concat([head, octets.subarray(0, 5), octets.subarray(HEADER_OCTETS)]);
  return { method: 14, flags: hasEndMark ? 2 : 0, packed };
}

const UNPACK: Readonly<Record<string, Unpack>> = {
  gzip: byNode((octets, maxOutputLength) => gunzipSync(octets, { maxOutputLength })),
  zstd: byNode((octets, maxOutputLength) => zstdDecompressSync(octets, { maxOutputLength })),
  bzip2: eachByLibarchive(12, BZIP2_START),
  xz: eachByLibarchive(95, XZ_START),
  lzma: (octets, budget) => unpackStream(lzmaEntry(octets), budget),
};

const innerName = (name: string): string =>
  name
    .replace(/\.(?:tgz|tbz2?|txz|tlz)$/i, '.tar')
    .replace(/\.(?:gz|zst|z|bz2|xz|lzma)$/i, '')
    .replace(/^.*[/\\]/, '') || 'content';

export const extractStream: Extract = async ({ octets, name, type, budget }, found) => {
  const unpack = UNPACK[type];
  if (unpack === undefined) throw new Unreadable('unsupported-format', `${type} is not read`);
  addInner(found, innerName(name), await unpack(octets, budget));
};
