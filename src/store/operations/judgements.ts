// What people say afterwards about holds.

import type { CheckId } from '../../guard/checks-list.ts';
import type { JudgementRow, JudgementStore } from '../judgement-row.ts';
import type { Db } from '../schema.ts';
import type { Actor } from '../store.ts';
import type { Context } from './context.ts';
import { appendEvents } from './events.ts';

export async function putJudgement(
  db: Db,
  ctx: Context,
  { row, actor }: { readonly row: JudgementRow; readonly actor: Actor },
): Promise<void> {
  const { mailId, userId, judgement, checks, at } = row;
  const said = { judgement, checks: JSON.stringify(checks), at };
  await db
    .insertInto('judgements')
    .values({ mail_id: mailId, user_id: userId, ...said })
    .onConflict((conflict) => conflict.columns(['mail_id', 'user_id']).doUpdateSet(said))
    .execute();
  await appendEvents(db, ctx, [{ type: 'judged', mailId, at, actor, detail: { judgement, checks } }]);
}

function parseChecks(json: string): readonly CheckId[] {
  return JSON.parse(json) as readonly CheckId[];
}

export async function listJudgements(
  db: Db,
  _ctx: Context,
  { mailId, since, limit }: Parameters<JudgementStore['listJudgements']>[0],
): Promise<readonly JudgementRow[]> {
  let query = db.selectFrom('judgements').selectAll();
  if (mailId !== undefined) query = query.where('mail_id', '=', mailId);
  if (since !== undefined) query = query.where('at', '>=', since);
  const rows = await query.orderBy('at', 'desc').orderBy('mail_id').orderBy('user_id').limit(limit).execute();
  return rows.map((row) => ({
    mailId: row.mail_id,
    userId: row.user_id,
    judgement: row.judgement,
    checks: parseChecks(row.checks),
    at: row.at,
  }));
}
