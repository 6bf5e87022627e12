// What a step of one mail of a burst says to people: every step of the burst once, not once for each of its mails. What
// changes a mail itself (a repair) is told for each. Asked in the transaction of the step.

import type { Hold } from '../../guard/holds/hold.ts';
import { missingGrant } from '../../guard/holds/hold.ts';
import type { HoldChange } from '../hold-change.ts';
import type { Db } from '../schema.ts';
import type { NewNotice } from '../store.ts';
import { type Context, storable } from './context.ts';
import { type MailColumns, openHoldOf } from './mail-rows.ts';

type Member = Pick<MailColumns, 'id' | 'burst' | 'received_at'>;

/** The same ending of another mail of the burst so short a time ago was the same decision, or the same deadline. */
const SAME_ENDING_MS = 3_600_000;

/** The first mail of the burst that came before this one and is still held: it speaks for both. */
async function earlierHeld(db: Db, { id, burst, received_at }: Member) {
  if (burst === null) return undefined;
  return db
    .selectFrom('mails')
    .select(['id', 'hold_version', 'wrapped_key', 'hold'])
    .where('burst', '=', burst)
    .where('state', '=', 'held')
    .where((where) =>
      where.or([
        where('received_at', '<', received_at),
        where.and([where('received_at', '=', received_at), where('id', '<', id)]),
      ]),
    )
    .orderBy('received_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
}

/** Whether the new mail joins a burst that people have been told of already, or will be. */
export async function joinsBurst(db: Db, { id, burst }: Pick<Member, 'id' | 'burst'>): Promise<boolean> {
  if (burst === null) return false;
  const other = await db
    .selectFrom('mails as other')
    .select('other.id')
    .where('other.burst', '=', burst)
    .where('other.state', '=', 'held')
    .where('other.id', '!=', id)
    .where(({ or, exists, selectFrom }) =>
      or([
        exists(selectFrom('notices').select('notices.id').whereRef('notices.mail_id', '=', 'other.id')),
        exists(
          selectFrom('events')
            .select('events.seq')
            .whereRef('events.mail_id', '=', 'other.id')
            .where('events.type', '=', 'notice-sent'),
        ),
      ]),
    )
    .limit(1)
    .executeTakeFirst();
  return other !== undefined;
}

async function isEndToldOf(db: Db, { id, burst }: Member, { hold, actor }: HoldChange): Promise<boolean> {
  if (burst === null || hold.ended === null) return false;
  const { decision, at, comment } = hold.ended;
  const since = new Date(Date.parse(at) - SAME_ENDING_MS).toISOString();
  const other = await db
    .selectFrom('mails')
    .select('id')
    .where('burst', '=', burst)
    .where('id', '!=', id)
    .where('decision', '=', decision)
    .where('decided_by', '=', storable(actor.id))
    .where('decided_at', '>=', since)
    .where('comment', comment === null ? 'is' : '=', storable(comment))
    .limit(1)
    .executeTakeFirst();
  return other !== undefined;
}

/** What is asked for now is asked for by an earlier mail of the burst as well. */
async function isAskedBefore(db: Db, ctx: Context, member: Member, hold: Hold): Promise<boolean> {
  const other = await earlierHeld(db, member);
  const first = other === undefined ? null : openHoldOf(other, ctx, other.hold);
  return first !== null && missingGrant(first) === missingGrant(hold);
}

/** Those notices of a step that are to be written. */
export async function noticesOfStep(
  db: Db,
  ctx: Context,
  member: Member,
  change: HoldChange,
): Promise<readonly NewNotice[]> {
  const { hold, notices, replaced } = change;
  if (member.burst === null || notices.length === 0 || replaced !== undefined) return notices;
  const isTold =
    hold.ended === null ? await isAskedBefore(db, ctx, member, hold) : await isEndToldOf(db, member, change);
  return isTold ? [] : notices;
}
