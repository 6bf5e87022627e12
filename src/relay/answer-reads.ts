// The far side of a reader thread: answers every question with a reading or with what was thrown. Called once by
// reader-worker.ts.

import { setPriority } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parentPort } from 'node:worker_threads';
import type { ReadMail } from './ports.ts';
import { type Answer, HEAVY_OCTETS, type Question } from './reader-messages.ts';

/** Of 19: the loop that talks to clients, the store and the reader of small mails go before. */
const NICE = 5;

/** On Linux this is the priority of the calling thread alone; elsewhere it would be that of the whole process. */
function giveWay(): void {
  if (process.platform === 'linux') setPriority(0, NICE);
}

/** The collector, which is offered to contexts alone that are made while the flag is set. */
function findCollector(): () => void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  setFlagsFromString('--no-expose-gc');
  return typeof collect === 'function' ? () => collect() : () => {};
}

/** Answers until the thread is ended. */
export function answerReads(readMail: ReadMail): void {
  const port = parentPort;
  if (port === null) throw new Error('not a worker thread');
  const say = (answer: Answer) => port.postMessage(answer);
  let collect: (() => void) | null = null;
  const answer = async ({ id, octets, options }: Question): Promise<void> => {
    const isHeavy = octets.length >= HEAVY_OCTETS;
    if (isHeavy) giveWay();
    try {
      say({ kind: 'read', id, reading: await readMail(octets, options) });
    } catch (error) {
      say({ kind: 'failed', id, error: String(error) });
    }
    if (!isHeavy) return;
    // What this mail took is not to lie beside what the next one takes; a new thread would be 0.3 s of work instead.
    collect ??= findCollector();
    collect();
  };
  port.on('message', (question: Question) => {
    void answer(question);
  });
}
