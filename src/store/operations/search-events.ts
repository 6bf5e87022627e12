// Looks for events of the audit: newest first for a page, oldest first for an export.

import { sql } from 'kysely';
import type { EventFilter, EventPlace } from '../event-store.ts';
import type { Db } from '../schema.ts';
import type { EventRow } from '../store.ts';
import type { Context } from './context.ts';
import { toEventRow } from './events.ts';

function matching(db: Db, { since, before, type, actors, mailId }: EventFilter) {
  let query = db.selectFrom('events').selectAll();
  if (mailId !== undefined) query = query.where('mail_id', '=', mailId);
  if (since !== undefined) query = query.where('at', '>=', since);
  if (before !== undefined) query = query.where('at', '<', before);
  if (type !== undefined) query = query.where('type', '=', type);
  if (actors !== undefined) query = query.where('actor_id', 'in', actors);
  return query;
}

export async function findEvents(
  db: Db,
  _ctx: Context,
  { limit, offset = 0, ...filter }: EventFilter & { readonly limit: number; readonly offset?: number },
): Promise<readonly EventRow[]> {
  const rows = await matching(db, filter)
    .orderBy('at', 'desc')
    .orderBy('writer', 'desc')
    .orderBy('seq', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map(toEventRow);
}

export async function walkEvents(
  db: Db,
  _ctx: Context,
  { limit, after, ...filter }: EventFilter & { readonly limit: number; readonly after: EventPlace | null },
): Promise<readonly EventRow[]> {
  let query = matching(db, filter);
  if (after !== null) {
    const { at, writer, seq } = after;
    query = query.where(sql<boolean>`(at, writer, seq) > (${at}, ${writer}, ${seq})`);
  }
  const rows = await query.orderBy('at').orderBy('writer').orderBy('seq').limit(limit).execute();
  return rows.map(toEventRow);
}
