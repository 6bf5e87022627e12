// Writes a zip with one entry, encrypted as WinZip does (AE-2, AES-256), which 7-Zip, WinZip and The Unarchiver open.
// Sources: APPNOTE.TXT 6.3.10 §4, https://www.winzip.com/en/support/aes-encryption/. PBKDF2 has 1000 rounds there and
// no more, so the passphrase must carry the strength; see passphrase.ts.

import { createCipheriv, createHmac, pbkdf2Sync } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';

const SALT_OCTETS = 16;
const KEY_OCTETS = 32;
const ROUNDS = 1000;
const MAC_OCTETS = 10;
const BLOCK = 16;
const BLOCKS_AT_ONCE = 4096;

const AES_METHOD = 99;
const DEFLATE = 8;
/** Encrypted; the name is UTF-8. */
const FLAGS = 0x801;
const VERSION = 51;
/** 1980-01-01, the earliest date of the format: when the file was packed is nobody's business. */
const DOS_DATE = 0x21;

/** AES in counter mode with the counter's lowest octet first, starting at 1; node's own `ctr` counts the other way. */
function encryptCounting(plain: Uint8Array, key: Uint8Array): Buffer {
  const out = Buffer.from(plain);
  const cipher = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false);
  const counters = Buffer.alloc(BLOCK * BLOCKS_AT_ONCE);
  for (let at = 0; at < out.length; at += counters.length) {
    for (let n = 0; n < BLOCKS_AT_ONCE; n += 1) counters.writeUIntLE(at / BLOCK + n + 1, n * BLOCK, 6);
    const stream = cipher.update(counters);
    const end = Math.min(stream.length, out.length - at);
    for (let i = 0; i < end; i += 1) out[at + i] = (out[at + i] ?? 0) ^ (stream[i] ?? 0);
  }
  return out;
}

/** Salt, check value, encrypted content, authentication code. */
function seal(packed: Uint8Array, passphrase: string, salt: Uint8Array): Buffer {
  const derived = pbkdf2Sync(passphrase, salt, ROUNDS, 2 * KEY_OCTETS + 2, 'sha1');
  const encrypted = encryptCounting(packed, derived.subarray(0, KEY_OCTETS));
  const macKey = derived.subarray(KEY_OCTETS, 2 * KEY_OCTETS);
  const mac = createHmac('sha1', macKey).update(encrypted).digest().subarray(0, MAC_OCTETS);
  return Buffer.concat([salt, derived.subarray(2 * KEY_OCTETS), encrypted, mac]);
}

/** Vendor version 2, `AE`, 256 bits, and the method beneath. */
const AES_EXTRA = Buffer.from([0x01, 0x99, 7, 0, 2, 0, 0x41, 0x45, 3, DEFLATE, 0]);

/** What the local and the central header have in common (§4.3.7 from the version on). AE-2 leaves the checksum zero. */
function entryFields(sealedOctets: number, sizeOctets: number, nameOctets: number): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(VERSION, 0);
  fields.writeUInt16LE(FLAGS, 2);
  fields.writeUInt16LE(AES_METHOD, 4);
  fields.writeUInt16LE(DOS_DATE, 8);
  fields.writeUInt32LE(sealedOctets, 14);
  fields.writeUInt32LE(sizeOctets, 18);
  fields.writeUInt16LE(nameOctets, 22);
  fields.writeUInt16LE(AES_EXTRA.length, 24);
  return fields;
}

function endRecord(directoryOctets: number, directoryAt: number): Buffer {
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(directoryOctets, 12);
  end.writeUInt32LE(directoryAt, 16);
  return end;
}

/** `random` gives that many octets nobody can guess. Content of 4 GiB and more does not fit the format. */
export function writeAesZip(
  name: string,
  content: Uint8Array,
  passphrase: string,
  random: (octets: number) => Uint8Array,
): Uint8Array {
  const nameOctets = Buffer.from(name);
  const sealed = seal(deflateRawSync(content), passphrase, random(SALT_OCTETS));
  const fields = entryFields(sealed.length, content.length, nameOctets.length);
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, nameOctets, AES_EXTRA, sealed]);
  const madeBy = Buffer.from([VERSION, 0]);
  const directory = Buffer.concat([
    Buffer.from('PK\x01\x02', 'latin1'),
    madeBy,
    fields,
    // Comment, disk, attributes, and the place of the local header: all zero.
    Buffer.alloc(14),
    nameOctets,
    AES_EXTRA,
  ]);
  return Buffer.concat([local, directory, endRecord(directory.length, local.length)]);
}
