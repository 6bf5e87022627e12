// The one seal/open pair for everything a mail says: AES-256-GCM under a random key per mail, which is itself sealed
// by a key of the key file. The associated data bind each sealed piece to its place, so pieces cannot be swapped.

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { IntegrityError, type MailId } from './store.ts';

const NONCE_OCTETS = 12;
const TAG_OCTETS = 16;

/** Where a sealed piece belongs: it opens nowhere else. */
export type SealedPlace = {
  readonly mailId: MailId | 'directory';
  readonly what: 'key' | 'octets' | 'facts' | 'verdict' | 'subject' | 'hold' | 'recent' | 'file' | 'ldap';
  readonly revision: number;
  readonly n: number;
};

function associatedData({ mailId, what, revision, n }: SealedPlace): Buffer {
  return Buffer.from(`sekisho 1\n${mailId}\n${what}\n${revision}\n${n}`);
}

/** Nonce, ciphertext, tag. */
export function seal(key: Uint8Array, place: SealedPlace, plain: Uint8Array): Uint8Array {
  const nonce = randomBytes(NONCE_OCTETS);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(associatedData(place));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Throws IntegrityError when the piece was changed, comes from another place, or the key is another one. */
export function openSealed(key: Uint8Array, place: SealedPlace, sealed: Uint8Array): Buffer {
  const damaged = `${place.what} of ${place.mailId} (revision ${place.revision}, piece ${place.n}) does not open`;
  if (sealed.length < NONCE_OCTETS + TAG_OCTETS) throw new IntegrityError(damaged);
  const tagAt = sealed.length - TAG_OCTETS;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_OCTETS), {
    authTagLength: TAG_OCTETS,
  });
  decipher.setAAD(associatedData(place));
  decipher.setAuthTag(sealed.subarray(tagAt));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_OCTETS, tagAt)), decipher.final()]);
  } catch (error) {
    throw new IntegrityError(damaged, { cause: error });
  }
}

/** A fresh key for one mail, and the same sealed for its row. */
export function newMailKey(
  sealKey: Uint8Array,
  mailId: MailId,
): { readonly key: Buffer; readonly wrapped: Uint8Array } {
  const key = randomBytes(32);
  return { key, wrapped: seal(sealKey, keyPlace(mailId), key) };
}

export function unwrapMailKey(sealKey: Uint8Array, mailId: MailId, wrapped: Uint8Array): Buffer {
  return openSealed(sealKey, keyPlace(mailId), wrapped);
}

function keyPlace(mailId: MailId): SealedPlace {
  return { mailId, what: 'key', revision: 0, n: 0 };
}
