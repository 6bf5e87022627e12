// All audit chains from their beginnings to their ends, page by page; the pages are walked by operations/verify-events.ts.

import type { InputOf, ResultOf, Run } from './operations.ts';
import type { Store } from './store.ts';

const GENESIS = { seq: 0, hash: '' };

/** Walks all chains page by page, each page a transaction of its own. */
export async function verifyChains(run: Run): ReturnType<Store['verifyEvents']> {
  let checked = 0;
  for (const writer of await run('listChains', undefined)) {
    let place: InputOf<'verifyChainPage'> | null = { writer, ...GENESIS };
    while (place !== null) {
      const page: ResultOf<'verifyChainPage'> = await run('verifyChainPage', place);
      checked += page.checked;
      if (page.firstBad !== null) return { ok: false, checked, firstBad: page.firstBad };
      place = page.next;
    }
  }
  return { ok: true, checked, firstBad: null };
}
