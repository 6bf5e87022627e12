// Stores a mail that is held, unless so many of its sender are held already: what one sender lets pile up must fill neither the
// disk nor the lists of those who decide.

import { sql } from 'kysely';
import { type AddrSpec, addressKey } from '../../guard/address.ts';
import type { Db } from '../schema.ts';
import type { Context } from './context.ts';
import { dropEarlyOctets } from './early-octets.ts';
import { insertMail, type JudgedMail } from './insert-mail.ts';

export type HeldCount = {
  /** null: the null reverse-path, a sender like any other. */
  readonly reversePath: AddrSpec | null;
  /** At least 1. */
  readonly count: number;
};

/** Whether so many mails of the sender are held; looks at no more of them. */
export async function holdsSoMany(
  db: Db,
  _ctx: Context,
  { reversePath, count }: HeldCount,
): Promise<boolean> {
  const key = reversePath === null ? null : addressKey(reversePath);
  const last = await db
    .selectFrom('mails')
    .select('reverse_key')
    // Written out, not bound: else no database knows that the index of held mails will do.
    .where('state', '=', sql.lit('held'))
    .where('reverse_key', key === null ? 'is' : '=', key)
    .limit(1)
    .offset(count - 1)
    .executeTakeFirst();
  return last !== undefined;
}

/** False: `most` are held, and nothing of this one is kept. */
export async function insertHeld(
  db: Db,
  ctx: Context,
  { mail, most }: { readonly mail: JudgedMail; readonly most: number },
): Promise<boolean> {
  const { id, reversePath, early } = mail;
  await ctx.adapter.takeTurn(db, reversePath === null ? '' : addressKey(reversePath));
  if (await holdsSoMany(db, ctx, { reversePath, count: most })) {
    if (early !== undefined) await dropEarlyOctets(db, id);
    return false;
  }
  await insertMail(db, ctx, mail);
  return true;
}
