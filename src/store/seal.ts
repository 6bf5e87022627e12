// The one seal/open pair for everything a mail says: AES-256-GCM under a random key per mail, which is itself sealed
// by a key of the key file. The associated data bind each sealed piece to its place, so pieces cannot be swapped.

import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto';
import type { Keyring } from './keyring.ts';
import { letGo } from './let-go.ts';
import { randomOctets } from './random-octets.ts';
import { IntegrityError, type MailId } from './store.ts';

const NONCE_OCTETS = 12;
const TAG_OCTETS = 16;

/** Where a sealed piece belongs: it opens nowhere else. */
export type SealedPlace = {
  readonly mailId: MailId | 'directory' | 'policy';
  readonly what:
    | 'key'
    | 'octets'
    | 'facts'
    | 'verdict'
    | 'subject'
    | 'hold'
    | 'recent'
    | 'file'
    | 'ldap'
    | 'policy';
  readonly revision: number;
  readonly n: number;
};

function associatedData({ mailId, what, revision, n }: SealedPlace): Buffer {
  return Buffer.from(`sekisho 1\n${mailId}\n${what}\n${revision}\n${n}`);
}

/** Nonce, ciphertext, tag. */
export function seal(key: KeyObject, place: SealedPlace, plain: Uint8Array): Uint8Array {
  const nonce = randomOctets(NONCE_OCTETS);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(associatedData(place));
  const covered = cipher.update(plain);
  const sealed = Buffer.concat([nonce, covered, cipher.final(), cipher.getAuthTag()]);
  letGo(covered);
  return sealed;
}

/** Throws IntegrityError when the piece was changed, comes from another place, or the key is another one. */
export function openSealed(key: KeyObject, place: SealedPlace, sealed: Uint8Array): Buffer {
  const damaged = `${place.what} of ${place.mailId} (revision ${place.revision}, piece ${place.n}) does not open`;
  if (sealed.length < NONCE_OCTETS + TAG_OCTETS) throw new IntegrityError(damaged);
  const tagAt = sealed.length - TAG_OCTETS;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_OCTETS), {
    authTagLength: TAG_OCTETS,
  });
  decipher.setAAD(associatedData(place));
  decipher.setAuthTag(sealed.subarray(tagAt));
  try {
    const plain = decipher.update(sealed.subarray(NONCE_OCTETS, tagAt));
    // In this mode nothing is left for it to give, only to check.
    decipher.final();
    return plain;
  } catch (error) {
    throw new IntegrityError(damaged, { cause: error });
  }
}

const MAIL_KEY_OCTETS = 32;
/** Of the first key, which needs no number in front. */
const WRAPPED_OCTETS = NONCE_OCTETS + MAIL_KEY_OCTETS + TAG_OCTETS;

/** The number of the key that a mail's own key is sealed with. */
export function wrappedBy(wrapped: Uint8Array): number {
  return wrapped.length === WRAPPED_OCTETS ? 1 : (wrapped[0] ?? 0);
}

/** A mail's own key sealed with the newest one, behind its number. */
function wrapMailKey(keys: Keyring, mailId: MailId, key: KeyObject): Uint8Array {
  const no = keys.newest();
  const sealed = seal(keys.seal(no), keyPlace(mailId), key.export());
  return no === 1 ? sealed : Buffer.concat([Uint8Array.of(no), sealed]);
}

/** A fresh key for one mail, and the same sealed for its row. */
export function newMailKey(
  keys: Keyring,
  mailId: MailId,
): { readonly key: KeyObject; readonly wrapped: Uint8Array } {
  const key = createSecretKey(randomOctets(MAIL_KEY_OCTETS));
  return { key, wrapped: wrapMailKey(keys, mailId, key) };
}

/** Throws IntegrityError when it was changed. */
export function unwrapMailKey(keys: Keyring, mailId: MailId, wrapped: Uint8Array): KeyObject {
  const no = wrappedBy(wrapped);
  if (no < 1) throw new IntegrityError(`the key of ${mailId} has no number`);
  const sealed = wrapped.length === WRAPPED_OCTETS ? wrapped : wrapped.subarray(1);
  return createSecretKey(openSealed(keys.seal(no), keyPlace(mailId), sealed));
}

/** The same key, sealed with the newest one. */
export function rewrapMailKey(keys: Keyring, mailId: MailId, wrapped: Uint8Array): Uint8Array {
  return wrapMailKey(keys, mailId, unwrapMailKey(keys, mailId, wrapped));
}

/** For what belongs to no mail's own key and does not last: sealed with the newest key. */
export function sealWithNewest(keys: Keyring, place: SealedPlace, plain: Uint8Array): Uint8Array {
  return seal(keys.seal(keys.newest()), place, plain);
}

/** Opens it with whichever key it was sealed with; throws IntegrityError when it is none of ours. */
export function openWithAny(keys: Keyring, place: SealedPlace, sealed: Uint8Array): Buffer {
  for (let no = keys.newest(); no > 0; no -= 1) {
    try {
      return openSealed(keys.seal(no), place, sealed);
    } catch (error) {
      if (!(error instanceof IntegrityError) || (no === 1 && !keys.renew())) throw error;
    }
  }
  return openWithAny(keys, place, sealed);
}

function keyPlace(mailId: MailId): SealedPlace {
  return { mailId, what: 'key', revision: 0, n: 0 };
}
