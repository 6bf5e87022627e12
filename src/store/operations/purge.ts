// Removes what was kept long enough: first a mail's octets, later all of it, and the oldest events of every chain. A step
// at a time, each a transaction with the event that tells of it; SQLite overwrites what is deleted (secure_delete).

import type { Purged, PurgeLimits } from '../purge.ts';
import type { Db } from '../schema.ts';
import type { MailId } from '../store.ts';
import { type Context, chunksOf } from './context.ts';
import { cutChains } from './cut-chains.ts';
import { appendEvents } from './events.ts';
import { eraseOctets } from './octets.ts';

/** Overwriting goes through the log: so much at once keeps it, and everybody's waiting, short. */
const STEP_OCTETS = 16 * 1024 * 1024;
const STEP_MAILS = 100;

type Sized = { readonly id: MailId; readonly size_octets: number };

/** Mails that have ended by `before` and still have octets; `held`: those that somebody decided about. */
function endedMails(db: Db, held: boolean, before: string) {
  return db
    .selectFrom('mails')
    .select(['id', 'size_octets'])
    .where('erased_at', 'is', null)
    .where('received_at', '<=', before)
    .where('state', 'in', ['done', 'cancelled'])
    .where('decided_at', held ? 'is not' : 'is', null)
    .where((where) => where.or([where('decided_at', 'is', null), where('decided_at', '<=', before)]))
    .where((where) =>
      where.not(
        where.exists((from) =>
          from
            .selectFrom('recipients')
            .select('n')
            .whereRef('recipients.mail_id', '=', 'mails.id')
            .where('settled_at', '>', before),
        ),
      ),
    )
    .orderBy('received_at')
    .limit(STEP_MAILS)
    .execute();
}

/** As many from the front as stay below the limit, at least one. */
function firstFew(mails: readonly Sized[]): readonly MailId[] {
  let octets = 0;
  const few = mails.filter(({ size_octets }, n) => {
    octets += size_octets;
    return n === 0 || octets <= STEP_OCTETS;
  });
  return few.map(({ id }) => id);
}

async function eraseMails(db: Db, { now, heldBefore, sentBefore }: PurgeLimits): Promise<number> {
  const due = [...(await endedMails(db, true, heldBefore)), ...(await endedMails(db, false, sentBefore))];
  const ids = firstFew(due);
  for (const chunk of chunksOf(ids)) {
    await eraseOctets(db, chunk);
    await db.deleteFrom('links').where('mail_id', 'in', chunk).execute();
    await db.updateTable('mails').set({ erased_at: now }).where('id', 'in', chunk).execute();
  }
  return ids.length;
}

/** With recipients, facts and the key of the mail; only after its octets are gone. */
async function removeMails(db: Db, { factsBefore }: PurgeLimits): Promise<number> {
  const rows = await db
    .selectFrom('mails')
    .select('id')
    .where('erased_at', 'is not', null)
    .where('received_at', '<=', factsBefore)
    .orderBy('received_at')
    .limit(STEP_MAILS)
    .execute();
  const ids = rows.map(({ id }) => id);
  for (const chunk of chunksOf(ids)) await db.deleteFrom('mails').where('id', 'in', chunk).execute();
  return ids.length;
}

/** Zeroes when nothing is due any more, or another relay is at it. */
export async function purgeStep(db: Db, ctx: Context, limits: PurgeLimits): Promise<Purged> {
  if (!(await ctx.adapter.isElected(db))) return { erased: 0, removed: 0, events: 0 };
  const erased = await eraseMails(db, limits);
  const removed = await removeMails(db, limits);
  const events = await cutChains(db, ctx, limits.auditBefore);
  if (erased + removed + events > 0) {
    const detail = { erased, removed, events };
    await appendEvents(db, ctx, [
      { type: 'purged', mailId: null, at: limits.now, actor: limits.actor, detail },
    ]);
  }
  return { erased, removed, events };
}
