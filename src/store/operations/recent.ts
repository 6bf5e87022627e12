// The last hours' mail of every author: written in the transaction that stores a mail, asked with its history. Bounded
// by guard/recent.ts, whatever is sent; what is too old is dropped with the author's next mail and by forget.ts.

import { type AddrSpec, addressKey } from '../../guard/address.ts';
import {
  fasterPace,
  MAX_RECENT_MAILS,
  MAX_RECENT_RECIPIENTS,
  MEMORY_MINUTES,
  minutesBefore,
  NOTHING_RECENT,
  type Pace,
  type Reach,
  type RecentAnswer,
  type RecentMail,
  type Remembered,
} from '../../guard/recent.ts';
import type { Db, RecentMailTable, RecentRecipientTable } from '../schema.ts';
import { openWithAny, type SealedPlace, sealWithNewest } from '../seal.ts';
import { statement } from '../statement.ts';
import type { MailId, NewMail } from '../store.ts';
import { type Context, chunksOf } from './context.ts';

const placeOf = (mailId: MailId): SealedPlace => ({ mailId, what: 'recent', revision: 0, n: 0 });

type Recipients = { readonly recipients: readonly AddrSpec[] };
type OfAuthor = { readonly author: AddrSpec; readonly since: string };

const sumReach = statement((db, { author, since }: OfAuthor) =>
  db
    .selectFrom('recent_recipients')
    .select(({ fn }) => [fn.countAll().as('outside'), fn.sum('is_fresh').as('fresh')])
    .where('author', '=', author)
    .where('at', '>=', since),
);

async function reachSince(db: Db, author: AddrSpec, since: string): Promise<Reach> {
  const [sum] = (await sumReach(db, { author, since })).rows;
  return { outside: Number(sum?.outside ?? 0), fresh: Number(sum?.fresh ?? 0) };
}

const findReached = statement((db, { author, since, recipients }: OfAuthor & Recipients) =>
  db
    .selectFrom('recent_recipients')
    .select(['recipient', 'at'])
    .where('author', '=', author)
    .where('recipient', 'in', recipients)
    .where('at', '>=', since),
);

async function reachedAmong(db: Db, author: AddrSpec, recipients: readonly AddrSpec[], since: string) {
  const reached = new Map<AddrSpec, string>();
  for (const chunk of chunksOf(recipients)) {
    const { rows } = await findReached(db, { author, since, recipients: chunk });
    for (const { recipient, at } of rows) reached.set(recipient, at);
  }
  return reached;
}

/** Kept opened. */
const MAX_OPENED = 4096;

const findSealed = statement(
  (db, { author, ids }: Pick<OfAuthor, 'author'> & { readonly ids: readonly MailId[] }) =>
    db
      .selectFrom('recent_mails')
      .select(['mail_id', 'sealed'])
      .where('author', '=', author)
      .where('mail_id', 'in', ids),
);

async function openMails(db: Db, { keys, opened }: Context, author: AddrSpec, ids: readonly MailId[]) {
  const { rows } = await findSealed(db, { author, ids });
  const mails = rows.map(({ mail_id, sealed }): [MailId, RecentMail] => [
    mail_id,
    JSON.parse(openWithAny(keys, placeOf(mail_id), sealed).toString('utf8')),
  ]);
  for (const [id, mail] of mails) opened.set(id, mail);
  for (const id of opened.keys()) {
    if (opened.size <= MAX_OPENED) break;
    opened.delete(id);
  }
  return mails;
}

const findRecent = statement((db, { author, since }: OfAuthor) =>
  db
    .selectFrom('recent_mails')
    .select('mail_id')
    .where('author', '=', author)
    .where('at', '>=', since)
    .orderBy('at', 'desc')
    .limit(MAX_RECENT_MAILS),
);

async function mailsSince(db: Db, ctx: Context, author: AddrSpec, since: string): Promise<RecentMail[]> {
  const { rows } = await findRecent(db, { author, since });
  const known = rows.map(({ mail_id: id }): [MailId, RecentMail | undefined] => [id, ctx.opened.get(id)]);
  const closed = known.flatMap(([id, mail]) => (mail === undefined ? [id] : []));
  const opened = new Map(closed.length === 0 ? [] : await openMails(db, ctx, author, closed));
  return known.flatMap(([id, mail]) => mail ?? opened.get(id) ?? []);
}

