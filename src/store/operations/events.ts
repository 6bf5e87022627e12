// The audit: one chain of events per writer, each event hashed with the one before it under a key that is not in the
// database. Appended in the transaction of the change it tells of, last in it: the chain's head stays locked till commit.

import { createHmac } from 'node:crypto';
import { canonicalJson } from '../digests.ts';
import type { Keyring } from '../keyring.ts';
import type { ChainHeadTable, Db, EventTable } from '../schema.ts';
import { statement } from '../statement.ts';
import type { EventRow, MailId, NewEvent } from '../store.ts';
import { type Context, chunksOf, storable } from './context.ts';

/** An event of a writer's chain, and its hash. */
export type ChainPlace = { readonly writer: string; readonly seq: number; readonly hash: string };

/** With the number of the key in front, unless that is the first one. */
function macOf(keys: Keyring, no: number, text: string): string {
  const mac = createHmac('sha256', keys.audit(no)).update(text).digest('hex');
  return no === 1 ? mac : `${no}:${mac}`;
}

/** The number of the key that a hash was made with. */
export function keyOf(hash: string): number {
  return Number(/^(\d{1,3}):/.exec(hash)?.[1] ?? 1);
}

/** The hash of one event: HMAC-SHA-256 over the hash before it and everything the row says. */
export function eventHash(
  keys: Keyring,
  no: number,
  previous: string,
  row: Omit<EventTable, 'hash'>,
): string {
  const { writer, seq, at, type, mail_id, actor_kind, actor_id, actor_via, detail } = row;
  const said = canonicalJson({ writer, seq, at, type, mail_id, actor_kind, actor_id, actor_via, detail });
  return macOf(keys, no, `${previous}\n${said}`);
}

type End = 'head' | 'start';

/** Covers an end of a chain: without the key nobody can make another event the last one, or the first. */
export function endMac(
  keys: Keyring,
  end: End,
  { writer, seq, hash }: ChainPlace,
  no = keys.newest(),
): string {
  return macOf(keys, no, canonicalJson({ [end]: writer, seq, hash }));
}

/** An older key than the one that made the hash cannot vouch for it. */
export function isEndMac(keys: Keyring, mac: string, end: End, place: ChainPlace): boolean {
  const no = keyOf(mac);
  return no >= keyOf(place.hash) && keys.has(no) && mac === endMac(keys, end, place, no);
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

/** Writing the head's own value locks its row, and makes it when this writer has none yet. */
const lockHead = statement((db, { writer }: { readonly writer: string }) =>
  db
    .insertInto('chain_heads')
    .values({ writer, seq: 0, hash: '', mac: '' })
    .onConflict((conflict) => conflict.column('writer').doUpdateSet({ writer }))
    .returning(['seq', 'hash']),
);

const addEvents = statement((db, rows: readonly EventTable[]) => db.insertInto('events').values(rows));

const moveHead = statement((db, { writer, seq, hash, mac }: ChainHeadTable) =>
  db.updateTable('chain_heads').set({ seq, hash, mac }).where('writer', '=', writer),
);

export async function appendEvents(db: Db, ctx: Context, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  const { writer, keys } = ctx;
  const [head] = (await lockHead(db, { writer })).rows;
  if (head === undefined) throw new Error('no head of the chain was returned');
  let { seq, hash } = head;
  const rows = events.map((event): EventTable => {
    seq += 1;
    const row = toTableRow(event, writer, seq);
    hash = eventHash(keys, keys.newest(), hash, row);
    return { ...row, hash };
  });
  for (const chunk of chunksOf(rows)) await addEvents(db, chunk);
  const mac = endMac(keys, 'head', { writer, seq, hash });
  await moveHead(db, { writer, seq, hash, mac });
}

export async function addEvent(db: Db, ctx: Context, event: NewEvent): Promise<void> {
  await appendEvents(db, ctx, [event]);
}

function parseDetail(json: string): EventRow['detail'] {
  return JSON.parse(json) as EventRow['detail'];
}

export function toEventRow(row: EventTable): EventRow {
  return {
    type: row.type,
    mailId: row.mail_id,
    at: row.at,
    actor: { kind: row.actor_kind, id: row.actor_id, via: row.actor_via },
    detail: parseDetail(row.detail),
    writer: row.writer,
    seq: row.seq,
    hash: row.hash,
  };
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
  return rows.reverse().map(toEventRow);
}
