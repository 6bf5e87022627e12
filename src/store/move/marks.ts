// What keeps a database from being used while its data are moved to another one, and afterwards: from the first row that is
// copied until the last is compared neither of the two opens, and after it only the new one.

import { StoreRefused } from '../errors.ts';
import type { Db, MetaTable } from '../schema.ts';

/** In the database that is left, or in the one that is filled. */
export type MarkName = 'moved-to' | 'moved-from';

export type Mark = {
  /** The same in both databases. */
  readonly move: string;
  /** The other database, as it may be shown. */
  readonly other: string;
  readonly at: string;
  /** All is there and compared: the old one is not to be used any more. */
  readonly isDone: boolean;
};

export const isMark = (name: MetaTable['name']): name is MarkName =>
  name === 'moved-to' || name === 'moved-from';

function parseMark(json: string): Mark {
  return JSON.parse(json) as Mark;
}

export async function findMark(db: Db, name: MarkName): Promise<Mark | null> {
  const row = await db.selectFrom('meta').select('value').where('name', '=', name).executeTakeFirst();
  return row === undefined ? null : parseMark(row.value);
}

export async function putMark(db: Db, name: MarkName, mark: Mark): Promise<void> {
  const value = JSON.stringify(mark);
  await db
    .insertInto('meta')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
}

export async function dropMark(db: Db, name: MarkName): Promise<void> {
  await db.deleteFrom('meta').where('name', '=', name).execute();
}

/** Throws StoreRefused for a database whose data are elsewhere, or not all here yet. */
export async function refuseMoved(db: Db, where: string): Promise<void> {
  const [to, from] = [await findMark(db, 'moved-to'), await findMark(db, 'moved-from')];
  if (from !== null)
    throw new StoreRefused(
      `${where} is being filled from ${from.other} and is not complete: finish with sekisho store move`,
    );
  if (to === null) return;
  throw new StoreRefused(
    to.isDone
      ? `the data of ${where} are in ${to.other} since ${to.at}: name that in storage.url`
      : `the data of ${where} are being moved to ${to.other}: finish with sekisho store move, or take it back with sekisho store move --give-up`,
  );
}
