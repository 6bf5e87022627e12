// What has happened to a list of held mails that somebody has open: asked every few seconds, so it opens nothing.

import type { HeldChanges, WatchedList } from '../mail-search.ts';
import type { Db } from '../schema.ts';
import type { MailId } from '../store.ts';
import type { Context } from './context.ts';
import { countMails } from './list-mails.ts';

export async function heldChanges(db: Db, ctx: Context, watched: WatchedList): Promise<HeldChanges> {
  const { shown, since, ...owner } = watched;
  const scope = { origin: 'submitted', ...owner } as const;
  const arrived = await countMails(db, ctx, { states: ['held'], ...scope, search: { after: since } });
  return { arrived, ended: await endedOf(db, shown) };
}

async function endedOf(db: Db, shown: readonly MailId[]): Promise<readonly MailId[]> {
  if (shown.length === 0) return [];
  const rows = await db
    .selectFrom('mails')
    .select('id')
    .where('id', 'in', [...shown])
    .where('state', '!=', 'held')
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}
