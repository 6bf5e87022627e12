// Walks the chains of events, a page at a time so that nothing else waits for a long audit, and names the first row
// that was edited, deleted, moved or cut off.

import type { Db, EventTable } from '../schema.ts';
import type { Context } from './context.ts';
import { eventHash, headMac } from './events.ts';

const PAGE = 500;

/** How far a chain has been walked. */
export type ChainPlace = { readonly writer: string; readonly seq: number; readonly hash: string };

export type ChainPage = {
  readonly checked: number;
  readonly firstBad: string | null;
  /** Where to go on; null at the end of the chain. */
  readonly next: ChainPlace | null;
};

/** Every writer that has a head or an event. */
export async function listChains(db: Db): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('events')
    .select('writer')
    .union(db.selectFrom('chain_heads').select('writer'))
    .orderBy('writer')
    .execute();
  return rows.map(({ writer }) => writer);
}

/** The first of `rows` that does not follow on `place`, named, and how many were walked. */
function walk(key: Buffer, place: ChainPlace, rows: readonly EventTable[]): ChainPage {
  let { seq, hash } = place;
  for (const [checked, row] of rows.entries()) {
    const expected = seq + 1;
    if (row.seq !== expected) {
      return { checked, firstBad: `${place.writer}#${expected} (missing)`, next: null };
    }
    if (row.hash !== eventHash(key, hash, row)) {
      return { checked, firstBad: `${place.writer}#${row.seq} (changed)`, next: null };
    }
    ({ seq, hash } = row);
  }
  return { checked: rows.length, firstBad: null, next: { writer: place.writer, seq, hash } };
}

export async function verifyChainPage(db: Db, { keys }: Context, place: ChainPlace): Promise<ChainPage> {
  const { writer } = place;
  const rows = await db
    .selectFrom('events')
    .selectAll()
    .where('writer', '=', writer)
    .where('seq', '>', place.seq)
    .orderBy('seq')
    .limit(PAGE)
    .execute();
  const page = walk(keys.audit, place, rows);
  if (page.next === null || rows.length === PAGE) return page;
  const { seq, hash } = page.next;
  const head = await db.selectFrom('chain_heads').selectAll().where('writer', '=', writer).executeTakeFirst();
  const { checked } = page;
  if (head !== undefined && head.seq > seq) {
    return { checked, firstBad: `${writer}#${seq + 1} (missing at the end)`, next: null };
  }
  const isWhole =
    head?.seq === seq && head.hash === hash && head.mac === headMac(keys.audit, writer, seq, hash);
  return { checked, firstBad: isWhole ? null : `${writer}#${seq} (not the recorded end)`, next: null };
}
