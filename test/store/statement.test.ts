import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished } from 'vitest';
import type { Db } from '../../src/store/schema.ts';
import { kyselyOver } from '../../src/store/sqlite-kysely.ts';
import { statement } from '../../src/store/statement.ts';

type Row = { readonly author: string; readonly recipient: string | null; readonly count: number };

const letters = (db: Db) => db.withTables<{ letters: Row }>();

function open() {
  const database = new DatabaseSync(':memory:');
  onTestFinished(() => database.close());
  database.exec('create table letters (author text, recipient text, count integer)');
  const made: unknown[] = [];
  const add = statement((db, rows: readonly Row[]) => {
    made.push(rows);
    return letters(db).insertInto('letters').values(rows);
  });
  const rows = () =>
    database
      .prepare('select * from letters')
      .all()
      .map((row) => ({ ...row }));
  return { db: kyselyOver(database), add, made, rows };
}

it('The text of a statement is made once for each length of its lists', async () => {
  const { db, add, made, rows } = open();
  const row = (count: number): Row => ({ author: 'a', recipient: 'b', count });
  for (let count = 0; count < 3; count += 1) await add(db, [row(count)]);
  await add(db, [row(3), row(4)]);
  await add(db, [row(5), row(6)]);
  expect(rows().map(({ count }) => count)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(made).toHaveLength(2);
  // Of a long one it is not kept.
  const long = Array.from({ length: 40 }, (_, n) => row(n));
  await add(db, long);
  await add(db, long);
  expect(made).toHaveLength(4);
  expect(rows()).toHaveLength(87);
});

it('A value goes into its own column, in whatever order a row names them', async () => {
  const { db, add, rows } = open();
  await add(db, [{ author: 'first', recipient: 'second', count: 3 }]);
  await add(db, [{ count: 3, recipient: 'second', author: 'first' }]);
  const row = { author: 'first', recipient: 'second', count: 3 };
  expect(rows()).toEqual([row, row]);
});

it('A statement that is not given one of its values is refused', async () => {
  const { db, add, rows } = open();
  await add(db, [{ author: 'a', recipient: 'b', count: 1 }]);
  const renamed = { author: 'a', receiver: 'b', count: 1 };
  expect(() => add(db, [renamed as unknown as Row])).toThrow('0.recipient');
  expect(rows()).toHaveLength(1);
});

it('What a statement says by itself stays as it is, and null is a value', async () => {
  const { db, add, rows } = open();
  await add(db, [{ author: 'a', recipient: 'b', count: 1 }]);
  const rename = statement((inside, { recipient }: Pick<Row, 'recipient'>) =>
    letters(inside).updateTable('letters').set({ author: 'z', recipient }).where('count', '=', 1),
  );
  expect((await rename(db, { recipient: 'c' })).numAffectedRows).toBe(1n);
  expect(rows()).toEqual([{ author: 'z', recipient: 'c', count: 1 }]);
  await rename(db, { recipient: null });
  expect(rows()).toEqual([{ author: 'z', recipient: null, count: 1 }]);
});
