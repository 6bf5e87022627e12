// Records what an attempt came to, per forward-path, and gives the lease back: all or nothing, and only for the holder
// of the lease. When every forward-path is settled the mail is done.

import type { AttemptReport, Outcome } from '../lease.ts';
import type { Db } from '../schema.ts';
import type { EventType, NewEvent } from '../store.ts';
import { type Context, chunksOf, storable } from './context.ts';
import { appendEvents } from './events.ts';
import { unlearn } from './forget.ts';
import { firstEvents, insertMailRows } from './insert-mail.ts';
import { insertNotices } from './insert-notices.ts';
import { learn } from './learn.ts';

const EVENTS: Readonly<Record<Outcome['kind'], EventType>> = {
  delivered: 'delivered',
  refused: 'refused',
  deferred: 'deferred',
  expired: 'given-up',
};

const BY_COURIER = { kind: 'system', via: 'courier' } as const;

/** Counts the attempt if the lease is still ours: the one statement that decides whether anything is written. */
async function countAttempt(
  db: Db,
  { mailId, lease, outcomes, outcomeUnknown }: AttemptReport,
): Promise<boolean> {
  const deferred = outcomes.find(({ kind }) => kind === 'deferred');
  const lastError = deferred?.reply ?? (outcomeUnknown ? 'connection lost after the final dot' : null);
  const { numUpdatedRows } = await db
    .updateTable('mails')
    .set(({ eb }) => ({
      attempts: eb('attempts', '+', 1),
      last_error: storable(lastError),
      lease_owner: null,
      lease_until: null,
    }))
    .where('id', '=', mailId)
    .where('state', '=', 'queued')
    .where('lease_owner', '=', lease.owner)
    .where('lease_token', '=', lease.token)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Recipients with the same outcome are written together: a mail to many mostly gets one reply. */
function grouped(outcomes: readonly Outcome[]): { readonly outcome: Outcome; readonly ns: number[] }[] {
  const groups = new Map<string, { readonly outcome: Outcome; readonly ns: number[] }>();
  for (const outcome of outcomes) {
    const { kind, code, reply, hop } = outcome;
    const name = JSON.stringify([kind, code, reply, hop]);
    const group = groups.get(name) ?? { outcome, ns: [] };
    groups.set(name, group);
    group.ns.push(outcome.n);
  }
  return [...groups.values()];
}

async function settleRecipients(db: Db, { mailId, at, outcomes }: AttemptReport): Promise<void> {
  for (const { outcome, ns } of grouped(outcomes)) {
    const { kind, code, reply, hop } = outcome;
    const settled = kind === 'deferred' ? {} : { state: kind, settled_at: at };
    for (const chunk of chunksOf(ns)) {
      await db
        .updateTable('recipients')
        .set({ reply_code: code, reply: storable(reply), hop: storable(hop), ...settled })
        .where('mail_id', '=', mailId)
        .where('state', '=', 'pending')
        .where('n', 'in', chunk)
        .execute();
    }
  }
}

/** Done, or due again: a queued mail always has a time at which it is tried. */
async function closeOrRequeue(db: Db, { mailId, at, nextAttemptAt }: AttemptReport): Promise<boolean> {
  const pending = await db
    .selectFrom('recipients')
    .select('n')
    .where('mail_id', '=', mailId)
    .where('state', '=', 'pending')
    .limit(1)
    .executeTakeFirst();
  const isDone = pending === undefined;
  await db
    .updateTable('mails')
    .set(isDone ? { state: 'done', next_attempt_at: null } : { next_attempt_at: nextAttemptAt ?? at })
    .where('id', '=', mailId)
    .where('state', '=', 'queued')
    .execute();
  return isDone;
}

async function eventsOf(db: Db, report: AttemptReport, isDone: boolean): Promise<readonly NewEvent[]> {
  const { mailId, at, lease, outcomes } = report;
  const rows = await db
    .selectFrom('recipients')
    .select(['n', 'forward_path'])
    .where('mail_id', '=', mailId)
    .execute();
  const paths = new Map(rows.map(({ n, forward_path }) => [n, forward_path]));
  const actor = { ...BY_COURIER, id: lease.owner };
  const event = (type: EventType, detail: NewEvent['detail']) => ({ type, mailId, at, actor, detail });
  return [
    event('attempted', { token: lease.token, recipients: outcomes.length }),
    ...(report.outcomeUnknown ? [event('outcome-unknown', { token: lease.token })] : []),
    ...outcomes.map(({ n, kind, code, hop }) =>
      event(EVENTS[kind], { n, forwardPath: paths.get(n) ?? null, code, hop }),
    ),
    ...(isDone ? [event('done', {})] : []),
  ];
}

/** Refused as no address at all (RFC 3463 §3.2), not for what the mail says. */
const NO_SUCH_ADDRESS = /\b5\.1\.(?:1|2|3|6|10)\b|\b(?:no such|unknown|does(?: not|n't) exist|not found)\b/i;

async function unlearnRefused(db: Db, ctx: Context, { mailId, outcomes }: AttemptReport): Promise<void> {
  const refused = outcomes.filter(({ kind, reply }) => kind === 'refused' && NO_SUCH_ADDRESS.test(reply));
  if (refused.length === 0) return;
  const ns = new Set(refused.map(({ n }) => n));
  const rows = await db
    .selectFrom('recipients')
    .select(['n', 'forward_path'])
    .where('mail_id', '=', mailId)
    .execute();
  await unlearn(
    db,
    ctx,
    rows.filter(({ n }) => ns.has(n)).map(({ forward_path }) => forward_path),
  );
}

/** False when the lease is no longer ours, and then nothing is written. */
export async function reportAttempt(db: Db, ctx: Context, report: AttemptReport): Promise<boolean> {
  if (!(await countAttempt(db, report))) return false;
  await settleRecipients(db, report);
  const isDone = await closeOrRequeue(db, report);
  if (report.dsn !== null) await insertMailRows(db, ctx, report.dsn);
  await insertNotices(db, report.notices);
  if (report.lesson !== null) await learn(db, ctx, [report.lesson]);
  await unlearnRefused(db, ctx, report);
  await appendEvents(db, ctx, [
    ...(await eventsOf(db, report, isDone)),
    ...(report.dsn === null ? [] : firstEvents(report.dsn)),
  ]);
  return true;
}
