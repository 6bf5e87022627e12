// The id of a mail: 48 bits of its time and 80 random ones, as a UUID of version 7 (RFC 9562 §5.7) has them, so that the rows
// of mails that come one after the other lie together in the database; shown to people, so in Crockford's base32 (no i, l,
// o, u), lower case.

import { randomOctets } from './random-octets.ts';
import type { MailId } from './store.ts';

const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';
/** 26 digits hold 130 bits: the first one carries only three. */
const MAIL_ID = /^m-[0-7][0-9a-hjkmnp-tv-z]{25}$/;

const TIME_OCTETS = 6;
const RANDOM_OCTETS = 10;

/** `atMs`: milliseconds since 1970; a clock that is wrong does no harm. */
export function newMailId(random: Uint8Array = randomOctets(RANDOM_OCTETS), atMs = Date.now()): MailId {
  const octets = Buffer.alloc(TIME_OCTETS + RANDOM_OCTETS);
  octets.writeUIntBE(atMs, 0, TIME_OCTETS);
  octets.set(random, TIME_OCTETS);
  let rest = BigInt(`0x${octets.toString('hex')}`);
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
