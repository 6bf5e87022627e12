// What the sources of the people directory said when they were last read: one sealed row per source.

import type { PeopleRows } from '../../guard/people.ts';
import type { DirectoryRow, DirectorySource } from '../directory-row.ts';
import type { Db } from '../schema.ts';
import { openWithAny, type SealedPlace, sealWithNewest } from '../seal.ts';
import type { Context } from './context.ts';

const placeOf = (source: DirectorySource): SealedPlace => ({
  mailId: 'directory',
  what: source,
  revision: 0,
  n: 0,
});

function parseRows(json: string): PeopleRows {
  return JSON.parse(json) as PeopleRows;
}

export async function putDirectory(
  db: Db,
  ctx: Context,
  { source, syncedAt, rows }: DirectoryRow,
): Promise<void> {
  const sealed = sealWithNewest(ctx.keys, placeOf(source), Buffer.from(JSON.stringify(rows)));
  const row = { synced_at: syncedAt, sealed };
  await db
    .insertInto('directory')
    .values({ source, ...row })
    .onConflict((conflict) => conflict.column('source').doUpdateSet(row))
    .execute();
}

export async function readDirectory(db: Db, ctx: Context, after: string): Promise<readonly DirectoryRow[]> {
  const rows = await db.selectFrom('directory').selectAll().orderBy('source').execute();
  if (!rows.some(({ synced_at }) => synced_at > after)) return [];
  return rows.map(({ source, synced_at, sealed }) => ({
    source,
    syncedAt: synced_at,
    rows: parseRows(openWithAny(ctx.keys, placeOf(source), sealed).toString()),
  }));
}
