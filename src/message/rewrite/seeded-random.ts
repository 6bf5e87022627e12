// Octets that nobody without the seed can guess, and that are the same each time for the same seed: what is stored on
// the sender's word is then, octet for octet, what the preview showed, salt and passphrase of a zip included.

import { createHmac } from 'node:crypto';

/** `seed` holds at least 32 octets of secrecy; the answers go on from call to call. */
export function seededRandom(seed: Uint8Array): (octets: number) => Uint8Array {
  let block = 0;
  let rest: Buffer = Buffer.alloc(0);
  return (octets) => {
    const pieces = [rest];
    for (let length = rest.length; length < octets; length += 32) {
      pieces.push(createHmac('sha256', seed).update(`block ${block}`).digest());
      block += 1;
    }
    const all = Buffer.concat(pieces);
    rest = all.subarray(octets);
    return all.subarray(0, octets);
  };
}
