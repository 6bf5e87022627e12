// The last hours' mail of every author: written in the transaction that stores a mail, asked with its history. Bounded
// by guard/recent.ts, whatever is sent; what is too old is dropped with the author's next mail and by forget.ts.

import { sql } from 'kysely';
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
} from '../../guard/recent.ts';
import type { KeptRemembered } from '../kept-judging.ts';
import type { Db, RecentMailTable, RecentRecipientTable } from '../schema.ts';
import { openWithAny, type SealedPlace, sealWithNewest } from '../seal.ts';
import { statement } from '../statement.ts';
import type { MailId } from '../store.ts';
import { type Context, chunksOf } from './context.ts';

const placeOf = (mailId: MailId): SealedPlace => ({ mailId, what: 'recent', revision: 0, n: 0 });

type Recipients = { readonly recipients: readonly AddrSpec[] };
type OfAuthor = { readonly author: AddrSpec; readonly since: string };

const sumReach = statement((db, { author, since, lately }: OfAuthor & { readonly lately: string }) => {
  const late = (value: string) =>
    sql<number | null>`sum(case when at >= ${lately} then ${sql.raw(value)} else 0 end)`;
  return db
    .selectFrom('recent_recipients')
    .select(({ fn }) => [
      fn.countAll().as('outside'),
      fn.sum('is_fresh').as('fresh'),
      late('1').as('late_outside'),
      late('is_fresh').as('late_fresh'),
    ])
    .where('author', '=', author)
    .where('at', '>=', since);
});

/** Of the last hour, and of its latest minutes. */
async function reachSince(
  db: Db,
  author: AddrSpec,
  since: string,
  lately: string,
): Promise<{ readonly hour: Reach; readonly tenMinutes: Reach }> {
  const [sum] = (await sumReach(db, { author, since, lately })).rows;
  return {
    hour: { outside: Number(sum?.outside ?? 0), fresh: Number(sum?.fresh ?? 0) },
    tenMinutes: { outside: Number(sum?.late_outside ?? 0), fresh: Number(sum?.late_fresh ?? 0) },
  };
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

const findSealed = statement(
  (db, { author, ids }: Pick<OfAuthor, 'author'> & { readonly ids: readonly MailId[] }) =>
    db
      .selectFrom('recent_mails')
      .select(['mail_id', 'sealed'])
      .where('author', '=', author)
      .where('mail_id', 'in', ids),
);

/** Those of the mails that are still remembered. */
export async function openRecent(
  db: Db,
  { keys }: Context,
  { author, ids }: { readonly author: AddrSpec; readonly ids: readonly MailId[] },
): Promise<readonly (readonly [MailId, RecentMail])[]> {
  const { rows } = await findSealed(db, { author: addressKey(author), ids });
  return rows.map(({ mail_id, sealed }) => [
    mail_id,
    JSON.parse(openWithAny(keys, placeOf(mail_id), sealed).toString('utf8')),
  ]);
}

/** In one text: a row for each of 64 ids takes several times as long. */
const findIds = statement((db, { author, since }: OfAuthor) =>
  db
    .selectFrom((from) =>
      from
        .selectFrom('recent_mails')
        .select(['mail_id', 'at'])
        .where('author', '=', author)
        .where('at', '>=', since)
        .orderBy('at', 'desc')
        .limit(MAX_RECENT_MAILS)
        .as('latest'),
    )
    .select(sql<string | null>`string_agg(mail_id, ' ' order by at desc)`.as('ids')),
);

/** As we wrote them; none has a space in it. */
function parseIds(text: string | null): readonly MailId[] {
  return text === null ? [] : text.split(' ').map((id) => id as MailId);
}

async function idsSince(db: Db, author: AddrSpec, since: string): Promise<readonly MailId[]> {
  const [found] = (await findIds(db, { author, since })).rows;
  return parseIds(found?.ids ?? null);
}

/** What the store answers; the mails themselves never change, and whoever asks keeps them opened. */
export type StoredRecent = Omit<RecentAnswer, 'mails'> & { readonly mails: readonly MailId[] };

/** Everything but the pace. Most authors have written to nobody outside in the last hour: that is asked first. */
export async function recentOf(
  db: Db,
  author: AddrSpec,
  recipients: readonly AddrSpec[],
  now: string,
): Promise<StoredRecent> {
  const hourAgo = minutesBefore(now, 60);
  const mails = await idsSince(db, author, minutesBefore(now, MEMORY_MINUTES));
  const reach =
    mails.length === 0 ? NOTHING_RECENT : await reachSince(db, author, hourAgo, minutesBefore(now, 10));
  if (reach.hour.outside === 0) return { ...NOTHING_RECENT, mails };
  return { ...reach, mails, reached: await reachedAmong(db, author, recipients, hourAgo), pace: null };
}

/** Drops an author's rows beyond the newest `keep` and those before `since`. */
const trimmed = (table: 'recent_mails' | 'recent_recipients') =>
  statement((db, { author, since, keep }: OfAuthor & { readonly keep: number }) => {
    const newer = db.selectFrom(table).select('at').where('author', '=', author).where('at', '>', since);
    const oldestKept = newer.orderBy('at', 'desc').offset(keep).limit(1);
    // One bound, not two of which either will do: else every row of the author is looked at.
    return db
      .deleteFrom(table)
      .where('author', '=', author)
      .where('at', '<', sql<string>`coalesce(${oldestKept}, ${since})`);
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
  id: MailId,
  remembered: KeptRemembered | null,
): Promise<void> {
  if (remembered === null) return;
  const { author, at, text, recipients } = remembered;
  const hourAgo = minutesBefore(at, 60);
  await trimMails(db, { author, since: minutesBefore(at, MEMORY_MINUTES), keep: MAX_RECENT_MAILS });
  await trimRecipients(db, { author, since: hourAgo, keep: MAX_RECENT_RECIPIENTS });
  const sealed = sealWithNewest(ctx.keys, placeOf(id), Buffer.from(text));
  await addRecent(db, { author, mail_id: id, at, sealed });
  const rows = recipients
    .map(({ address, isFresh }) => ({
      author,
      recipient: addressKey(address),
      at,
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
