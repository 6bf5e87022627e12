// Carries out repairs in memory: light ones at once, those of large mails or many copies in a thread of their own with
// a deadline, so that none of them stops the relay. Called by auto-repair.ts and repair.ts through the ports.

import { Worker } from 'node:worker_threads';
import type { DkimKey } from '../message/rewrite/dkim.ts';
import { listFiles, type PartInfo } from '../message/rewrite/parts.ts';
import { previewRepair, type RepairPreview } from '../message/rewrite/preview-repair.ts';
import { seededRandom } from '../message/rewrite/seeded-random.ts';
import { programOf } from '../program-files.ts';
import type { PreviewRepair, RepairRequest } from './ports.ts';

export type RepairJob = RepairRequest & { readonly dkimKeys: readonly DkimKey[] };

/** What a thread is started with. */
export type ThreadJob =
  | ({ readonly kind: 'repair' } & RepairJob)
  | { readonly kind: 'parts'; readonly octets: Uint8Array };

/** Octets that go through on the main thread, all copies together. */
const LIGHT_OCTETS = 256 * 1024;
const DEADLINE_MS = 60_000;
const MAX_MEMORY_MB = 1024;

export function carryOut({ octets, envelope, operations, seed, dkimKeys }: RepairJob): RepairPreview {
  return previewRepair(octets, envelope, operations, { dkimKeys, random: seededRandom(seed) });
}

function isLight({ octets, envelope, operations }: RepairRequest): boolean {
  const isSplit = operations.some(({ op }) => op === 'one-per-recipient');
  return octets.length * (isSplit ? envelope.forwardPaths.length : 1) <= LIGHT_OCTETS;
}

let turn: Promise<unknown> = Promise.resolve();

/** One thread after the other: each may take a gigabyte. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = turn.then(work);
  turn = mine.catch(() => null);
  return mine;
}

/** The thread's answer; `late` when it does not come in time. */
async function inThread<T>(job: ThreadJob, late: T): Promise<T> {
  const worker = new Worker(programOf('repair'), {
    name: 'repair',
    workerData: job,
    resourceLimits: { maxOldGenerationSizeMb: MAX_MEMORY_MB },
  });
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const deadline = setTimeout(() => resolve(late), DEADLINE_MS);
  worker.on('message', resolve);
  worker.on('messageerror', reject);
  worker.on('error', reject);
  worker.on('exit', () => reject(new Error('the repair thread ended')));
  try {
    return await promise;
  } finally {
    clearTimeout(deadline);
    await worker.terminate();
  }
}

const LATE: RepairPreview = { kind: 'refused', reason: 'too-large', detail: `not done in ${DEADLINE_MS} ms` };

/** Rejects when the thread breaks down; what cannot be done is an answer. */
export function createPreviewRepair(dkimKeys: readonly DkimKey[]): PreviewRepair {
  return async (request) => {
    const job = { ...request, dkimKeys };
    return isLight(request) ? carryOut(job) : inTurn(() => inThread({ kind: 'repair', ...job }, LATE));
  };
}

/** The files of a mail and what can be done to each; none when that takes too long. */
export async function listParts(octets: Uint8Array): Promise<readonly PartInfo[]> {
  return octets.length <= LIGHT_OCTETS
    ? listFiles(octets)
    : inTurn(() => inThread<readonly PartInfo[]>({ kind: 'parts', octets }, []));
}
