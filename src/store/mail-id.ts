// The id of a mail: 128 random bits, shown to people, so in Crockford's base32 (no i, l, o, u), lower case.

import type { MailId } from './store.ts';

const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';
/** 26 digits hold 130 bits: the first one carries only three. */
const MAIL_ID = /^m-[0-7][0-9a-hjkmnp-tv-z]{25}$/;

/** Makes an id of 16 octets that `randomBytes` gives (node:crypto's randomBytes, or a fixed one in tests). */
export function newMailId(randomBytes: (size: number) => Uint8Array): MailId {
  let rest = BigInt(`0x${Buffer.from(randomBytes(16)).toString('hex')}`);
  let text = '';
  for (let digit = 0; digit < 26; digit += 1) {
    text = `${DIGITS[Number(rest & 31n)]}${text}`;
    rest >>= 5n;
  }
  return `m-${text}` as MailId;
}

/** Reads an id as a person may type it (upper case, spaces around); null when it is none. */
export function parseMailId(text: string): MailId | null {
  const id = text.trim().toLowerCase();
  return MAIL_ID.test(id) ? (id as MailId) : null;
}
