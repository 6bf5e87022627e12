// The thread that reads PDFs: a page may unfold to a gigabyte in the midst of pdf.js, where nobody asks a budget, so it is
// watched from outside and ended when it takes too long or too much memory. Started with the first PDF, kept warm, replaced
// after a while. Used by pdf.ts only.

import { Worker } from 'node:worker_threads';
import { programOf } from '../program-files.ts';
import type { Budget } from './inspected.ts';
import type { PdfAnswer, PdfQuestion } from './pdf-messages.ts';
import { Unreadable } from './unreadable.ts';

const MIB = 1024 * 1024;
/** Heap and buffers together. An ordinary file of 20 MB needs less than 100. */
const MAX_MEMORY_OCTETS = 160 * MIB;
const LOOK_EVERY_MS = 25;
/** pdf.js keeps some memory of every file. */
const RECYCLE_AFTER = 100;

type Thread = { readonly worker: Worker; reads: number };

let idle: Thread | null = null;
/** One PDF after the other. */
let queue: Promise<unknown> = Promise.resolve();

function start(): Thread {
  const worker = new Worker(programOf('pdf'), {
    name: 'pdf',
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MAX_MEMORY_OCTETS / MIB, maxYoungGenerationSizeMb: 24 },
  });
  worker.unref();
  return { worker, reads: 0 };
}

const crashed = (cause: Error): Unreadable => {
  const isMemory = 'code' in cause && cause.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return isMemory ? tooMuchMemory() : new Unreadable('damaged-file', 'the PDF cannot be read', { cause });
};
const tooMuchMemory = (): Unreadable =>
  new Unreadable('out-of-memory', 'the PDF needs more memory than the limit');
const tooSlow = (): Unreadable =>
  new Unreadable('timeout', 'reading the files took longer than the limit for one mail');

async function memoryOf(worker: Worker): Promise<number> {
  const { used_heap_size: heap, external_memory: buffers } = await worker.getHeapStatistics();
  return heap + buffers;
}

/** Rejects with Unreadable when the thread breaks, takes too long or takes too much; `stop` ends the watch. */
function watch(
  worker: Worker,
  leftMs: number,
): { readonly answer: Promise<PdfAnswer>; readonly stop: () => void } {
  const { promise, resolve, reject } = Promise.withResolvers<PdfAnswer>();
  const deadline = setTimeout(() => reject(tooSlow()), leftMs);
  const look = setInterval(() => {
    memoryOf(worker).then(
      (octets) => octets > MAX_MEMORY_OCTETS && reject(tooMuchMemory()),
      // The thread has ended; its exit says so.
      () => undefined,
    );
  }, LOOK_EVERY_MS);
  const onError = (error: Error) => reject(crashed(error));
  const onExit = () => reject(crashed(new Error('the thread ended')));
  worker.once('message', resolve).once('error', onError).once('exit', onExit);
  const stop = () => {
    clearTimeout(deadline);
    clearInterval(look);
    worker.off('message', resolve).off('error', onError).off('exit', onExit);
  };
  return { answer: promise, stop };
}

async function ask(octets: Uint8Array, budget: Budget): Promise<PdfAnswer> {
  const leftMs = budget.endsAtMs - performance.now();
  if (leftMs <= 0) throw tooSlow();
  const thread = idle ?? start();
  idle = null;
  const { worker } = thread;
  worker.ref();
  const { answer, stop } = watch(worker, leftMs);
  // A copy of its own: the octets may lie in a buffer shared with others.
  const own = new Uint8Array(octets);
  const question: PdfQuestion = { octets: own, budget, leftMs };
  worker.postMessage(question, [own.buffer]);
  try {
    const answered = await answer;
    stop();
    thread.reads += 1;
    if (thread.reads < RECYCLE_AFTER) idle = thread;
    else await worker.terminate();
    return answered;
  } catch (error) {
    stop();
    await worker.terminate();
    throw error;
  } finally {
    worker.unref();
  }
}

/** Throws Unreadable `timeout`, `out-of-memory`, `damaged-file`. */
export function askPdfThread(octets: Uint8Array, budget: Budget): Promise<PdfAnswer> {
  const answer = queue.then(() => ask(octets, budget));
  queue = answer.catch(() => undefined);
  return answer;
}
