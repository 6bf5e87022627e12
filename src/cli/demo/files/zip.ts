// Writes a zip archive in memory (APPNOTE.TXT): enough for the documents of the demo, which are archives themselves.

import { crc32, deflateRawSync } from 'node:zlib';

export type ZipEntry = { readonly name: string; readonly content: string | Uint8Array };

const VERSION = 20;
/** Names are UTF-8. */
const FLAGS = 0x800;
const DEFLATED = 8;
/** 1 January 2026, midnight, in the format of DOS. */
const DOS_DATE = ((2026 - 1980) << 9) | (1 << 5) | 1;

/** The fields that the local header and the directory have in common. */
function commonFields(content: Uint8Array, packed: Uint8Array, nameLength: number): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(VERSION, 0);
  fields.writeUInt16LE(FLAGS, 2);
  fields.writeUInt16LE(DEFLATED, 4);
  fields.writeUInt16LE(DOS_DATE, 8);
  fields.writeUInt32LE(crc32(content), 10);
  fields.writeUInt32LE(packed.length, 14);
  fields.writeUInt32LE(content.length, 18);
  fields.writeUInt16LE(nameLength, 22);
  return fields;
}

function directoryEntry(fields: Buffer, name: Buffer, offset: number): Buffer {
  const head = Buffer.alloc(6);
  head.writeUInt32LE(0x02014b50, 0);
  head.writeUInt16LE(VERSION, 4);
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE(offset, 10);
  return Buffer.concat([head, fields, tail, name]);
}

function endRecord(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}

export function zip(entries: readonly ZipEntry[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const content = Buffer.from(entry.content as string);
    const packed = deflateRawSync(content);
    const name = Buffer.from(entry.name);
    const fields = commonFields(content, packed, name.length);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, name, packed]);
    directory.push(directoryEntry(fields, name, offset));
    locals.push(local);
    offset += local.length;
  }
  const index = Buffer.concat(directory);
  return Buffer.concat([...locals, index, endRecord(entries.length, index.length, offset)]);
}
