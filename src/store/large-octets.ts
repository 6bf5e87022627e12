// The near side of large mails: their octets go into the store and come out of it a step at a time, so that operations for
// small mails never wait for a whole large one. Called by store-over.ts and move-store.ts.

import { createHash } from 'node:crypto';
import { letGo } from './let-go.ts';
import type { Early } from './operations/early-octets.ts';
import { STEP_OCTETS } from './operations/octets.ts';
import type { ResultOf, Run } from './operations.ts';
import { IntegrityError, type MailId, type NewMail } from './store.ts';
import { octetsAtHand, type StoredOctets } from './stored-octets.ts';

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

type Step = ResultOf<'readOctets'>;

const readFirst = (run: Run, id: MailId): Promise<Step> =>
  run('readOctets', { id, revision: null, n: 0, from: 0 });

/** What follows the first step; the last octets only when all of them together have the accepted SHA-256. */
async function* readOn(run: Run, id: MailId, first: Step): AsyncGenerator<Uint8Array> {
  const { sizeOctets, sha256, octets } = first;
  const hash = createHash('sha256').update(octets);
  for (let place = first.next; place.from < sizeOctets; ) {
    const step: Step = await run('readOctets', place);
    hash.update(step.octets);
    place = step.next;
    if (place.from === sizeOctets && hash.digest('hex') !== sha256)
      throw new IntegrityError(`octets of ${id} have another SHA-256`);
    yield step.octets;
  }
}

async function readRest(run: Run, id: MailId, first: Step): Promise<Uint8Array> {
  const octets = new Uint8Array(first.sizeOctets);
  octets.set(first.octets);
  let filled = first.octets.length;
  for await (const step of readOn(run, id, first)) {
    octets.set(step, filled);
    filled += step.length;
    letGo(step);
  }
  return octets;
}

const isWhole = ({ octets, sizeOctets }: Step): boolean => octets.length === sizeOctets;

/** Throws IntegrityError unless they are, every one, what was accepted. */
export async function readAllOctets(run: Run, id: MailId): Promise<Uint8Array> {
  const first = await readFirst(run, id);
  return isWhole(first) ? first.octets : readRest(run, id, first);
}

/** Of a mail that is not large its beginning is all of it. Throws as readAllOctets does, of the rest when it is read. */
export async function openOctets(run: Run, id: MailId): Promise<StoredOctets> {
  const first = await readFirst(run, id);
  const { sizeOctets, octets } = first;
  if (isWhole(first)) return octetsAtHand(octets);
  if (sizeOctets <= LARGE_OCTETS) return octetsAtHand(await readRest(run, id, first));
  return { sizeOctets, beginning: octets, rest: () => readOn(run, id, first) };
}
