// How much waits and for how long: for the metrics and `doctor`.

import type { Db } from '../schema.ts';
import type { Backlog } from '../store.ts';

export async function measureBacklog(db: Db): Promise<Backlog> {
  const rows = await db
    .selectFrom('mails')
    .select(({ fn }) => [
      'state',
      fn.countAll().as('count'),
      fn.min('received_at').as('oldest'),
      fn.max('attempts').as('attempts'),
    ])
    .where('state', 'in', ['held', 'queued'])
    .groupBy('state')
    .execute();
  const of = (wanted: 'held' | 'queued') => {
    const row = rows.find(({ state }) => state === wanted);
    return { count: Number(row?.count ?? 0), oldestAt: row?.oldest ?? null };
  };
  const mostAttempts = Number(rows.find(({ state }) => state === 'queued')?.attempts ?? 0);
  return { held: of('held'), queued: of('queued'), mostAttempts };
}
