// Walks the chains of events, a page at a time so that nothing else waits for a long audit, and names the first row
// that was edited, deleted, moved or cut off. What was removed when its time was over is where a chain begins.

import type { Keyring } from '../keyring.ts';
import type { Db, EventTable } from '../schema.ts';
import type { Context } from './context.ts';
import { startOf } from './cut-chains.ts';
import { type ChainPlace, eventHash, isEndMac, keyOf } from './events.ts';

const PAGE = 500;

export type ChainPage = {
  readonly checked: number;
  readonly firstBad: string | null;
  /** Where to go on; null at the end of the chain. */
  readonly next: ChainPlace | null;
};

/** Every writer that has a head, a beginning or an event. */
export async function listChains(db: Db): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('events')
    .select('writer')
    .union(db.selectFrom('chain_heads').select('writer'))
    .union(db.selectFrom('chain_starts').select('writer'))
    .orderBy('writer')
    .execute();
  return rows.map(({ writer }) => writer);
}

/** Where every chain ends now: for the anchor that is kept elsewhere. */
export async function listHeads(db: Db): Promise<readonly ChainPlace[]> {
  return db.selectFrom('chain_heads').select(['writer', 'seq', 'hash']).orderBy('writer').execute();
}

export async function findChainPlace(
  db: Db,
  ctx: Context,
  { writer, seq }: { readonly writer: string; readonly seq: number },
): Promise<string | 'removed' | null> {
  const start = await startOf(db, ctx, writer);
  if (start?.seq === seq) return start.hash;
  if (start !== null && seq < start.seq) return 'removed';
  const row = await db
    .selectFrom('events')
    .select('hash')
    .where('writer', '=', writer)
    .where('seq', '=', seq)
    .executeTakeFirst();
  return row?.hash ?? null;
}

/** A key gives way to newer ones only: whoever has an old one cannot go on with it. */
function follows(keys: Keyring, hash: string, row: EventTable): boolean {
  const no = keyOf(row.hash);
  return no >= keyOf(hash) && keys.has(no) && row.hash === eventHash(keys, no, hash, row);
}

/** The first of `rows` that does not follow on `place`, named, and how many were walked. */
function walk(keys: Keyring, place: ChainPlace, rows: readonly EventTable[]): ChainPage {
  let { seq, hash } = place;
  for (const [checked, row] of rows.entries()) {
    const expected = seq + 1;
    if (row.seq !== expected) {
      return { checked, firstBad: `${place.writer}#${expected} (missing)`, next: null };
    }
    if (!follows(keys, hash, row)) {
      return { checked, firstBad: `${place.writer}#${row.seq} (changed)`, next: null };
    }
    ({ seq, hash } = row);
  }
  return { checked: rows.length, firstBad: null, next: { writer: place.writer, seq, hash } };
}

export async function verifyChainPage(db: Db, ctx: Context, asked: ChainPlace): Promise<ChainPage> {
  const { keys } = ctx;
  const { writer } = asked;
  const start = await startOf(db, ctx, writer);
  if (start === null) return { checked: 0, firstBad: `${writer} (not the recorded beginning)`, next: null };
  // Events may be removed while the chain is walked.
  const place = start.seq > asked.seq ? start : asked;
  const rows = await db
    .selectFrom('events')
    .selectAll()
    .where('writer', '=', writer)
    .where('seq', '>', place.seq)
    .orderBy('seq')
    .limit(PAGE)
    .execute();
  const page = walk(keys, place, rows);
  if (page.next === null || rows.length === PAGE) return page;
  const { seq, hash } = page.next;
  const head = await db.selectFrom('chain_heads').selectAll().where('writer', '=', writer).executeTakeFirst();
  const { checked } = page;
  if (head !== undefined && head.seq > seq) {
    return { checked, firstBad: `${writer}#${seq + 1} (missing at the end)`, next: null };
  }
  const isWhole =
    head?.seq === seq && head.hash === hash && isEndMac(keys, head.mac, 'head', { writer, seq, hash });
  return { checked, firstBad: isWhole ? null : `${writer}#${seq} (not the recorded end)`, next: null };
}
