// One reader thread: reads one mail at a time under a deadline and a memory limit. Whatever goes wrong ends the
// thread; the pool starts another one.

import { Worker } from 'node:worker_threads';
import type { Reading, ReadingOptions } from '../message/reading.ts';
import { HEAVY_OCTETS, parseAnswer, type Question } from './reader-messages.ts';

export type ReadFailure = 'timeout' | 'out-of-memory' | 'reader-crashed';

export type ReadAttempt =
  | { readonly kind: 'read'; readonly reading: Reading }
  | { readonly kind: 'failed'; readonly code: ReadFailure; readonly detail: string };

export type Reader = {
  /** Never rejects. Octets in shared memory are read where they lie, others are copied. One call at a time. */
  read(octets: Uint8Array, options: ReadingOptions, deadlineMs: number): Promise<ReadAttempt>;
  isAlive(): boolean;
  /** How many mails it has read. */
  reads(): number;
  /** How many of them were heavy; after the first the thread is slower than others. */
  heavyReads(): number;
  stop(): Promise<void>;
};

/** What is new on the heap; the default of a large machine is twice as much, for each thread. */
const YOUNG_MB = 6;

function failureOf(error: unknown): ReadAttempt & { kind: 'failed' } {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  const detail = error instanceof Error ? error.message : String(error);
  return code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? { kind: 'failed', code: 'out-of-memory', detail: 'needed too much memory' }
    : { kind: 'failed', code: 'reader-crashed', detail };
}

export function startReader(program: URL, maxMemoryMb: number): Reader {
  const worker = new Worker(program, {
    name: 'reader',
    resourceLimits: { maxOldGenerationSizeMb: maxMemoryMb, maxYoungGenerationSizeMb: YOUNG_MB },
  });
  let alive = true;
  let reads = 0;
  let heavyReads = 0;
  let current: { readonly id: number; settle(attempt: ReadAttempt): void } | null = null;

  function settle(attempt: ReadAttempt): void {
    const call = current;
    current = null;
    if (attempt.kind === 'failed' && alive) {
      alive = false;
      void worker.terminate();
    }
    call?.settle(attempt);
  }

  worker.on('message', (message: unknown) => {
    const answer = current === null ? null : parseAnswer(message, current.id);
    if (answer?.kind === 'read') settle(answer);
    else settle(failureOf(new Error(answer?.error ?? 'the reader answered rubbish')));
  });
  worker.on('messageerror', (error) => settle(failureOf(error)));
  worker.on('error', (error) => settle(failureOf(error)));
  worker.on('exit', () => settle(failureOf(new Error('the reader ended'))));

  return {
    read(octets, options, deadlineMs) {
      reads += 1;
      if (octets.length >= HEAVY_OCTETS) heavyReads += 1;
      const call = Promise.withResolvers<ReadAttempt>();
      const detail = `not read within ${deadlineMs / 1000} s`;
      const deadline = setTimeout(() => settle({ kind: 'failed', code: 'timeout', detail }), deadlineMs);
      current = { id: reads, settle: call.resolve };
      // A copy of its own: the caller's octets may lie in a buffer with others.
      const isShared = octets.buffer instanceof SharedArrayBuffer;
      const own = isShared ? octets : new Uint8Array(octets);
      const question: Question = { id: reads, octets: own, options };
      worker.postMessage(question, own.buffer instanceof ArrayBuffer ? [own.buffer] : []);
      return call.promise.finally(() => clearTimeout(deadline));
    },
    isAlive: () => alive,
    reads: () => reads,
    heavyReads: () => heavyReads,
    async stop() {
      alive = false;
      await worker.terminate();
      settle(failureOf(new Error('the reader was stopped')));
    },
  };
}
