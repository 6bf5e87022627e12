// How long people look at a mail before they decide: from their last look at its page to their decision.

import type { EventType } from '../event-type.ts';
import type { Db } from '../schema.ts';
import type { Context } from './context.ts';

type Asked = { readonly since: string; readonly limit: number };

function looks(db: Db, { since, limit }: Asked, types: readonly EventType[]) {
  return db
    .selectFrom('events as decided')
    .innerJoin('events as seen', 'seen.mail_id', 'decided.mail_id')
    .select(({ fn }) => ['decided.at', fn.max('seen.at').as('seen_at')])
    .where('decided.at', '>=', since)
    .where('decided.type', 'in', types)
    .where('decided.actor_via', '=', 'web')
    .where('seen.type', '=', 'viewed')
    .whereRef('seen.actor_id', '=', 'decided.actor_id')
    .whereRef('seen.at', '<=', 'decided.at')
    .groupBy(['decided.writer', 'decided.seq', 'decided.at'])
    .orderBy('decided.at', 'desc')
    .limit(limit);
}

const secondsOf = ({ at, seen_at }: { readonly at: string; readonly seen_at: unknown }) =>
  Math.max(0, (Date.parse(at) - Date.parse(String(seen_at))) / 1000);

/** Seconds of the newest decisions made on the pages since an instant; in no order. */
export async function listLookSeconds(db: Db, _ctx: Context, asked: Asked): Promise<readonly number[]> {
  const rows = await looks(db, asked, ['granted', 'released', 'returned']).execute();
  return rows.map(secondsOf);
}

/** The same of approvals alone: what a supervisor gave, not what a sender confirmed. */
export async function listApprovalSeconds(db: Db, _ctx: Context, asked: Asked): Promise<readonly number[]> {
  const rows = await looks(db, asked, ['granted', 'released'])
    .where('decided.detail', 'like', '%"grant":"%supervisor"%')
    .execute();
  return rows.map(secondsOf);
}
