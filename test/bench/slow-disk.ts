// Section `slow-disk`: how a relay fares when every fsync of its writing thread takes 50 ms longer. Mails wait for the disk,
// for nothing is answered before it is durable; the event loop, and with it everybody else, must not.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { removeFolder, type Sekisho, startSekisho } from '../e2e/sekisho.ts';
import { startDrain } from './drain.ts';
import { after, ordinaryMail } from './ordinary-mail.ts';
import { type Measured, percentile } from './section.ts';

const SLOWER_MS = 50;
const SEND_MS = 15_000;
const MAX_LOOP_MS = 20;

/** The thread that writes, as the system numbers it. */
function writerOf(pid: number): string {
  const threads = readdirSync(`/proc/${pid}/task`);
  const writer = threads.find(
    (id) => readFileSync(`/proc/${pid}/task/${id}/comm`, 'utf8').trim() === 'sqlite-write',
  );
  if (writer === undefined) throw new Error('no thread is named sqlite-write');
  return writer;
}

/** Only that thread is watched: the others run as fast as ever. */
async function slowDown(pid: number): Promise<() => Promise<void>> {
  const calls = 'fsync,fdatasync';
  const inject = `inject=${calls}:delay_enter=${SLOWER_MS * 1000}`;
  const words = ['-o', '/dev/null', '-e', `trace=${calls}`, '-e', inject, '-p', writerOf(pid)];
  const strace = spawn('strace', words, { stdio: ['ignore', 'ignore', 'pipe'] });
  const [line] = await once(createInterface({ input: strace.stderr }), 'line');
  if (!String(line).includes('attached')) throw new Error(`strace: ${line}`);
  return async () => {
    strace.kill('SIGINT');
    await once(strace, 'exit');
  };
}

/** The delay of the event loop since it was last asked for; an idle one shows the 10 ms between two looks. */
async function loopMs(port: number): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const found = /^nodejs_eventloop_lag_p99_seconds ([\d.e-]+)/m.exec(text);
  return 1000 * Number(found?.[1]);
}

async function sendFor({ smtpPort }: Sekisho, metricsPort: number): Promise<readonly number[]> {
  await loopMs(metricsPort);
  const mails = ordinaryMail(smtpPort);
  await after(SEND_MS);
  const { times, refusals } = await mails.stop();
  return [
    times.length,
    refusals.length,
    percentile(times, 0.5),
    percentile(times, 0.99),
    await loopMs(metricsPort),
  ];
}

export async function slowDisk(): Promise<Measured> {
  const drain = await startDrain();
  const relay = await startSekisho({
    nextHop: { host: '127.0.0.1', port: drain.port },
    metrics: { listen: '127.0.0.1:0' },
    policy: { mode: 'observe' },
  });
  try {
    const { metricsPort } = await relay.waitFor(({ event }) => event === 'ready');
    // The first mails are slower than all others.
    await sendFor(relay, Number(metricsPort));
    const asItIs = await sendFor(relay, Number(metricsPort));
    const release = await slowDown(relay.process.pid ?? 0);
    const slower = await sendFor(relay, Number(metricsPort));
    await release();
    const [, refused = 0, , , loop = Number.NaN] = slower;
    return {
      title: 'A disk that is slow to sync, mails of 2 KB, 10/s',
      columns: ['disk', 'mails', 'refused', 'median ms', '99 % ms', 'event loop 99 % ms'],
      rows: [
        ['as it is', ...asItIs],
        [`every fsync ${SLOWER_MS} ms longer`, ...slower],
      ],
      notes: [`Promise: the event loop waits at most ${MAX_LOOP_MS} ms in 99 of 100 looks, 10 ms apart.`],
      failed: [
        ...(loop > MAX_LOOP_MS || Number.isNaN(loop) ? [`the event loop waited ${loop} ms`] : []),
        ...(refused > 0 ? [`${refused} mails were refused`] : []),
      ],
    };
  } finally {
    await relay.stop();
    await drain.close();
    removeFolder(relay);
  }
}