/** Everything but the pace. Most authors have written to nobody outside in the last hour: that is asked first. */
export async function recentOf(
  db: Db,
  ctx: Context,
  author: AddrSpec,
  recipients: readonly AddrSpec[],
  now: string,
): Promise<RecentAnswer> {
  const hourAgo = minutesBefore(now, 60);
  const mails = await mailsSince(db, ctx, author, minutesBefore(now, MEMORY_MINUTES));
  const hour = mails.length === 0 ? NOTHING_RECENT.hour : await reachSince(db, author, hourAgo);
  if (hour.outside === 0) return { ...NOTHING_RECENT, mails };
  return {
    mails,
    tenMinutes: await reachSince(db, author, minutesBefore(now, 10)),
    hour,
    reached: await reachedAmong(db, author, recipients, hourAgo),
    pace: null,
  };
}

/** Drops an author's rows beyond the newest `keep` and those before `since`. */
const trimmed = (table: 'recent_mails' | 'recent_recipients') =>
  statement((db, { author, since, keep }: OfAuthor & { readonly keep: number }) => {
    const ofAuthor = db.selectFrom(table).select('at').where('author', '=', author);
    const oldestKept = ofAuthor.orderBy('at', 'desc').offset(keep).limit(1);
    return db
      .deleteFrom(table)
      .where('author', '=', author)
      .where((where) => where.or([where('at', '<', since), where('at', '<', oldestKept)]));
  });
const trimMails = trimmed('recent_mails');
const trimRecipients = trimmed('recent_recipients');

const addRecent = statement((db, row: RecentMailTable) => db.insertInto('recent_mails').values(row));

/** Whoever was new within the hour stays new. */
const addReached = statement((db, rows: readonly RecentRecipientTable[]) =>
  db
    .insertInto('recent_recipients')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['author', 'recipient']).doUpdateSet(({ ref, eb }) => ({
        at: ref('excluded.at'),
        is_fresh: eb
          .case()
          .when('recent_recipients.is_fresh', '=', 1)
          .then(1 as const)
          .else(ref('excluded.is_fresh'))
          .end(),
      })),
    ),
);

/** Remembers a mail that is being stored, for the mails its author sends next. */
export async function rememberMail(
  db: Db,
  ctx: Context,
  { id }: NewMail,
  remembered: Remembered | null,
): Promise<void> {
  if (remembered === null) return;
  const { author, mail, recipients } = remembered;
  const hourAgo = minutesBefore(mail.at, 60);
  await trimMails(db, { author, since: minutesBefore(mail.at, MEMORY_MINUTES), keep: MAX_RECENT_MAILS });
  await trimRecipients(db, { author, since: hourAgo, keep: MAX_RECENT_RECIPIENTS });
  const sealed = sealWithNewest(ctx.keys, placeOf(id), Buffer.from(JSON.stringify(mail)));
  await addRecent(db, { author, mail_id: id, at: mail.at, sealed });
  const rows = recipients
    .map(({ address, isFresh }) => ({
      author,
      recipient: addressKey(address),
      at: mail.at,
      is_fresh: isFresh ? (1 as const) : (0 as const),
    }))
    .sort((a, b) => (a.recipient < b.recipient ? -1 : 1));
  for (const chunk of chunksOf(rows)) await addReached(db, chunk);
}

const findPace = statement((db, { author }: Pick<OfAuthor, 'author'>) =>
  db.selectFrom('paces').selectAll().where('author', '=', author),
);

export async function paceOf(db: Db, author: AddrSpec): Promise<Pace | null> {
  const [row] = (await findPace(db, { author })).rows;
  if (row === undefined) return null;
  return {
    tenMinutes: { outside: row.outside_10, fresh: row.fresh_10 },
    hour: { outside: row.outside_60, fresh: row.fresh_60 },
    visible: row.visible,
  };
}

/** Raises the author's pace to that of a delivered mail. */
export async function learnPace(db: Db, author: AddrSpec, pace: Pace): Promise<void> {
  const known = await paceOf(db, author);
  const faster = fasterPace(known, pace) ?? pace;
  if (known !== null && JSON.stringify(known) === JSON.stringify(faster)) return;
  const columns = {
    outside_10: faster.tenMinutes.outside,
    fresh_10: faster.tenMinutes.fresh,
    outside_60: faster.hour.outside,
    fresh_60: faster.hour.fresh,
    visible: faster.visible,
  };
  await db
    .insertInto('paces')
    .values({ author, ...columns })
    .onConflict((conflict) => conflict.column('author').doUpdateSet(columns))
    .execute();
}
