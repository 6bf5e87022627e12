// A zip of one entry around octets that are packed already, so that a reader of zips unpacks them.

/** What a zip says of an entry. `flags` are those of its header (bit 1: the LZMA stream has an end mark). */
export type PackedEntry = {
  readonly method: number;
  readonly flags: number;
  readonly packed: Uint8Array;
  readonly sizeOctets: number;
  readonly crc: number;
};

const NAME = Buffer.from('x');
/** 6.3, the first version that knows every method. */
const VERSION = 63;

/** The fields that local header and directory share (APPNOTE 4.3.7, 4.3.12). */
function sharedFields({ method, flags, packed, sizeOctets, crc }: PackedEntry): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(VERSION, 0);
  fields.writeUInt16LE(flags, 2);
  fields.writeUInt16LE(method, 4);
  fields.writeUInt32LE(crc, 10);
  fields.writeUInt32LE(packed.length, 14);
  fields.writeUInt32LE(sizeOctets, 18);
  fields.writeUInt16LE(NAME.length, 22);
  return fields;
}

export function wrapInZip(entry: PackedEntry): Uint8Array {
  const fields = sharedFields(entry);
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, NAME]);
  const madeBy = Buffer.from([VERSION, 0]);
  const places = Buffer.alloc(14);
  const central = Buffer.concat([Buffer.from('PK\x01\x02', 'latin1'), madeBy, fields, places, NAME]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length + entry.packed.length, 16);
  return Buffer.concat([local, entry.packed, central, end]);
}
