// Heads of the audit chains as the log of another machine kept them (`audit-anchor`), compared with what is stored now:
// whoever has database and key could write a new history, but not that log.

import { readFile } from 'node:fs/promises';
import type { ChainHead, Store } from '../store/store.ts';

/** Lines that are something else are passed over: a log has many, and a syslog puts its own words in front. */
export function parseAnchors(log: string): readonly ChainHead[] {
  return log.split('\n').flatMap((line) => {
    if (!line.includes('"audit-anchor"')) return [];
    const { writer, seq, hash } = JSON.parse(line.slice(line.indexOf('{'))) as Partial<ChainHead>;
    return writer !== undefined && seq !== undefined && hash !== undefined ? [{ writer, seq, hash }] : [];
  });
}

export type AnchorResult = { readonly anchors: number; readonly firstBad: string | null };

/** What was removed when its time was over cannot be compared, and is no fault. */
export async function verifyAnchors(store: Store, file: string): Promise<AnchorResult> {
  const anchors = parseAnchors(await readFile(file, 'utf8'));
  for (const anchor of anchors) {
    const found = await store.findChainPlace(anchor.writer, anchor.seq);
    if (found === 'removed' || found === anchor.hash) continue;
    const what = found === null ? 'missing' : 'another than was written down';
    return { anchors: anchors.length, firstBad: `${anchor.writer}#${anchor.seq} (${what})` };
  }
  return { anchors: anchors.length, firstBad: null };
}
