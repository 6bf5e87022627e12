// Random octets from the system's generator, fetched many at a time: each call of it takes as long as sealing a mail.

import { randomFillSync } from 'node:crypto';

const POOL_OCTETS = 4096;

let pool = new Uint8Array(0);
let given = 0;

/** At most 4096; each is given once, and not kept. */
export function randomOctets(count: number): Buffer {
  if (given + count > pool.length) {
    pool = randomFillSync(new Uint8Array(POOL_OCTETS));
    given = 0;
  }
  const octets = Buffer.from(pool.subarray(given, given + count));
  pool.fill(0, given, given + count);
  given += count;
  if (octets.length !== count) throw new RangeError(`${count} random octets at once`);
  return octets;
}
