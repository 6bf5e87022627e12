// The headers of an LZH archive (LHA, levels 0 to 3). Names are cp932 as a rule; level 1 and later keep name and
// folder in fields of their own, some writers also in UTF-16.

import { latin1, viewOf } from '../octets.ts';
import { decodeText } from '../text-decoding.ts';
import { Unreadable } from '../unreadable.ts';
import type { ListedEntry, Listing } from './listing.ts';

const damaged = (): Unreadable => new Unreadable('damaged-archive', 'a header of the LZH archive is damaged');

const FILE_NAME = 0x01;
const FOLDER_NAME = 0x02;
const WIDE_FILE_NAME = 0x44;
const WIDE_FOLDER_NAME = 0x45;
const FOLDER_METHOD = '-lhd-';
const MAX_FIELDS = 64;

type Field = { readonly kind: number; readonly content: Uint8Array };
type Fields = { readonly fields: readonly Field[]; readonly next: number };

/** A chain of fields: each ends with the size of the next one, in `width` octets; 0 ends the chain. */
function readFields(octets: Uint8Array, at: number, width: 2 | 4): Fields {
  const view = viewOf(octets);
  const fields: Field[] = [];
  const sizeAt = (place: number): number => {
    if (place + width > octets.length) throw damaged();
    return width === 2 ? view.getUint16(place, true) : view.getUint32(place, true);
  };
  let next = at + width;
  for (let size = sizeAt(at); size > 0; ) {
    const end = next + size;
    if (size < width + 1 || end > octets.length || fields.length >= MAX_FIELDS) throw damaged();
    fields.push({ kind: octets[next] ?? 0, content: octets.subarray(next + 1, end - width) });
    size = sizeAt(end - width);
    next = end;
  }
  return { fields, next };
}

const decodeName = (octets: Uint8Array): string => decodeText(octets) ?? latin1(octets);
const decodeWide = (octets: Uint8Array): string => new TextDecoder('utf-16le').decode(octets);

/** In a folder field the octet 0xFF parts the steps; no cp932 or UTF-8 character holds it. */
const decodeFolder = (octets: Uint8Array): string =>
  decodeName(Uint8Array.from(octets, (octet) => (octet === 0xff ? 0x2f : octet)));

function nameOf(plain: Uint8Array, fields: readonly Field[]): string {
  const content = (kind: number) => fields.find((field) => field.kind === kind)?.content;
  const wide = content(WIDE_FILE_NAME);
  const narrow = content(FILE_NAME) ?? plain;
  const wideFolder = content(WIDE_FOLDER_NAME);
  const folder = content(FOLDER_NAME);
  const file = wide === undefined ? decodeName(narrow) : decodeWide(wide);
  const path =
    wideFolder === undefined
      ? folder && decodeFolder(folder)
      : decodeWide(wideFolder).replaceAll('\uffff', '/');
  return `${path ?? ''}${file}`.replaceAll('\\', '/');
}

type Header = { readonly name: string; readonly contentAt: number };

/** Levels 0 and 1: size of the header in one octet, the name in its middle. In level 1 the fields count as content. */
function readOldHeader(octets: Uint8Array, at: number, level: number): Header {
  const nameAt = at + 22;
  const name = octets.subarray(nameAt, nameAt + (octets[at + 21] ?? 0));
  const contentAt = at + 2 + (octets[at] ?? 0);
  if (level === 0) return { name: nameOf(name, []), contentAt };
  return { name: nameOf(name, readFields(octets, contentAt - 2, 2).fields), contentAt };
}

function readHeader(octets: Uint8Array, at: number): Header {
  const level = octets[at + 20] ?? 0;
  if (level < 2) return readOldHeader(octets, at, level);
  if (level > 3) throw damaged();
  const { fields } = readFields(octets, at + (level === 2 ? 24 : 28), level === 2 ? 2 : 4);
  const size = level === 2 ? viewOf(octets).getUint16(at, true) : viewOf(octets).getUint32(at + 24, true);
  return { name: nameOf(new Uint8Array(), fields), contentAt: at + size };
}

export function listLzh(octets: Uint8Array): Listing {
  const view = viewOf(octets);
  const entries: ListedEntry[] = [];
  for (let at = 0; at + 22 <= octets.length && octets[at] !== 0; ) {
    const method = latin1(octets, at + 2, at + 7);
    if (!/^-l[hz][0-9a-z]-$/.test(method)) throw damaged();
    const { name, contentAt } = readHeader(octets, at);
    const isFolder = method === FOLDER_METHOD;
    entries.push({ name, isFolder, sizeOctets: view.getUint32(at + 11, true), isLocked: false });
    at = contentAt + view.getUint32(at + 7, true);
  }
  return { kind: 'entries', entries, lockName: 'none' };
}
