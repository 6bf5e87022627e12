// New Office files behind a password ([MS-OFFCRYPTO] §2.3): standard or agile encryption. Excel encrypts with a
// well-known password where only writing is protected; such a file opens without a question and is read here.

import { createDecipheriv, createHash, hash } from 'node:crypto';
import { viewOf } from '../octets.ts';
import { Unreadable } from '../unreadable.ts';
import { type Attributes, attribute, readXml } from '../xml.ts';

/** [MS-OFFCRYPTO] §2.4.2.3: what Office tries before it asks anybody. */
const DEFAULT_PASSWORD = Buffer.from('VelvetSweatshop', 'utf16le');

const isAgile = (info: Uint8Array): boolean =>
  info.length > 8 && viewOf(info).getUint32(0, true) === 0x00040004;

export function ooxmlLock(encryptionInfo: Uint8Array): string {
  return isAgile(encryptionInfo) ? 'ooxml-agile' : 'ooxml-standard';
}

const sha = (name: string, ...pieces: readonly Uint8Array[]): Buffer => {
  const digest = createHash(name);
  for (const piece of pieces) digest.update(piece);
  return digest.digest();
};

const uint32 = (value: number): Buffer => {
  const octets = Buffer.alloc(4);
  octets.writeUInt32LE(value);
  return octets;
};

/** `rounds` comes from the file: more than Office ever writes is not tried. */
const MAX_ROUNDS = 200_000;

/** A hundred thousand rounds, so the fastest way: one buffer that holds the number of the round and the last hash. */
function spin(name: string, salt: Uint8Array, rounds: number): Buffer {
  const input = Buffer.concat([uint32(0), sha(name, salt, DEFAULT_PASSWORD)]);
  for (let i = 0; i < rounds; i += 1) {
    input.writeUInt32LE(i);
    input.set(hash(name, input, 'buffer'), 4);
  }
  return Buffer.from(input.subarray(4));
}

function decrypt(cipher: string, key: Uint8Array, iv: Uint8Array | null, octets: Uint8Array): Buffer {
  const decipher = createDecipheriv(cipher, key, iv).setAutoPadding(false);
  return Buffer.concat([decipher.update(octets), decipher.final()]);
}

/** Cut, or filled up with 0x36 ([MS-OFFCRYPTO] §2.3.4.11). */
const resize = (octets: Buffer, length: number): Buffer =>
  octets.length >= length
    ? octets.subarray(0, length)
    : Buffer.concat([octets, Buffer.alloc(length - octets.length, 0x36)]);

type AgileKey = {
  readonly hash: string;
  readonly salt: Buffer;
  readonly keyOctets: number;
  readonly blockOctets: number;
};
type Agile = {
  readonly data: AgileKey;
  readonly password: AgileKey;
  readonly rounds: number;
  readonly input: Buffer;
  readonly value: Buffer;
  readonly key: Buffer;
};

function parseAgileKey(attributes: Attributes): AgileKey {
  return {
    hash: (attributes.hashAlgorithm ?? '').toLowerCase().replace('-', ''),
    salt: Buffer.from(attributes.saltValue ?? '', 'base64'),
    keyOctets: Number(attributes.keyBits) / 8,
    blockOctets: Number(attributes.blockSize),
  };
}

function parseAgile(xml: string): Agile | null {
  let data: AgileKey | undefined;
  let agile: Agile | null = null;
  readXml(xml, {
    open(name, attributes) {
      if (name === 'keyData') data = parseAgileKey(attributes);
      if (name !== 'encryptedKey' || data === undefined) return;
      const base64 = (key: string) => Buffer.from(attribute(attributes, key) ?? '', 'base64');
      agile = {
        data,
        password: parseAgileKey(attributes),
        rounds: Number(attributes.spinCount),
        input: base64('encryptedVerifierHashInput'),
        value: base64('encryptedVerifierHashValue'),
        key: base64('encryptedKeyValue'),
      };
    },
  });
  return agile;
}

const cipherOf = (key: AgileKey): string => `aes-${key.keyOctets * 8}-cbc`;

/** Block keys of [MS-OFFCRYPTO] §2.3.4.11–13. */
const INPUT = Buffer.from('fea7d2763b4b9e79', 'hex');
const VALUE = Buffer.from('d7aa0f6d3061344e', 'hex');
const KEY = Buffer.from('146e0be7abacd0d6', 'hex');
const SEGMENT_OCTETS = 4096;

