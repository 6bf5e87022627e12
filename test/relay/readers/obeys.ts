// A reader program that does what the first word of the body says, as hostile mail might make a real one do.

import { parentPort } from 'node:worker_threads';
import type { Reading } from '../../../src/message/reading.ts';
import { answerReads } from '../../../src/relay/answer-reads.ts';
import { unreadContent } from '../../../src/relay/unread.ts';

const content = { ...unreadContent({ code: '', where: '', detail: '' }), faults: [] };
let reads = 0;

const COMMANDS: Readonly<Record<string, () => unknown>> = {
  loop: () => {
    for (;;);
  },
  memory: () => {
    const hoard: unknown[] = [];
    for (;;) hoard.push(new Array(10_000).fill(hoard.length));
  },
  throw: () => {
    throw new TypeError('odd mail');
  },
  die: () => process.exit(3),
  later: () => {
    setImmediate(() => {
      throw new Error('after all');
    });
    return new Promise(() => {});
  },
  nothing: () => new Promise(() => {}),
  rubbish: () => parentPort?.postMessage('rubbish'),
  hollow: () => ({ content: { faults: [] }, texts: [] }),
  uncopyable: () => ({ content, texts: [() => {}] }),
};

answerReads(async (octets) => {
  reads += 1;
  const [header = '', body = ''] = Buffer.from(octets).toString().split('\r\n\r\n');
  const done = await COMMANDS[body.trim()]?.();
  if (done !== undefined) return done as Reading;
  const subject = /Subject: (.*)/.exec(header)?.[1] ?? '';
  return {
    content: { ...content, header: { ...content.header, subject, messageId: `<${reads}@reads>` } },
    texts: [],
  };
});
