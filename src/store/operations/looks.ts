// How long people look at a mail before they decide: from their last look at its page to their decision.

import type { Db } from '../schema.ts';
import type { Context } from './context.ts';

/** Seconds of the newest decisions made on the pages since an instant; in no order. */
export async function listLookSeconds(
  db: Db,
  _ctx: Context,
  { since, limit }: { readonly since: string; readonly limit: number },
): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('events as decided')
    .innerJoin('events as seen', 'seen.mail_id', 'decided.mail_id')
    .select(({ fn }) => ['decided.at', fn.max('seen.at').as('seen_at')])
    .where('decided.at', '>=', since)
    .where('decided.type', 'in', ['granted', 'released', 'returned'])
    .where('decided.actor_via', '=', 'web')
    .where('seen.type', '=', 'viewed')
    .whereRef('seen.actor_id', '=', 'decided.actor_id')
    .whereRef('seen.at', '<=', 'decided.at')
    .groupBy(['decided.writer', 'decided.seq', 'decided.at'])
    .orderBy('decided.at', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ at, seen_at }) => Math.max(0, (Date.parse(at) - Date.parse(String(seen_at))) / 1000));
}
