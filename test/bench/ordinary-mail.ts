// Ordinary mails sent to a running relay while something else is measured: how long they take to be answered, and whether
// they are.

import { createTransport } from 'nodemailer';
import { octetsOf } from '../guard/cases/case.ts';
import { percentile } from './section.ts';

export const FROM = 'taro.yamada@corp.example';

const MAX_SLOWDOWN = 5;
/** They are due ten times a second, answered or not. */
const EVERY_MS = 100;

type Sent = { readonly times: readonly number[]; readonly refusals: readonly string[] };

/** Sends a mail of 2 KB every EVERY_MS from when it was due, until stopped. */
export function ordinaryMail(port: number): { stop(): Promise<Sent> } {
  const octets = octetsOf({
    to: ['x@partner.example'],
    text: '本文です。よろしくお願いします。\n'.repeat(42),
  });
  const times: number[] = [];
  const refusals: string[] = [];
  const pending = new Set<Promise<void>>();
  const transport = createTransport({
    pool: true,
    host: '127.0.0.1',
    port,
    ignoreTLS: true,
    maxConnections: 4,
    maxMessages: Number.POSITIVE_INFINITY,
  });
  const send = async () => {
    const due = performance.now();
    try {
      await transport.sendMail({
        envelope: { from: FROM, to: ['x@partner.example'] },
        raw: Buffer.from(octets),
      });
      times.push(performance.now() - due);
    } catch (error) {
      refusals.push(String(error));
    }
  };
  const timer = setInterval(() => {
    const sent = send().finally(() => pending.delete(sent));
    pending.add(sent);
  }, EVERY_MS);
  return {
    async stop() {
      clearInterval(timer);
      await Promise.all(pending);
      transport.close();
      return { times, refusals };
    },
  };
}

export async function after(ms: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  setTimeout(resolve, ms);
  await promise;
}

/** How they fared while it was quiet and meanwhile: a line to show, and the promises not kept. */
export function compareSent(quiet: Sent, meanwhile: Sent): { note: string; failed: readonly string[] } {
  const at = (sent: Sent, share: number) => percentile(sent.times, share);
  const [before, during] = [at(quiet, 0.99), at(meanwhile, 0.99)];
  const { refusals } = meanwhile;
  return {
    note: `mails of 2 KB, 10/s: idle p50 ${at(quiet, 0.5).toFixed(1)} p99 ${before.toFixed(1)} ms (${quiet.times.length}); meanwhile p50 ${at(meanwhile, 0.5).toFixed(1)} p99 ${during.toFixed(1)} ms (${meanwhile.times.length}), refused ${refusals.length}`,
    failed: [
      ...(during > MAX_SLOWDOWN * before
        ? [`ordinary mail took ${Math.round(during / before)} times as long`]
        : []),
      ...(refusals.length > 0 ? [`${refusals.length} ordinary mails were refused: ${refusals[0]}`] : []),
    ],
  };
}
