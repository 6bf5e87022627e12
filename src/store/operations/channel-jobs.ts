// What chat channels and webhooks are still to be told. Each channel follows the events of every writer behind a cursor
// of its own; what it wants to hear of becomes a job in the transaction that moves the cursor, so none is lost or doubled.

import type { ChannelJob, ChannelWish } from '../channel-job.ts';
import type { Db } from '../schema.ts';
import { type Context, chunksOf } from './context.ts';

/** Events looked at in one transaction, per channel and writer. */
const AT_ONCE = 1000;
/** Marks a channel as known: what happened before it was configured is not told. */
const ANY_WRITER = '';

type Head = { readonly writer: string; readonly seq: number };

/** Never back: two processes may follow at the same time. */
async function setCursor(db: Db, channel: string, { writer, seq }: Head): Promise<void> {
  await db
    .insertInto('channel_cursors')
    .values({ channel, writer, seq })
    .onConflict((conflict) =>
      conflict.columns(['channel', 'writer']).doUpdateSet({ seq }).where('channel_cursors.seq', '<', seq),
    )
    .execute();
}

/** Events of one writer behind the cursor made jobs; returns how many. */
async function follow(db: Db, { name, events }: ChannelWish, head: Head, from: number): Promise<number> {
  const rows = await db
    .selectFrom('events')
    .select(['writer', 'seq', 'type', 'mail_id', 'at'])
    .where('writer', '=', head.writer)
    .where('seq', '>', from)
    .where('seq', '<=', head.seq)
    .orderBy('seq')
    .limit(AT_ONCE)
    .execute();
  const jobs = rows.flatMap(({ writer, seq, type, mail_id, at }) => {
    if (mail_id === null || !events.includes(type)) return [];
    return [{ channel: name, writer, seq, type, mail_id, at, attempts: 0, next_attempt_at: at }];
  });
  for (const chunk of chunksOf(jobs)) {
    await db
      .insertInto('channel_jobs')
      .values(chunk)
      .onConflict((conflict) => conflict.columns(['channel', 'writer', 'seq']).doNothing())
      .execute();
  }
  await setCursor(db, name, { writer: head.writer, seq: rows.at(-1)?.seq ?? head.seq });
  return jobs.length;
}

async function gatherFor(db: Db, channel: ChannelWish): Promise<number> {
  const cursors = await db
    .selectFrom('channel_cursors')
    .select(['writer', 'seq'])
    .where('channel', '=', channel.name)
    .execute();
  const heads = await db.selectFrom('chain_heads').select(['writer', 'seq']).orderBy('writer').execute();
  if (cursors.length === 0) {
    for (const head of [{ writer: ANY_WRITER, seq: 0 }, ...heads]) await setCursor(db, channel.name, head);
    return 0;
  }
  let gathered = 0;
  for (const head of heads) {
    const from = cursors.find(({ writer }) => writer === head.writer)?.seq ?? 0;
    if (from < head.seq) gathered += await follow(db, channel, head, from);
  }
  return gathered;
}

export async function gatherChannelJobs(
  db: Db,
  _ctx: Context,
  channels: readonly ChannelWish[],
): Promise<number> {
  let gathered = 0;
  for (const channel of channels) gathered += await gatherFor(db, channel);
  return gathered;
}

/** The channel's oldest job that is due, taken until `until`: a process that dies with it leaves it to another one. */
export async function claimChannelJob(
  db: Db,
  _ctx: Context,
  { channel, now, until }: { readonly channel: string; readonly now: string; readonly until: string },
): Promise<ChannelJob | null> {
  const due = await db
    .selectFrom('channel_jobs')
    .selectAll()
    .where('channel', '=', channel)
    .where('next_attempt_at', '<=', now)
    .orderBy('at')
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst();
  if (due === undefined) return null;
  const { writer, seq, type, mail_id, at, attempts } = due;
  const { numUpdatedRows } = await db
    .updateTable('channel_jobs')
    .set({ attempts: attempts + 1, next_attempt_at: until })
    .where('channel', '=', channel)
    .where('writer', '=', writer)
    .where('seq', '=', seq)
    .where('attempts', '=', attempts)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows !== 1n) return null;
  return { channel, writer, seq, type, mailId: mail_id, at, attempts: attempts + 1 };
}

/** Ends a job (`nextAttemptAt` null) or puts it off; nothing happens when somebody else has taken it meanwhile. */
export async function settleChannelJob(
  db: Db,
  _ctx: Context,
  { job, nextAttemptAt }: { readonly job: ChannelJob; readonly nextAttemptAt: string | null },
): Promise<void> {
  const { channel, writer, seq, attempts } = job;
  const key = { channel, writer, seq, attempts };
  if (nextAttemptAt === null) {
    await db
      .deleteFrom('channel_jobs')
      .where((row) => row.and(key))
      .execute();
    return;
  }
  await db
    .updateTable('channel_jobs')
    .set({ next_attempt_at: nextAttemptAt })
    .where((row) => row.and(key))
    .execute();
}
