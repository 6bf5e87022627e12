// The far side of a reader thread: answers every question with a reading or with what was thrown. Called once by
// reader-worker.ts.

import { parentPort } from 'node:worker_threads';
import type { ReadMail } from './ports.ts';
import type { Answer, Question } from './reader-messages.ts';

/** Answers until the thread is ended. */
export function answerReads(readMail: ReadMail): void {
  const port = parentPort;
  if (port === null) throw new Error('not a worker thread');
  const say = (answer: Answer) => port.postMessage(answer);
  const answer = async ({ id, octets, options }: Question): Promise<void> => {
    try {
      say({ kind: 'read', id, reading: await readMail(octets, options) });
    } catch (error) {
      say({ kind: 'failed', id, error: String(error) });
    }
  };
  port.on('message', (question: Question) => {
    void answer(question);
  });
}
