// Who is asked to decide about a held mail: what the sealed hold says of it, as keyed hashes, so that their lists need not
// open every hold. Written with the hold; gone when the hold has ended.

import type { Hold } from '../../guard/holds/hold.ts';
import type { Db } from '../schema.ts';
import type { MailId } from '../store.ts';
import { type Context, chunksOf } from './context.ts';
import { lookupHash } from './history.ts';

export function askedHash(ctx: Context, person: string): Uint8Array {
  return lookupHash(ctx, `asked\n${person}`);
}

/** Takes the place of what was written for an earlier version of the hold. */
export async function writeAsked(db: Db, ctx: Context, id: MailId, hold: Hold | null): Promise<void> {
  await db.deleteFrom('asked').where('mail_id', '=', id).execute();
  if (hold === null || hold.state !== 'held') return;
  const persons = [...new Set(hold.asked)];
  const rows = persons.map((person) => ({ mail_id: id, person: askedHash(ctx, person) }));
  for (const chunk of chunksOf(rows)) await db.insertInto('asked').values(chunk).execute();
}
