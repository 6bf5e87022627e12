// How mails were judged: written with the mail, kept when a repair replaces its facts, read by what-if.

import { sql } from 'kysely';
import type { Facts } from '../../guard/facts.ts';
import type { Judged } from '../../guard/what-if/judged.ts';
import type { JudgedGroup, JudgedQuery, JudgedRow, OutcomeRow } from '../judged-row.ts';
import type { Judgement } from '../judgement-row.ts';
import type { Db, JudgedTable } from '../schema.ts';
import { statement } from '../statement.ts';
import type { MailId, NewMail } from '../store.ts';
import { type Context, chunksOf } from './context.ts';
import { FIRST_REVISION, openFacts } from './mail-rows.ts';

const addJudged = statement((db, row: JudgedTable) => db.insertInto('judged').values(row));

/** Notices and reports were never judged; neither are mails that a repair split off. */
export async function insertJudged(
  db: Db,
  mail: Pick<NewMail, 'receivedAt' | 'id' | 'author' | 'policyDigest'>,
  judged: Judged | null,
): Promise<void> {
  if (judged === null) return;
  const { asks, measures } = judged;
  const row: JudgedTable = {
    received_at: mail.receivedAt,
    mail_id: mail.id,
    author: mail.author,
    policy_digest: mail.policyDigest,
    asks: JSON.stringify(asks),
    measures: JSON.stringify(measures),
    facts: null,
  };
  await addJudged(db, row);
}

/** Before the facts of the first revision are overwritten; the first repair keeps them for good. */
export async function keepFirstFacts(db: Db, id: MailId): Promise<void> {
  const facts = db.selectFrom('mails').select('facts').where('id', '=', id);
  const isFirst = db
    .updateTable('judged')
    .set({ facts })
    .where('mail_id', '=', id)
    .where('facts', 'is', null);
  await isFirst.execute();
}

export async function groupJudged(
  db: Db,
  _ctx: Context,
  { since, until }: Pick<JudgedQuery, 'since' | 'until'>,
): Promise<readonly JudgedGroup[]> {
  const rows = await db
    .selectFrom('judged')
    .select(({ fn }) => ['asks', 'measures', 'policy_digest', fn.countAll().as('count')])
    .where('received_at', '>=', since)
    .where('received_at', '<', until)
    .groupBy(['asks', 'measures', 'policy_digest'])
    .execute();
  return rows.map((row) => ({
    policyDigest: row.policy_digest,
    count: Number(row.count),
    ...parseJudged(row),
  }));
}

/** As {@link insertJudged} writes it. */
const textOf = ({ asks, measures }: Judged) => JSON.stringify(asks) + JSON.stringify(measures);

export async function listJudged(
  db: Db,
  _ctx: Context,
  { since, until, after, limit, like }: JudgedQuery,
): Promise<readonly JudgedRow[]> {
  let query = db
    .selectFrom('judged')
    .select(['received_at', 'mail_id', 'author', 'policy_digest', 'asks', 'measures'])
    .where('received_at', '<', until);
  query =
    after === null
      ? query.where('received_at', '>=', since)
      : query.where(({ eb, refTuple, tuple }) =>
          eb(refTuple('received_at', 'mail_id'), '>', tuple(after.receivedAt, after.mailId)),
        );
  if (like !== undefined) query = query.where(sql<string>`asks || measures`, 'in', like.map(textOf));
  const rows = await query.orderBy('received_at').orderBy('mail_id').limit(limit).execute();
  return rows.map((row) => ({
    mailId: row.mail_id,
    receivedAt: row.received_at,
    author: row.author,
    policyDigest: row.policy_digest,
    ...parseJudged(row),
  }));
}

function parseJudged({ asks, measures }: Pick<JudgedTable, 'asks' | 'measures'>) {
  return {
    asks: JSON.parse(asks) as JudgedRow['asks'],
    measures: JSON.parse(measures) as JudgedRow['measures'],
  };
}

export async function judgedFacts(
  db: Db,
  ctx: Context,
  ids: readonly MailId[],
): Promise<ReadonlyMap<MailId, Facts | null>> {
  const found = new Map<MailId, Facts | null>();
  for (const chunk of chunksOf(ids)) {
    const rows = await db
      .selectFrom('judged')
      .innerJoin('mails', 'mails.id', 'judged.mail_id')
      .select(['mails.id', 'revision', 'wrapped_key', 'judged.facts as first', 'mails.facts'])
      .where('judged.mail_id', 'in', chunk)
      .execute();
    for (const { first, facts, ...row } of rows) {
      const opened =
        first === null
          ? openFacts(row, ctx, facts)
          : openFacts({ ...row, revision: FIRST_REVISION }, ctx, first);
      found.set(row.id, opened);
    }
  }
  return found;
}

export async function outcomesOf(
  db: Db,
  _ctx: Context,
  ids: readonly MailId[],
): Promise<ReadonlyMap<MailId, OutcomeRow>> {
  const found = new Map<MailId, OutcomeRow & { judgements: Judgement[] }>();
  for (const chunk of chunksOf(ids)) {
    const rows = await db
      .selectFrom('mails')
      .select(['id', 'state', 'decision', 'received_at', 'decided_at', 'revision'])
      .where('id', 'in', chunk)
      .execute();
    for (const row of rows) {
      const { id: mailId, state, decision, revision, received_at, decided_at } = row;
      const times = { receivedAt: received_at, decidedAt: decided_at };
      found.set(mailId, { mailId, state, decision, revision, ...times, judgements: [] });
    }
    const said = db.selectFrom('judgements').select(['mail_id', 'judgement']).where('mail_id', 'in', chunk);
    for (const { mail_id, judgement } of await said.execute()) found.get(mail_id)?.judgements.push(judgement);
  }
  return found;
}
