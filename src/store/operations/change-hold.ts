// The one way in which a held mail changes: a compare-and-set on state, revision and version of the hold, in one
// transaction with events, notices, the repaired mail and what it splits off. Of many at the same moment one wins.

import type { KeyObject } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Hold } from '../../guard/holds/hold.ts';
import type { HoldChange, HoldChangeResult, Revision } from '../hold-change.ts';
import { asKept, keptFacts } from '../kept-facts.ts';
import { replaceRecipients } from '../replace-recipients.ts';
import type { Db, MailTable } from '../schema.ts';
import { unwrapMailKey } from '../seal.ts';
import type { MailId, NewMail } from '../store.ts';
import { writeAsked } from './asked.ts';
import { noticesOfStep } from './burst-notices.ts';
import { type Context, chunksOf, storable } from './context.ts';
import { appendEvents } from './events.ts';
import { recipientsOf } from './find-mails.ts';
import { firstEvents, insertMailRows, insertRecipients } from './insert-mail.ts';
import { insertNotices } from './insert-notices.ts';
import { keepFirstFacts } from './judged.ts';
import { contentColumns, FIRST_REVISION, holdColumns, MAIL_COLUMNS, toMailRow } from './mail-rows.ts';
import { writeOctets } from './octets.ts';

type Row = Pick<Selectable<MailTable>, (typeof MAIL_COLUMNS)[number]>;

function findRow(db: Db, id: MailId): Promise<Row | undefined> {
  return db
    .selectFrom('mails')
    .select([...MAIL_COLUMNS])
    .where('id', '=', id)
    .executeTakeFirst();
}

function endColumns({ hold, at, actor, giveUpAt }: HoldChange) {
  const { ended, state } = hold;
  if (ended === null) return {};
  return {
    decision: ended.decision,
    decided_by: storable(actor.id),
    decided_at: ended.at,
    comment: storable(ended.comment),
    ...(state === 'queued' ? { next_attempt_at: at, give_up_at: giveUpAt } : {}),
  };
}

/** False when the mail is no longer as it was when the step was computed. */
async function compareAndSet(db: Db, row: Row, key: KeyObject, change: HoldChange): Promise<boolean> {
  const { mailId: id, expected, hold, replaced } = change;
  const { revision, envelopeSha256 } = hold.content;
  const content =
    replaced === undefined
      ? {}
      : {
          ...contentColumns({ ...replaced, facts: keptFacts(replaced.facts) }, { id, revision, key }),
          size_octets: replaced.octets.length,
          envelope_sha256: envelopeSha256,
        };
  const { numUpdatedRows } = await db
    .updateTable('mails')
    .set({
      ...content,
      ...holdColumns(hold, { id, version: row.hold_version + 1, key }),
      state: hold.state,
      ...endColumns(change),
    })
    .where('id', '=', id)
    .where('state', '=', 'held')
    .where('revision', '=', expected.revision)
    .where('hold_version', '=', expected.version)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Throws when the hold was computed for another envelope than the one this makes. */
async function writeRevision(db: Db, row: Row, key: KeyObject, hold: Hold, next: Revision): Promise<void> {
  const { id, reverse_path } = row;
  const { revision } = hold.content;
  const rows = (await recipientsOf(db, [id])).get(id) ?? [];
  const { dropped, added, envelopeSha256 } = replaceRecipients(reverse_path, rows, next.recipients);
  if (envelopeSha256 !== hold.content.envelopeSha256 || next.sha256 !== hold.content.sha256) {
    throw new Error(`revision ${revision} of ${id} is not the content that its hold names`);
  }
  for (const chunk of chunksOf(dropped)) {
    const isDropped = db.updateTable('recipients').set({ state: 'dropped' }).where('mail_id', '=', id);
    await isDropped.where('n', 'in', chunk).execute();
  }
  await insertRecipients(db, id, added);
  await writeOctets(db, key, { id, revision, octets: next.octets });
}

async function insertLinked(db: Db, ctx: Context, linked: readonly NewMail[]): Promise<void> {
  for (const mail of linked) {
    await insertMailRows(db, ctx, asKept(mail));
    await insertNotices(db, mail.notices ?? []);
  }
}

function expectFitting({ mailId, expected, hold, replaced }: HoldChange): void {
  const { revision } = hold.content;
  if (revision === expected.revision + (replaced === undefined ? 0 : 1)) return;
  throw new Error(`a step of ${mailId} from revision ${expected.revision} cannot lead to ${revision}`);
}

export async function changeHold(db: Db, ctx: Context, change: HoldChange): Promise<HoldChangeResult> {
  const { mailId, at, actor, hold, expected, replaced, linked = [] } = change;
  expectFitting(change);
  const row = await findRow(db, mailId);
  if (row === undefined) return { kind: 'unknown' };
  const key = unwrapMailKey(ctx.keys, mailId, row.wrapped_key);
  const isAsExpected = row.revision === expected.revision && row.hold_version === expected.version;
  if (isAsExpected && row.revision === FIRST_REVISION && replaced !== undefined)
    await keepFirstFacts(db, mailId);
  const isOurs = row.state === 'held' && isAsExpected && (await compareAndSet(db, row, key, change));
  if (!isOurs) {
    const now = toMailRow((await findRow(db, mailId)) ?? row, ctx);
    return { kind: now.state === 'held' ? 'changed' : 'too-late', mail: now };
  }
  await writeAsked(db, ctx, mailId, hold);
  if (replaced !== undefined) await writeRevision(db, row, key, hold, replaced);
  await insertLinked(db, ctx, linked);
  await insertNotices(db, await noticesOfStep(db, ctx, row, change));
  await appendEvents(db, ctx, [
    ...change.events.map((event) => ({ ...event, mailId, at, actor })),
    ...linked.flatMap(firstEvents),
  ]);
  return { kind: 'done', mail: toMailRow((await findRow(db, mailId)) ?? row, ctx) };
}
