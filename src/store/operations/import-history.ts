// Takes over history from old mail: each line of a source counts once, however often it is imported.

import type { Lesson } from '../../guard/history.ts';
import type { ImportProgress } from '../history-imports.ts';
import type { Db } from '../schema.ts';

import { type Context, chunksOf } from './context.ts';
import { lookupHash } from './history.ts';
import { learn } from './learn.ts';

export type ImportInput = {
  readonly source: string;
  readonly entries: readonly { readonly key: string; readonly lesson: Lesson }[];
  readonly progress: ImportProgress | null;
};

/** The row of `meta`; the name of a source may be long and tell paths. */
const rowOf = (ctx: Context, name: string) =>
  `import ${Buffer.from(lookupHash(ctx, name)).toString('hex')}` as const;

async function keepProgress(db: Db, ctx: Context, { name, position }: ImportProgress): Promise<void> {
  const row = { name: rowOf(ctx, name), value: String(position) };
  if (position === null) await db.deleteFrom('meta').where('name', '=', row.name).execute();
  else
    await db
      .insertInto('meta')
      .values(row)
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: row.value }))
      .execute();
}

/** Where the import of this source stopped; 0 when it ended or never began. */
export async function importPosition(db: Db, ctx: Context, name: string): Promise<number> {
  const row = await db
    .selectFrom('meta')
    .select('value')
    .where('name', '=', rowOf(ctx, name))
    .executeTakeFirst();
  return Number(row?.value ?? 0);
}

/** Returns how many of the entries were new. The learning phase is over after any import, even of nothing new. */
export async function importHistory(
  db: Db,
  ctx: Context,
  { source, entries, progress }: ImportInput,
): Promise<number> {
  const lessons = new Map<string, { readonly line: Uint8Array; readonly lesson: Lesson }>();
  for (const { key, lesson } of entries) {
    const line = lookupHash(ctx, JSON.stringify([source, key]));
    lessons.set(Buffer.from(line).toString('hex'), { line, lesson });
  }
  const fresh: Lesson[] = [];
  for (const chunk of chunksOf([...lessons.values()])) {
    const added = await db
      .insertInto('imported_lines')
      .values(chunk.map(({ line }) => ({ line })))
      .onConflict((conflict) => conflict.column('line').doNothing())
      .returning('line')
      .execute();
    for (const { line } of added) {
      const known = lessons.get(Buffer.from(line).toString('hex'));
      if (known !== undefined) fresh.push(known.lesson);
    }
  }
  await learn(db, ctx, fresh);
  if (progress !== null) await keepProgress(db, ctx, progress);
  await db
    .insertInto('meta')
    .values({ name: 'imported', value: '1' })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  return fresh.length;
}
