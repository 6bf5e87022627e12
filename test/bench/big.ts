// Section `big`: fifty mails of 25 MB at once to a running relay that inspects them all: how much memory it needs, whether
// each is taken and delivered, and how ordinary mails sent meanwhile fare.

import { createHash } from 'node:crypto';
import { removeFolder, startSekisho } from '../e2e/sekisho.ts';
import { octetsOf } from '../guard/cases/case.ts';
import { startDrain } from './drain.ts';
import { after, compareSent, FROM, ordinaryMail } from './ordinary-mail.ts';
import { watchRss } from './process-tree.ts';
import { asXlsx, rosterRows } from './rosters.ts';
import type { Measured } from './section.ts';
import { sendApart } from './send-apart.ts';

const MAX_TREE_MIB = 400;
const MAILS = 50;
const IDLE_MS = 10_000;
const PHOTO_OCTETS = 18_000_000;

/** Octets that nothing packs, behind the head of a JPEG file. */
function photo(): Uint8Array {
  const octets = Buffer.alloc(PHOTO_OCTETS);
  for (let at = 0, n = 0; at < octets.length; at += 32, n += 1)
    createHash('sha256').update(String(n)).digest().copy(octets, at);
  Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex').copy(octets);
  return octets;
}

export async function big(): Promise<Measured> {
  const octets = Buffer.from(
    octetsOf({
      to: ['x@partner.example'],
      text: '写真と一覧をお送りします。\n'.repeat(20),
      files: [
        { name: '写真.jpg', octets: photo() },
        { name: '一覧.xlsx', octets: asXlsx(rosterRows(300)) },
      ],
    }),
  );
  const drain = await startDrain();
  const relay = await startSekisho({
    nextHop: { host: '127.0.0.1', port: drain.port },
    policy: { mode: 'observe' },
  });
  const rss = watchRss(relay.process.pid ?? 0);
  try {
    const idle = ordinaryMail(relay.smtpPort);
    await after(IDLE_MS);
    const quiet = await idle.stop();
    const idleMiB = rss.peak();
    const meanwhile = ordinaryMail(relay.smtpPort);
    const start = performance.now();
    const paths = Array.from({ length: MAILS }, (_, n) => `big${n}@partner.example`);
    const refusals = await sendApart({ port: relay.smtpPort, from: FROM, paths, octets });
    const takenMs = performance.now() - start;
    const taken = paths.filter((_, n) => refusals[n] === null);
    const isFor = (path: string, line: { readonly [key: string]: unknown }) =>
      Array.isArray(line.forwardPaths) && line.forwardPaths.includes(path);
    await Promise.all(
      taken.map((path) => relay.waitFor((line) => line.event === 'delivered' && isFor(path, line))),
    );
    const deliveredMs = performance.now() - start;
    const peak = rss.peak();
    const ordinary = compareSent(quiet, await meanwhile.stop());
    const refused = refusals.find((why) => why !== null);
    return {
      title: `${MAILS} mails of ${Math.round(octets.length / 1e6)} MB at once`,
      columns: ['taken', 'delivered', 's to the last reply', 's to the last delivery', 'peak MiB of tree'],
      rows: [[String(taken.length), taken.length, takenMs / 1000, deliveredMs / 1000, peak]],
      notes: [`idle: ${Math.round(idleMiB)} MiB`, ordinary.note],
      failed: [
        ...(refused === undefined ? [] : [`${MAILS - taken.length} were refused: ${refused}`]),
        ...(peak > MAX_TREE_MIB ? [`${Math.round(peak)} MiB`] : []),
        ...ordinary.failed,
      ],
    };
  } finally {
    rss.stop();
    await relay.stop();
    await drain.close();
    removeFolder(relay);
  }
}
