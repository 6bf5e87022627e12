// Section `bombs`: a running relay that only observes is sent mails made to exhaust it, one by one and many at once:
// how long each takes and how it ends, how much memory the relay needs, and how ordinary mails sent meanwhile fare.

import { removeFolder, type Sekisho, startSekisho } from '../e2e/sekisho.ts';
import { submit } from '../e2e/submit.ts';
import { bombMails } from './bomb-mails.ts';
import { startDrain } from './drain.ts';
import { after, compareSent, FROM, ordinaryMail } from './ordinary-mail.ts';
import { watchRss } from './process-tree.ts';
import type { Measured } from './section.ts';

const MAX_TREE_MIB = 700;
const IDLE_MS = 10_000;
/** So many of the largest readable file at once. */
const AT_ONCE = 18;

/** Sends one and waits for its end: the checks that found something in it, or null when it was put off with a 4xx. */
async function sendBomb({ smtpPort, waitFor }: Sekisho, octets: Uint8Array, n: number) {
  const to = `bomb${n}@partner.example`;
  const start = performance.now();
  try {
    await submit(smtpPort, FROM, [to], Buffer.from(octets));
  } catch (error) {
    if (!(error instanceof Error && 'responseCode' in error && Number(error.responseCode) < 500)) throw error;
    return { ms: performance.now() - start, checks: null };
  }
  const ms = performance.now() - start;
  const line = await waitFor(({ forwardPaths }) => Array.isArray(forwardPaths) && forwardPaths.includes(to));
  return { ms, checks: Array.isArray(line.checks) ? line.checks.map(String) : [] };
}

type Row = readonly (string | number)[];

async function sendEach(relay: Sekisho, peakMiB: () => number) {
  const rows: Row[] = [];
  const failed: string[] = [];
  let n = 0;
  let largest: Uint8Array = new Uint8Array();
  for (const { name, octets, isBomb } of await bombMails()) {
    peakMiB();
    const { ms, checks } = await sendBomb(relay, octets, n++);
    const peak = peakMiB();
    const found = checks?.includes('uninspectable') ? 'cannot tell' : (checks?.join(' ') ?? 'put off');
    rows.push([name, octets.length / 1024 ** 2, ms, peak, found]);
    process.stderr.write(`${name}: ${Math.round(ms)} ms, ${Math.round(peak)} MiB, ${found}\n`);
    if (isBomb && found !== 'cannot tell') failed.push(`${name}: was read as if it were harmless`);
    if (peak > MAX_TREE_MIB) failed.push(`${name}: ${Math.round(peak)} MiB`);
    if (!isBomb && octets.length > largest.length) largest = octets;
  }
  peakMiB();
  const start = performance.now();
  const ends = await Promise.all(
    Array.from({ length: AT_ONCE }, (_, at) => sendBomb(relay, largest, 1000 + at)),
  );
  const peak = peakMiB();
  const putOff = ends.filter(({ checks }) => checks === null).length;
  rows.push([
    `${AT_ONCE} of the largest at once`,
    (AT_ONCE * largest.length) / 1024 ** 2,
    performance.now() - start,
    peak,
    `${AT_ONCE - putOff} taken, ${putOff} put off`,
  ]);
  if (peak > MAX_TREE_MIB) failed.push(`many at once: ${Math.round(peak)} MiB`);
  return { rows, failed };
}

export async function bombs(): Promise<Measured> {
  const drain = await startDrain();
  const nextHop = { host: '127.0.0.1', port: drain.port };
  const relay = await startSekisho({ nextHop, policy: { mode: 'observe' } });
  const rss = watchRss(relay.process.pid ?? 0);
  try {
    const idle = ordinaryMail(relay.smtpPort);
    await after(IDLE_MS);
    const quiet = await idle.stop();
    const idleMiB = rss.peak();
    const meanwhile = ordinaryMail(relay.smtpPort);
    const { rows, failed } = await sendEach(relay, rss.peak);
    const ordinary = compareSent(quiet, await meanwhile.stop());
    return {
      title: 'Mails made to exhaust the relay',
      columns: ['mail', 'MiB', 'ms to reply', 'peak MiB of tree', 'found'],
      rows,
      notes: [`idle: ${Math.round(idleMiB)} MiB`, ordinary.note],
      failed: [...failed, ...ordinary.failed],
    };
  } finally {
    rss.stop();
    await relay.stop();
    await drain.close();
    removeFolder(relay);
  }
}
