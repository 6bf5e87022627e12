// The key file: keys of 32 random octets, one behind the other, beside the data, never inside the database or its backup.
// The first is made at first start, others by `keys rotate`. All other keys are derived from them, each for one purpose (RFC 5869).

import { hkdfSync, randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { StoreRefused } from './errors.ts';

const KEY_OCTETS = 32;

/** A key of 32 octets for one purpose; `mark` is the one for X-Sekisho fields. */
export function deriveKey(
  master: Uint8Array,
  purpose: 'seal' | 'audit' | 'lookup' | 'check' | 'mark',
): Buffer {
  return Buffer.from(hkdfSync('sha256', master, '', `sekisho ${purpose} v1`, KEY_OCTETS));
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Makes the folder (0700) and those above it; throws StoreRefused naming the path. */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new StoreRefused(`cannot make the data folder ${path}: ${reasonOf(error)}`, { cause: error });
  }
}

/** What is in a key file, the first key first; null when that is not keys. */
export function splitKeys(octets: Uint8Array): readonly Uint8Array[] | null {
  const count = octets.length / KEY_OCTETS;
  if (count === 0 || !Number.isInteger(count)) return null;
  return Array.from({ length: count }, (_, n) => octets.subarray(n * KEY_OCTETS, (n + 1) * KEY_OCTETS));
}

/** The keys in the file, the first one first; null when there is no such file. Throws StoreRefused naming the path. */
export async function readKeyFile(
  path: string,
): Promise<readonly [Uint8Array, ...(readonly Uint8Array[])] | null> {
  try {
    const [first, ...others] = splitKeys(await readFile(path)) ?? [];
    if (first !== undefined) return [first, ...others];
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new StoreRefused(`cannot read the key file ${path}: ${reasonOf(error)}`, { cause: error });
  }
  throw new StoreRefused(`the key file ${path} is damaged: it must hold ${KEY_OCTETS} octets per key`);
}

async function writeDurably(path: string, octets: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(octets);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** What was written at the path is on the disk when this resolves; a folder's path: its names are. */
export async function syncPath(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/**
 * Makes a new key file and returns its keys; when another process was faster, returns that one's. The file
 * appears whole or not at all: written and synced under another name, then linked. Throws StoreRefused.
 */
export async function createKeyFile(
  path: string,
): Promise<readonly [Uint8Array, ...(readonly Uint8Array[])]> {
  const folder = dirname(path);
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  await makeFolder(folder);
  try {
    await writeDurably(draft, randomBytes(KEY_OCTETS));
    await link(draft, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    await unlink(draft);
    await syncPath(folder);
  } catch (error) {
    throw new StoreRefused(`cannot write the key file ${path}: ${reasonOf(error)}`, { cause: error });
  }
  const keys = await readKeyFile(path);
  if (keys === null) throw new StoreRefused(`the key file ${path} is gone`);
  return keys;
}

/**
 * Adds a key behind the others, for what is new from the next start on; returns its number. The file is the old one or
 * the new one, never something between. Throws StoreRefused, also while another process adds one.
 */
export async function addKey(path: string): Promise<number> {
  const keys = await readKeyFile(path);
  if (keys === null) throw new StoreRefused(`the key file ${path} is missing`);
  const draft = `${path}.adding`;
  try {
    await writeDurably(draft, Buffer.concat([...keys, randomBytes(KEY_OCTETS)]));
    await rename(draft, path);
    await syncPath(dirname(path));
  } catch (error) {
    throw new StoreRefused(`cannot add a key to ${path} by way of ${draft}: ${reasonOf(error)}`, {
      cause: error,
    });
  }
  return keys.length + 1;
}
