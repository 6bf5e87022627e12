// The audit: one chain of events per writer, each event hashed with the one before it under a key that is not in the
// database. Appended in the transaction of the change it tells of, last in it: the chain's head stays locked till commit.

import { createHmac } from 'node:crypto';
import { canonicalJson } from '../digests.ts';
import type { Db, EventTable } from '../schema.ts';
import type { EventRow, MailId, NewEvent } from '../store.ts';
import { type Context, chunksOf, storable } from './context.ts';

/** The hash of one event: HMAC-SHA-256 over the hash before it and everything the row says. */
export function eventHash(auditKey: Buffer, previous: string, row: Omit<EventTable, 'hash'>): string {
  const { writer, seq, at, type, mail_id, actor_kind, actor_id, actor_via, detail } = row;
  const said = canonicalJson({ writer, seq, at, type, mail_id, actor_kind, actor_id, actor_via, detail });
  return createHmac('sha256', auditKey).update(`${previous}\n${said}`).digest('hex');
}

/** Covers the end of a chain: without the key nobody can make an earlier event the last one. */
export function headMac(auditKey: Buffer, writer: string, seq: number, hash: string): string {
  return createHmac('sha256', auditKey)
    .update(canonicalJson({ head: writer, seq, hash }))
    .digest('hex');
}

function toTableRow(event: NewEvent, writer: string, seq: number): Omit<EventTable, 'hash'> {
  return {
    writer,
    seq,
    at: event.at,
    type: event.type,
    mail_id: event.mailId,
    actor_kind: event.actor.kind,
    actor_id: storable(event.actor.id),
    actor_via: event.actor.via,
    detail: canonicalJson(event.detail),
  };
}

export async function appendEvents(db: Db, ctx: Context, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  const { writer, keys } = ctx;
  // Writing the head's own value locks its row, and makes it when this writer has none yet.
  const head = await db
    .insertInto('chain_heads')
    .values({ writer, seq: 0, hash: '', mac: '' })
    .onConflict((conflict) => conflict.column('writer').doUpdateSet({ writer }))
    .returning(['seq', 'hash'])
    .executeTakeFirstOrThrow();
  let { seq, hash } = head;
  const rows = events.map((event): EventTable => {
    seq += 1;
    const row = toTableRow(event, writer, seq);
    hash = eventHash(keys.audit, hash, row);
    return { ...row, hash };
  });
  for (const chunk of chunksOf(rows)) await db.insertInto('events').values(chunk).execute();
  const mac = headMac(keys.audit, writer, seq, hash);
  await db.updateTable('chain_heads').set({ seq, hash, mac }).where('writer', '=', writer).execute();
}

export async function addEvent(db: Db, ctx: Context, event: NewEvent): Promise<void> {
  await appendEvents(db, ctx, [event]);
}

function parseDetail(json: string): EventRow['detail'] {
  return JSON.parse(json) as EventRow['detail'];
}

/** The latest `limit` events, of one mail or of all, oldest of them first. */
export async function listEvents(
  db: Db,
  _ctx: Context,
  { mailId, limit }: { readonly mailId?: MailId; readonly limit: number },
): Promise<readonly EventRow[]> {
  let query = db.selectFrom('events').selectAll();
  if (mailId !== undefined) query = query.where('mail_id', '=', mailId);
  const rows = await query
    .orderBy('at', 'desc')
    .orderBy('writer', 'desc')
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute();
  return rows.reverse().map((row) => ({
    type: row.type,
    mailId: row.mail_id,
    at: row.at,
    actor: { kind: row.actor_kind, id: row.actor_id, via: row.actor_via },
    detail: parseDetail(row.detail),
    writer: row.writer,
    seq: row.seq,
    hash: row.hash,
  }));
}