/** Decrypts the EncryptedPackage stream with the key already found. */
type OpenPackage = (packed: Uint8Array) => Uint8Array;

function agileOpener(info: Uint8Array): OpenPackage | null {
  const agile = parseAgile(new TextDecoder().decode(info.subarray(8)));
  if (agile === null || !(agile.rounds <= MAX_ROUNDS)) return null;
  const { data, password, rounds } = agile;
  const spun = spin(password.hash, password.salt, rounds);
  const unlock = (block: Buffer, octets: Buffer) =>
    decrypt(
      cipherOf(password),
      resize(sha(password.hash, spun, block), password.keyOctets),
      resize(password.salt, password.blockOctets),
      octets,
    );
  const input = unlock(INPUT, agile.input);
  const expected = unlock(VALUE, agile.value);
  const actual = sha(password.hash, input.subarray(0, password.salt.length));
  if (!actual.equals(expected.subarray(0, actual.length))) return null;
  const key = unlock(KEY, agile.key).subarray(0, data.keyOctets);
  return (packed) => decryptSegments(packed, data, key);
}

/** §2.3.4.15: segments of 4,096 octets behind the eight of the size, each with an initialization vector of its own. */
function decryptSegments(packed: Uint8Array, data: AgileKey, key: Uint8Array): Uint8Array {
  const pieces: Buffer[] = [];
  for (let at = 8, n = 0; at < packed.length; at += SEGMENT_OCTETS, n += 1) {
    const iv = resize(sha(data.hash, data.salt, uint32(n)), data.blockOctets);
    const piece = packed.subarray(at, Math.min(at + SEGMENT_OCTETS, packed.length));
    const whole = piece.subarray(0, piece.length - (piece.length % data.blockOctets));
    pieces.push(decrypt(cipherOf(data), key, iv, whole));
  }
  return Buffer.concat(pieces);
}

const STANDARD_ROUNDS = 50_000;

/** §2.3.4.5: AES in ECB with a key derived by SHA-1. */
function standardOpener(info: Uint8Array): OpenPackage | null {
  const view = viewOf(info);
  const headerOctets = view.getUint32(8, true);
  const keyOctets = view.getUint32(12 + 16, true) / 8;
  const verifier = 12 + headerOctets;
  const salt = info.subarray(verifier + 4, verifier + 20);
  const encryptedInput = info.subarray(verifier + 20, verifier + 36);
  const encryptedHash = info.subarray(verifier + 40, verifier + 72);
  const final = sha('sha1', spin('sha1', salt, STANDARD_ROUNDS), uint32(0));
  const padded = (filler: number) => {
    const block = Buffer.alloc(64, filler);
    for (let i = 0; i < final.length; i += 1) block[i] = filler ^ (final[i] ?? 0);
    return sha('sha1', block);
  };
  const key = Buffer.concat([padded(0x36), padded(0x5c)]).subarray(0, keyOctets);
  const cipher = `aes-${keyOctets * 8}-ecb`;
  const input = decrypt(cipher, key, null, encryptedInput);
  const expected = decrypt(cipher, key, null, encryptedHash);
  if (!sha('sha1', input).equals(expected.subarray(0, 20))) return null;
  return (packed) => {
    const body = packed.subarray(8);
    return decrypt(cipher, key, null, body.subarray(0, body.length - (body.length % 16)));
  };
}

/**
 * The package in the clear if the default password opens it, otherwise null (it is protected). `readPackage` is asked
 * only when the password fits; what it throws passes through.
 */
export function openWithDefaultPassword(info: Uint8Array, readPackage: () => Uint8Array): Uint8Array | null {
  if (info.length < 16) return null;
  let open: OpenPackage | null;
  try {
    open = isAgile(info) ? agileOpener(info) : standardOpener(info);
  } catch {
    // A cipher we do not know, or nonsense in the header: no way to open it without a password.
    return null;
  }
  if (open === null) return null;
  const packed = readPackage();
  if (packed.length < 8) throw new Unreadable('damaged-file', 'the encrypted package is cut off');
  const octets = open(packed);
  return octets.subarray(0, Number(viewOf(packed).getBigUint64(0, true)));
}
