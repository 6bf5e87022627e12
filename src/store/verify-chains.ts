// All audit chains, whole or their newest events, page by page; the pages are walked by operations/verify-events.ts.

import type { InputOf, ResultOf, Run } from './operations.ts';
import type { Store } from './store.ts';

const GENESIS = { seq: 0, hash: '' };

type Place = InputOf<'verifyChainPage'>;

/** Where to begin for the newest so many events of a chain; null: the event before them is gone. */
async function beginningOf(run: Run, writer: string, lastSeq: number, newest: number): Promise<Place | null> {
  const seq = lastSeq - newest;
  if (seq <= 0) return { writer, ...GENESIS };
  const hash = await run('findChainPlace', { writer, seq });
  if (hash === 'removed') return { writer, ...GENESIS };
  return hash === null ? null : { writer, seq, hash };
}

/** Walks all chains, or the newest so many events of each, page by page, each page a transaction of its own. */
export async function verifyChains(run: Run, newest = Infinity): ReturnType<Store['verifyEvents']> {
  let checked = 0;
  const heads = await run('listHeads', undefined);
  for (const writer of await run('listChains', undefined)) {
    const lastSeq = heads.find((head) => head.writer === writer)?.seq ?? 0;
    let place = await beginningOf(run, writer, lastSeq, newest);
    if (place === null) return { ok: false, checked, firstBad: `${writer}#${lastSeq - newest} (missing)` };
    while (place !== null) {
      const page: ResultOf<'verifyChainPage'> = await run('verifyChainPage', place);
      checked += page.checked;
      if (page.firstBad !== null) return { ok: false, checked, firstBad: page.firstBad };
      place = page.next;
    }
  }
  return { ok: true, checked, firstBad: null };
}
