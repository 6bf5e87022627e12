// Removes the oldest events of every chain, and keeps the hash of the last one removed: what is left goes on from there
// and verifies as before. The kept hash is covered by the audit key, so that nobody else can cut a chain.

import type { Db } from '../schema.ts';
import type { Context } from './context.ts';
import { type ChainPlace, endMac, isEndMac } from './events.ts';

const STEP_EVENTS = 2_000;

/** Where the chain begins; null when what is recorded about it was changed. */
export async function startOf(db: Db, { keys }: Context, writer: string): Promise<ChainPlace | null> {
  const row = await db.selectFrom('chain_starts').selectAll().where('writer', '=', writer).executeTakeFirst();
  if (row === undefined) return { writer, seq: 0, hash: '' };
  const { seq, hash, mac } = row;
  return isEndMac(keys, mac, 'start', { writer, seq, hash }) ? { writer, seq, hash } : null;
}

/** The last event that may go: all up to it are old enough. */
async function lastToGo(db: Db, writer: string, before: string) {
  const young = await db
    .selectFrom('events')
    .select((row) => row.fn.min('seq').as('seq'))
    .where('writer', '=', writer)
    .where('at', '>', before)
    .executeTakeFirst();
  const old = db.selectFrom('events').select(['seq', 'hash']).where('writer', '=', writer);
  const youngest = young?.seq ?? null;
  const rows = await (youngest === null ? old : old.where('seq', '<', Number(youngest)))
    .orderBy('seq')
    .limit(STEP_EVENTS)
    .execute();
  return rows.at(-1) ?? null;
}

/** Returns how many events were removed. */
export async function cutChains(db: Db, ctx: Context, before: string): Promise<number> {
  const writers = await db
    .selectFrom('events')
    .select('writer')
    .where('at', '<=', before)
    .distinct()
    .orderBy('writer')
    .execute();
  let removed = 0;
  for (const { writer } of writers) {
    const last = await lastToGo(db, writer, before);
    // A chain whose beginning was tampered with is left as it is, for whoever looks into it.
    if (last === null || (await startOf(db, ctx, writer)) === null) continue;
    const place = { writer, seq: last.seq, hash: last.hash };
    const row = { ...place, mac: endMac(ctx.keys, 'start', place) };
    await db
      .insertInto('chain_starts')
      .values(row)
      .onConflict((conflict) => conflict.column('writer').doUpdateSet(row))
      .execute();
    const { numDeletedRows } = await db
      .deleteFrom('events')
      .where('writer', '=', writer)
      .where('seq', '<=', last.seq)
      .executeTakeFirstOrThrow();
    removed += Number(numDeletedRows);
  }
  return removed;
}
