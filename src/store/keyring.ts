// The keys of the key file, by number: 1 is the first, the last one is used for what is new. A number that is not known
// yet is looked for in the file again: the key may have been added while we ran.

import { createSecretKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { deriveKey, splitKeys } from './key-file.ts';
import { StoreUnavailable } from './store.ts';

/** Ready for use: making a key ready takes longer than sealing or hashing something short with it. */
type Derived = { readonly seal: KeyObject; readonly audit: KeyObject };

export type Keyring = {
  /** The number of the key for what is new. */
  newest(): number;
  /** Whether there is a key of that number. */
  has(no: number): boolean;
  /** Throws StoreUnavailable, naming the key file, when it has no such key. */
  seal(no: number): KeyObject;
  audit(no: number): KeyObject;
  /** Always of the first key: what was hashed cannot be hashed anew. */
  readonly lookup: KeyObject;
  /** Reads the file again; true when there are more keys now. */
  renew(): boolean;
};

/** `masters` are those that were in the file when it was opened, at least one. */
export function createKeyring(keyFile: string, masters: readonly Uint8Array[]): Keyring {
  const [first] = masters;
  if (first === undefined) throw new Error('a keyring has at least one key');
  const derive = (master: Uint8Array): Derived => ({
    seal: createSecretKey(deriveKey(master, 'seal')),
    audit: createSecretKey(deriveKey(master, 'audit')),
  });
  const keys = masters.map(derive);
  function renew(): boolean {
    const found = splitKeys(readFileSync(keyFile)) ?? [];
    const more = found.slice(keys.length);
    keys.push(...more.map(derive));
    return more.length > 0;
  }
  const find = (no: number): Derived | undefined => {
    if (no > keys.length) renew();
    return keys[no - 1];
  };
  function at(no: number): Derived {
    const key = find(no);
    if (key !== undefined) return key;
    throw new StoreUnavailable(`the key file ${keyFile} has no key ${no}: copy it from where it was added`);
  }
  return {
    newest: () => keys.length,
    has: (no) => find(no) !== undefined,
    seal: (no) => at(no).seal,
    audit: (no) => at(no).audit,
    lookup: createSecretKey(deriveKey(first, 'lookup')),
    renew,
  };
}
