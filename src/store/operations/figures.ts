// Numbers over many mails; the narrow table of judgements and an index of decisions alone are read for them.

import { type RawBuilder, sql } from 'kysely';
import { ACTIONS, type Action } from '../../guard/verdict.ts';
import type { DecisionCount, JudgedCount, Period } from '../figures.ts';
import type { Db } from '../schema.ts';
import type { Context } from './context.ts';

/** The strongest action in `asks`, which is JSON: [["burst","approve"],…]. */
function strongestAsk(): RawBuilder<Action> {
  const cases = ACTIONS.toReversed()
    .filter((action) => action !== 'off')
    .map((action) => sql`when asks like ${sql.lit(`%","${action}"]%`)} then ${sql.lit(action)}`);
  return sql`case when asks = '[]' then 'off' ${sql.join(cases, sql` `)} else 'off' end`;
}

export async function countJudged(
  db: Db,
  _ctx: Context,
  { since, until }: Period,
): Promise<readonly JudgedCount[]> {
  const rows = await db
    .selectFrom('judged')
    .select(({ fn }) => [
      sql<string>`substr(received_at, 1, 13)`.as('hour'),
      strongestAsk().as('action'),
      fn.countAll().as('count'),
    ])
    .where('received_at', '>=', since)
    .where('received_at', '<', until)
    .groupBy(['hour', 'action'])
    .orderBy('hour')
    .execute();
  return rows.map(({ hour, action, count }) => ({ hour, action, count: Number(count) }));
}

const decided = (db: Db, { since, until }: Period) =>
  db
    .selectFrom('mails')
    .where('decision', 'is not', null)
    .where('received_at', '>=', since)
    .where('received_at', '<', until);

export async function countDecisions(
  db: Db,
  _ctx: Context,
  period: Period,
): Promise<readonly DecisionCount[]> {
  const rows = await decided(db, period)
    .select(({ fn }) => [
      'decision',
      sql<number>`case when revision > 1 then 1 else 0 end`.as('repaired'),
      fn.countAll().as('count'),
    ])
    .groupBy(['decision', 'repaired'])
    .execute();
  return rows.flatMap(({ decision, repaired, count }) =>
    decision === null ? [] : [{ decision, isRepaired: Number(repaired) === 1, count: Number(count) }],
  );
}

const secondsBetween = (from: string, to: string) => Math.max(0, (Date.parse(to) - Date.parse(from)) / 1000);

export async function listWaitSeconds(
  db: Db,
  _ctx: Context,
  { limit, ...period }: Period & { readonly limit: number },
): Promise<readonly number[]> {
  const rows = await decided(db, period)
    .select(['received_at', 'decided_at'])
    .where('decision', '<>', 'expire')
    .orderBy('received_at', 'desc')
    .limit(limit)
    .execute();
  return rows.flatMap(({ received_at, decided_at }) =>
    decided_at === null ? [] : [secondsBetween(received_at, decided_at)],
  );
}
