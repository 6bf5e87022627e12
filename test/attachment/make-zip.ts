// Zip archives in memory, right ones and wrong ones: each wrongness is an option.

import { crc32, deflateRawSync } from 'node:zlib';

export type Entry = {
  readonly name: string | Uint8Array;
  readonly content: string | Uint8Array;
  readonly stored?: boolean;
  /** Flag bits of both headers: 1 = locked, 0x800 = UTF-8. */
  readonly flags?: number;
  readonly method?: number;
  /** The content as that method packs it. */
  readonly packed?: Uint8Array;
  readonly extra?: Uint8Array;
  /** What the local header says instead. */
  readonly localName?: string;
  readonly localFlags?: number;
  /** What both headers say instead. */
  readonly saysSize?: number;
};

const octetsOf = (value: string | Uint8Array): Uint8Array =>
  typeof value === 'string' ? Buffer.from(value, 'utf8') : value;

function fields(entry: Entry, packed: Uint8Array, content: Uint8Array, flags: number): Buffer {
  const isStored = entry.stored === true;
  const head = Buffer.alloc(22);
  head.writeUInt16LE(20, 0);
  head.writeUInt16LE(flags, 2);
  head.writeUInt16LE(entry.method ?? (isStored ? 0 : 8), 4);
  head.writeUInt32LE(crc32(content), 10);
  head.writeUInt32LE(packed.length, 14);
  head.writeUInt32LE(entry.saysSize ?? content.length, 18);
  return head;
}

const uint16 = (value: number): Buffer => {
  const octets = Buffer.alloc(2);
  octets.writeUInt16LE(value);
  return octets;
};

const uint32 = (value: number): Buffer => {
  const octets = Buffer.alloc(4);
  octets.writeUInt32LE(value);
  return octets;
};

export function makeZip(entries: readonly Entry[], comment = ''): Uint8Array {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const content = octetsOf(entry.content);
    const packed = entry.packed ?? (entry.stored === true ? content : deflateRawSync(content));
    const name = octetsOf(entry.name);
    const localName = entry.localName === undefined ? name : octetsOf(entry.localName);
    const extra = entry.extra ?? new Uint8Array();
    const flags = entry.flags ?? 0x800;
    const lengths = (own: Uint8Array) => Buffer.concat([uint16(own.length), uint16(extra.length)]);
    const local = Buffer.concat([
      Buffer.from('PK\x03\x04', 'latin1'),
      fields(entry, packed, content, entry.localFlags ?? flags),
      lengths(localName),
      localName,
      extra,
      packed,
    ]);
    centrals.push(
      Buffer.concat([
        Buffer.from('PK\x01\x02', 'latin1'),
        uint16(20),
        fields(entry, packed, content, flags),
        lengths(name),
        Buffer.alloc(10),
        uint32(at),
        name,
        extra,
      ]),
    );
    locals.push(local);
    at += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.concat([
    Buffer.from('PK\x05\x06', 'latin1'),
    uint32(0),
    uint16(entries.length),
    uint16(entries.length),
    uint32(directory.length),
    uint32(at),
    uint16(Buffer.byteLength(comment)),
    Buffer.from(comment),
  ]);
  return Buffer.concat([...locals, directory, end]);
}

/** The AES extra field of WinZip (0x9901), version AE-2, 256 bits. */
export const AES_EXTRA: Uint8Array = Buffer.from('0199070002004145030800', 'hex');
