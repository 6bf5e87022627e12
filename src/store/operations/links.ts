// Links in notices: looked up by the hash of their token; a number is compared by its keyed hash, and every wrong one is
// counted before anybody learns that it was wrong.

import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { LinkRow, NewLink, NumberResult } from '../link.ts';
import type { Db, LinkTable } from '../schema.ts';
import { type Context, chunksOf } from './context.ts';

const MAX_TRIES = 5;

/** Under a key that is not in the database: six digits alone would be found by trying them all. */
function numberMac({ keys }: Context, tokenHash: string, number: string): string {
  return createHmac('sha256', keys.lookup).update(`link ${tokenHash} ${number}`).digest('hex');
}

function toLinkRow(row: Selectable<LinkTable>): LinkRow {
  return {
    tokenHash: row.token_hash,
    mailId: row.mail_id,
    purpose: row.purpose,
    to: row.recipient,
    expiresAt: row.expires_at,
    triesLeft: MAX_TRIES - row.tries,
  };
}

export async function insertLinks(db: Db, ctx: Context, links: readonly NewLink[]): Promise<void> {
  const rows = links.map(({ tokenHash, mailId, purpose, to, number, expiresAt }) => ({
    token_hash: tokenHash,
    mail_id: mailId,
    purpose,
    recipient: to,
    number_mac: numberMac(ctx, tokenHash, number),
    tries: 0,
    expires_at: expiresAt,
  }));
  for (const chunk of chunksOf(rows)) await db.insertInto('links').values(chunk).execute();
}

export async function findLink(db: Db, _ctx: Context, tokenHash: string): Promise<LinkRow | null> {
  const row = await db.selectFrom('links').selectAll().where('token_hash', '=', tokenHash).executeTakeFirst();
  return row === undefined ? null : toLinkRow(row);
}

export async function tryNumber(
  db: Db,
  ctx: Context,
  { tokenHash, number, now }: { readonly tokenHash: string; readonly number: string; readonly now: string },
): Promise<NumberResult> {
  // Counted as wrong first: of many at the same moment no more than MAX_TRIES get as far as the comparison.
  const counted = await db
    .updateTable('links')
    .set((row) => ({ tries: row('tries', '+', 1) }))
    .where('token_hash', '=', tokenHash)
    .where('tries', '<', MAX_TRIES)
    .where('expires_at', '>', now)
    .returningAll()
    .executeTakeFirst();
  if (counted === undefined) {
    const link = await findLink(db, ctx, tokenHash);
    return link === null ? { kind: 'unknown' } : { kind: 'over', link };
  }
  const isRight = timingSafeEqual(
    Buffer.from(counted.number_mac, 'hex'),
    Buffer.from(numberMac(ctx, tokenHash, number), 'hex'),
  );
  if (!isRight) return { kind: 'wrong', link: toLinkRow(counted) };
  const tries = counted.tries - 1;
  await db.updateTable('links').set({ tries }).where('token_hash', '=', tokenHash).execute();
  return { kind: 'right', link: toLinkRow({ ...counted, tries }) };
}
