// Octets of a large mail, written before the mail itself in steps between which others write. Each step is durable by
// itself; they become a mail's with insertMail, or are removed a day later.

import type { Db } from '../schema.ts';
import { newMailKey, unwrapMailKey } from '../seal.ts';
import type { MailId } from '../store.ts';
import type { Context } from './context.ts';
import { FIRST_REVISION } from './mail-rows.ts';
import { eraseOctets, writeOctets } from './octets.ts';

/** What insertMail has to know of octets that are there already. */
export type Early = { readonly wrappedKey: Uint8Array; readonly sizeOctets: number };

export type EarlyStep = {
  readonly id: MailId;
  readonly at: string;
  /** null with the first step, which takes the place of what was written before under this id. */
  readonly wrappedKey: Uint8Array | null;
  /** How many octets of the mail stand before these. */
  readonly from: number;
  readonly octets: Uint8Array;
};

async function begin(db: Db, ctx: Context, { id, at }: EarlyStep) {
  await dropEarlyOctets(db, id);
  await db.insertInto('arrivals').values({ mail_id: id, began_at: at }).execute();
  return newMailKey(ctx.keys, id);
}

export async function writeEarlyOctets(
  db: Db,
  ctx: Context,
  step: EarlyStep,
): Promise<{ readonly wrappedKey: Uint8Array }> {
  const { id, octets, from, wrappedKey } = step;
  const { key, wrapped } =
    wrappedKey === null
      ? await begin(db, ctx, step)
      : { key: unwrapMailKey(ctx.keys, id, wrappedKey), wrapped: wrappedKey };
  await writeOctets(db, key, { id, revision: FIRST_REVISION, octets, from, table: 'early_octets' });
  return { wrappedKey: wrapped };
}

/** From here on they are the mail's. Throws when they were removed meanwhile. */
export async function adoptEarlyOctets(db: Db, id: MailId): Promise<void> {
  const { numDeletedRows } = await db.deleteFrom('arrivals').where('mail_id', '=', id).executeTakeFirst();
  if (numDeletedRows !== 1n) throw new Error(`the early octets of ${id} are gone`);
}

export async function dropEarlyOctets(db: Db, id: MailId): Promise<void> {
  await eraseOctets(db, [id]);
  await db.deleteFrom('arrivals').where('mail_id', '=', id).execute();
}

/** Of one that never became a mail: its client was not answered with 250. How many mails were dropped; 0: no more are due. */
export async function dropStrayOctets(db: Db, ctx: Context, before: string): Promise<number> {
  if (!(await ctx.adapter.isElected(db))) return 0;
  const [stray] = await db
    .selectFrom('arrivals')
    .select('mail_id')
    .where('began_at', '<=', before)
    .limit(1)
    .execute();
  if (stray === undefined) return 0;
  await dropEarlyOctets(db, stray.mail_id);
  return 1;
}
