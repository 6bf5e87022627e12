// The near side of large mails: their octets go into the store and come out of it a step at a time, so that operations for
// small mails never wait for a whole large one. Called by store-over.ts and move-store.ts.

import { createHash } from 'node:crypto';
import { letGo } from './let-go.ts';
import type { Early } from './operations/early-octets.ts';
import { STEP_OCTETS } from './operations/octets.ts';
import type { ResultOf, Run } from './operations.ts';
import { IntegrityError, type MailId, type NewMail } from './store.ts';

/** What is not larger is written with its mail. */
export const LARGE_OCTETS = 2 * 1024 * 1024;

/** What lies in shared memory is looked at there; of anything else a thread is given no more than it needs. */
const toHandOver = (octets: Uint8Array): Uint8Array =>
  octets.buffer instanceof SharedArrayBuffer ? octets : octets.slice();

/** When it resolves, all octets of `mail` are durable, and nothing else of it. */
export async function writeEarly(
  run: Run,
  { id, octets, receivedAt: at }: Pick<NewMail, 'id' | 'octets' | 'receivedAt'>,
): Promise<Early> {
  let wrappedKey: Uint8Array | null = null;
  for (let from = 0; from < octets.length; from += STEP_OCTETS) {
    const step = toHandOver(octets.subarray(from, from + STEP_OCTETS));
    const written: ResultOf<'writeEarlyOctets'> = await run('writeEarlyOctets', {
      id,
      at,
      wrappedKey,
      from,
      octets: step,
    });
    wrappedKey = written.wrappedKey;
  }
  if (wrappedKey === null) throw new Error(`${id} has no octets to write early`);
  return { wrappedKey, sizeOctets: octets.length };
}

/** Throws IntegrityError unless they are, every one, what was accepted. */
export async function readAllOctets(run: Run, id: MailId): Promise<Uint8Array> {
  let step = await run('readOctets', { id, revision: null, n: 0, from: 0 });
  const { sizeOctets, sha256 } = step;
  if (step.octets.length === sizeOctets) return step.octets;
  const octets = new Uint8Array(sizeOctets);
  const hash = createHash('sha256');
  for (let from = 0; ; ) {
    octets.set(step.octets, from);
    hash.update(step.octets);
    letGo(step.octets);
    from = step.next.from;
    if (from === sizeOctets) break;
    step = await run('readOctets', step.next);
  }
  if (hash.digest('hex') !== sha256) throw new IntegrityError(`octets of ${id} have another SHA-256`);
  return octets;
}
