// The one way out of `held`: a compare-and-set on state and revision, in one transaction with its event and notices.
// Of many deciders at the same moment one wins; the others are told who did.

import { type Decision, stateAfter } from '../../guard/states.ts';
import type { Db } from '../schema.ts';
import type { DecisionInput, DecisionResult, EventType, MailId, MailRow } from '../store.ts';
import { type Context, storable } from './context.ts';
import { appendEvents } from './events.ts';
import { insertNotices } from './insert-notices.ts';
import { MAIL_COLUMNS, toMailRow } from './mail-rows.ts';

const EVENTS: Readonly<Record<Decision, EventType>> = {
  release: 'released',
  return: 'returned',
  withdraw: 'withdrawn',
  expire: 'expired',
};

async function findRow(db: Db, ctx: Context, id: MailId): Promise<MailRow | null> {
  const row = await db
    .selectFrom('mails')
    .select([...MAIL_COLUMNS])
    .where('id', '=', id)
    .executeTakeFirst();
  return row === undefined ? null : toMailRow(row, ctx);
}

function isWhatWasSeen(mail: MailRow, saw: DecisionInput['saw']): boolean {
  if (saw === null) return true;
  return (
    saw.sha256 === mail.sha256 && saw.envelopeSha256 === mail.envelopeSha256 && saw.revision === mail.revision
  );
}

/** Sets the decision if the mail is still held in `revision`; false when somebody was faster. */
async function transition(db: Db, input: DecisionInput, revision: number): Promise<boolean> {
  const { mailId, decision, at, actor, comment, giveUpAt } = input;
  const queued = decision === 'release' ? { next_attempt_at: at, give_up_at: giveUpAt } : {};
  const { numUpdatedRows } = await db
    .updateTable('mails')
    .set({
      state: stateAfter(decision),
      decision,
      decided_by: storable(actor.id),
      decided_at: at,
      comment: storable(comment),
      ...queued,
    })
    .where('id', '=', mailId)
    .where('state', '=', 'held')
    .where('revision', '=', revision)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

export async function decide(db: Db, ctx: Context, input: DecisionInput): Promise<DecisionResult> {
  const { mailId, decision, at, actor, saw } = input;
  const before = await findRow(db, ctx, mailId);
  if (before === null) return { kind: 'unknown' };
  if (before.state !== 'held') return { kind: 'too-late', mail: before };
  if (!isWhatWasSeen(before, saw)) return { kind: 'changed', mail: before };
  const { sha256, envelopeSha256, revision } = before;
  const isOurs = await transition(db, input, revision);
  const mail = (await findRow(db, ctx, mailId)) ?? before;
  if (!isOurs) return { kind: mail.state === 'held' ? 'changed' : 'too-late', mail };
  await insertNotices(db, input.notices);
  const detail = { sha256, envelopeSha256, revision, seen: saw !== null };
  await appendEvents(db, ctx, [{ type: EVENTS[decision], mailId, at, actor, detail }]);
  return { kind: 'done', mail };
}
