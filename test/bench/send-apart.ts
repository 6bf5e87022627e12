// Large mails are sent from a thread of their own: dot-stuffing them keeps a thread busy for seconds, and the ordinary mails
// timed meanwhile would wait for their own client. The thread's program and its near side.

import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { submit } from '../e2e/submit.ts';

type Work = {
  readonly port: number;
  readonly from: string;
  readonly paths: readonly string[];
  /** In shared memory. */
  readonly octets: Uint8Array;
};

/** Why each was refused, in the order of `paths`; null: it was taken. */
export type Refusals = readonly (string | null)[];

async function sendAll({ port, from, paths, octets }: Work): Promise<Refusals> {
  const whole = Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength);
  const sent = await Promise.allSettled(paths.map((to) => submit(port, from, [to], whole)));
  return sent.map((one) => (one.status === 'rejected' ? String(one.reason) : null));
}

/** One mail to each of `paths`, all at once. */
export async function sendApart(work: Omit<Work, 'octets'> & { octets: Uint8Array }): Promise<Refusals> {
  const octets = new Uint8Array(new SharedArrayBuffer(work.octets.length));
  octets.set(work.octets);
  const worker = new Worker(new URL(import.meta.url), { workerData: { ...work, octets } });
  return new Promise((done, fail) => {
    worker.once('message', done);
    worker.once('error', fail);
  });
}

if (!isMainThread) parentPort?.postMessage(await sendAll(workerData as Work));
