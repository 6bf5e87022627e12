// Records what an attempt came to, per forward-path, and gives the lease back: all or nothing, and only for the holder
// of the lease. When every forward-path is settled the mail is done.

import type { AddrSpec } from '../../guard/address.ts';
import type { MailState } from '../../guard/states.ts';
import { asKept } from '../kept-facts.ts';
import type { AttemptReport, Outcome } from '../lease.ts';
import type { Db, RecipientTable } from '../schema.ts';
import { statement } from '../statement.ts';
import type { EventType, MailId, NewEvent } from '../store.ts';
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

type Counted = {
  readonly mailId: MailId;
  readonly owner: string;
  readonly token: number;
  readonly lastError: string | null;
  /** When it is due again, unless every forward-path is settled. */
  readonly nextAttemptAt: string;
  /** The forward-paths that this attempt settles. */
  readonly settled: readonly number[];
};

/** Done, or due again: a queued mail always has a time at which it is tried. */
const countOwn = statement((db, counted: Counted) => {
  const { mailId, owner, token, lastError, nextAttemptAt, settled } = counted;
  const pending = db
    .selectFrom('recipients')
    .select('n')
    .where('mail_id', '=', mailId)
    .where('state', '=', 'pending');
  const left = settled.length === 0 ? pending : pending.where('n', 'not in', settled);
  return db
    .updateTable('mails')
    .set(({ eb, exists }) => ({
      attempts: eb('attempts', '+', 1),
      last_error: lastError,
      lease_owner: null,
      lease_until: null,
      state: eb
        .case()
        .when(exists(left))
        .then('queued' as const)
        .else('done' as const)
        .end(),
      next_attempt_at: eb.case().when(exists(left)).then(nextAttemptAt).else(null).end(),
    }))
    .where('id', '=', mailId)
    .where('state', '=', 'queued')
    .where('lease_owner', '=', owner)
    .where('lease_token', '=', token)
    .returning('state');
});

/** More values than a database takes: of so many recipients it is asked afterwards whether one is left. */
const MAX_SETTLED = 500;

const settledBy = ({ outcomes }: AttemptReport): readonly number[] =>
  outcomes.flatMap(({ n, kind }) => (kind === 'deferred' ? [] : [n]));

/** Whether it is done when all that an attempt settles is written. */
async function closeSettled(db: Db, mailId: MailId): Promise<boolean> {
  const pending = db
    .selectFrom('recipients')
    .select('n')
    .where('mail_id', '=', mailId)
    .where('state', '=', 'pending');
  const { numUpdatedRows } = await db
    .updateTable('mails')
    .set({ state: 'done', next_attempt_at: null })
    .where('id', '=', mailId)
    .where('state', '=', 'queued')
    .where(({ not, exists }) => not(exists(pending)))
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/**
 * Counts the attempt if the lease is still ours: the one statement that decides whether anything is written. How the mail
 * stands once what the attempt settles is written; null: the lease is another's.
 */
async function countAttempt(db: Db, report: AttemptReport): Promise<MailState | null> {
  const { mailId, lease, at, outcomes, outcomeUnknown, nextAttemptAt } = report;
  const deferred = outcomes.find(({ kind }) => kind === 'deferred');
  const lastError = deferred?.reply ?? (outcomeUnknown ? 'connection lost after the final dot' : null);
  const { rows } = await countOwn(db, {
    mailId,
    owner: lease.owner,
    token: lease.token,
    lastError: storable(lastError),
    nextAttemptAt: nextAttemptAt ?? at,
    settled: settledBy(report).slice(0, MAX_SETTLED),
  });
  return rows[0]?.state ?? null;
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

type Settled = {
  readonly mailId: MailId;
  readonly ns: readonly number[];
  readonly set: Pick<RecipientTable, 'reply_code' | 'reply' | 'hop'> &
    Partial<Pick<RecipientTable, 'state' | 'settled_at'>>;
};

const settle = statement((db, { mailId, ns, set }: Settled) =>
  db
    .updateTable('recipients')
    .set(set)
    .where('mail_id', '=', mailId)
    .where('state', '=', 'pending')
    .where('n', 'in', ns)
    .returning(['n', 'forward_path']),
);

const findPaths = statement((db, { mailId }: Pick<Settled, 'mailId'>) =>
  db.selectFrom('recipients').select(['n', 'forward_path']).where('mail_id', '=', mailId),
);

type Paths = ReadonlyMap<number, AddrSpec>;

/** Writes the outcomes; gives the forward-paths they are about. */
async function settleRecipients(db: Db, { mailId, at, outcomes }: AttemptReport): Promise<Paths> {
  const paths = new Map<number, AddrSpec>();
  for (const { outcome, ns } of grouped(outcomes)) {
    const { kind, code, reply, hop } = outcome;
    const settled = kind === 'deferred' ? {} : { state: kind, settled_at: at };
    const set = { reply_code: code, reply: storable(reply), hop: storable(hop), ...settled };
    for (const chunk of chunksOf(ns)) {
      const { rows } = await settle(db, { mailId, ns: chunk, set });
      for (const { n, forward_path } of rows) paths.set(n, forward_path);
    }
  }
  // Some were settled before.
  if (outcomes.some(({ n }) => !paths.has(n))) {
    const { rows } = await findPaths(db, { mailId });
    for (const { n, forward_path } of rows) paths.set(n, forward_path);
  }
  return paths;
}

function eventsOf(report: AttemptReport, paths: Paths, isDone: boolean): readonly NewEvent[] {
  const { mailId, at, lease, outcomes } = report;
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

async function unlearnRefused(
  db: Db,
  ctx: Context,
  { outcomes }: AttemptReport,
  paths: Paths,
): Promise<void> {
  const refused = outcomes.filter(({ kind, reply }) => kind === 'refused' && NO_SUCH_ADDRESS.test(reply));
  if (refused.length === 0) return;
  await unlearn(
    db,
    ctx,
    refused.flatMap(({ n }) => paths.get(n) ?? []),
  );
}

/** False when the lease is no longer ours, and then nothing is written. */
export async function reportAttempt(db: Db, ctx: Context, report: AttemptReport): Promise<boolean> {
  const state = await countAttempt(db, report);
  if (state === null) return false;
  const paths = await settleRecipients(db, report);
  const isLong = settledBy(report).length > MAX_SETTLED;
  const isDone = isLong ? await closeSettled(db, report.mailId) : state === 'done';
  if (report.dsn !== null) await insertMailRows(db, ctx, asKept(report.dsn));
  await insertNotices(db, report.notices);
  if (report.lesson !== null) await learn(db, ctx, [report.lesson]);
  await unlearnRefused(db, ctx, report, paths);
  await appendEvents(db, ctx, [
    ...eventsOf(report, paths, isDone),
    ...(report.dsn === null ? [] : firstEvents(report.dsn)),
  ]);
  return true;
}
