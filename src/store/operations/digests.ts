// The digest of a day: queued for everybody who gets it exactly once, whichever relay comes first.

import type { AddrSpec } from '../../guard/address.ts';
import { asKept } from '../kept-facts.ts';
import type { Db } from '../schema.ts';
import type { NewMail } from '../store.ts';
import type { Context } from './context.ts';
import { appendEvents } from './events.ts';
import { firstEvents, insertMailRows } from './insert-mail.ts';

export type Digest = { readonly day: string; readonly to: AddrSpec };

export async function isDigestQueued(db: Db, _ctx: Context, { day, to }: Digest): Promise<boolean> {
  const query = db.selectFrom('digests').select('day').where('day', '=', day).where('recipient', '=', to);
  return (await query.executeTakeFirst()) !== undefined;
}

/** False when it was queued before. What is remembered of other days goes. */
export async function queueDigest(
  db: Db,
  ctx: Context,
  { day, to, mail }: Digest & { readonly mail: NewMail },
): Promise<boolean> {
  const marked = await db
    .insertInto('digests')
    .values({ day, recipient: to })
    .onConflict((conflict) => conflict.columns(['day', 'recipient']).doNothing())
    .returning('day')
    .execute();
  if (marked.length === 0) return false;
  await db.deleteFrom('digests').where('day', '<', day).execute();
  await insertMailRows(db, ctx, asKept(mail));
  await appendEvents(db, ctx, firstEvents(mail));
  return true;
}
