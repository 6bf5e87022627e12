// Rows of one table from SQLite to PostgreSQL in the order of its key, which is the same in both (text by its octets):
// where the copy stands is the last key that is there. Then both are walked side by side.

import { createHash } from 'node:crypto';
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { type RawBuilder, sql } from 'kysely';
import { StoreRefused } from '../errors.ts';
import type { Db } from '../schema.ts';
import { KEYS, type MovedTable } from './tables.ts';

type Value = string | number | Uint8Array | null;
type Row = Readonly<Record<string, Value>>;
type Key = readonly Value[];
type Column = { readonly name: string; readonly type: string };

/** A batch is one statement and so one transaction. */
const BATCH_ROWS = 5_000;
const BATCH_OCTETS = 4 * 1024 * 1024;

const listOf = (names: readonly string[]) => sql.join(names.map((name) => sql.ref(name)));
const tupleOf = (key: Key) => sql`(${sql.join(key)})`;
const keyOf = (table: MovedTable, row: Row): Key => KEYS[table].map((name) => row[name] ?? null);

/** With the types of PostgreSQL; both databases have the same columns. */
export async function columnsOf(db: Db, table: MovedTable): Promise<readonly Column[]> {
  const { rows } = await sql<Column>`
    select column_name as name, data_type as type from information_schema.columns
    where table_schema = current_schema() and table_name = ${table} order by ordinal_position
  `.execute(db);
  return rows;
}

const octetsIn = (row: Row): number =>
  Object.values(row).reduce<number>(
    (sum, value) => sum + (typeof value === 'object' ? (value?.length ?? 0) : 0),
    0,
  );

/** The rows behind `after`, a batch at a time, of which only one is in memory. */
function* batchesOf(source: DatabaseSync, table: MovedTable, columns: readonly Column[], after: Key | null) {
  const quoted = (names: readonly string[]) => names.map((name) => `"${name}"`).join(', ');
  const key = quoted(KEYS[table]);
  const behind = after === null ? '' : `where (${key}) > (${after.map(() => '?').join(', ')})`;
  const all = `select ${quoted(columns.map(({ name }) => name))} from "${table}" ${behind} order by ${key}`;
  let batch: Row[] = [];
  let octets = 0;
  for (const read of source.prepare(all).iterate(...((after ?? []) as SQLInputValue[]))) {
    const row = read as Row;
    batch.push(row);
    octets += octetsIn(row);
    if (batch.length < BATCH_ROWS && octets < BATCH_OCTETS) continue;
    yield batch;
    batch = [];
    octets = 0;
  }
  if (batch.length > 0) yield batch;
}

async function insertBatch(db: Db, table: MovedTable, columns: readonly Column[], batch: readonly Row[]) {
  const lists = columns.map(
    ({ name, type }) => sql`${batch.map((row) => row[name] ?? null)}::${sql.raw(type)}[]`,
  );
  await sql`
    insert into ${sql.table(table)} (${listOf(columns.map(({ name }) => name))})
    select * from unnest(${sql.join(lists)})
  `.execute(db);
}

/** The last key there is; null: the table is empty. */
async function lastKey(db: Db, table: MovedTable): Promise<Key | null> {
  const order = sql.join(KEYS[table].map((name) => sql`${sql.ref(name)} desc`));
  const { rows } = await sql<Row>`
    select ${listOf(KEYS[table])} from ${sql.table(table)} order by ${order} limit 1
  `.execute(db);
  const [row] = rows;
  return row === undefined ? null : keyOf(table, row);
}

export async function isEmpty(db: Db, table: MovedTable): Promise<boolean> {
  return (await lastKey(db, table)) === null;
}

export type Tables = { readonly source: DatabaseSync; readonly db: Db };

/** Copies what is not there yet; `onRows` is told after each batch how many rows it had. */
export async function copyTable(
  { source, db }: Tables,
  table: MovedTable,
  onRows: (count: number) => void,
): Promise<void> {
  const columns = await columnsOf(db, table);
  for (const batch of batchesOf(source, table, columns, await lastKey(db, table))) {
    await insertBatch(db, table, columns, batch);
    onRows(batch.length);
  }
}

const digestOf = (value: Value) =>
  value instanceof Uint8Array ? createHash('sha256').update(value).digest('hex') : value;

/** Octets as their digest: they need not come back over the wire. */
async function rowsBetween(
  db: Db,
  table: MovedTable,
  columns: readonly Column[],
  after: Key | null,
  upTo: Key,
): Promise<readonly Row[]> {
  const key = sql`(${listOf(KEYS[table])})`;
  const compared: readonly RawBuilder<unknown>[] = columns.map(({ name, type }) =>
    type === 'bytea'
      ? sql`encode(sha256(${sql.ref(name)}), 'hex') as ${sql.ref(name)}`
      : sql`${sql.ref(name)}`,
  );
  const behind = after === null ? sql`true` : sql`${key} > ${tupleOf(after)}`;
  const { rows } = await sql<Row>`
    select ${sql.join(compared)} from ${sql.table(table)} where ${behind} and ${key} <= ${tupleOf(upTo)}
    order by ${listOf(KEYS[table])}
  `.execute(db);
  return rows;
}

function nameOf(table: MovedTable, row: Row): string {
  const shown = keyOf(table, row).map((part) =>
    part instanceof Uint8Array ? Buffer.from(part).toString('hex') : String(part),
  );
  return `${table} ${shown.join(' ')}`;
}

/** Throws StoreRefused naming the first row that differs, or is there in one of the two only; returns how many there are. */
export async function compareTable(
  { source, db }: Tables,
  table: MovedTable,
  onRows: (count: number) => void,
): Promise<number> {
  const columns = await columnsOf(db, table);
  let after: Key | null = null;
  let count = 0;
  for (const batch of batchesOf(source, table, columns, null)) {
    const last = batch.at(-1);
    if (last === undefined) break;
    const upTo = keyOf(table, last);
    const there = await rowsBetween(db, table, columns, after, upTo);
    const differs = batch.find((row, n) =>
      columns.some(({ name }) => digestOf(row[name] ?? null) !== (there[n]?.[name] ?? null)),
    );
    if (differs !== undefined) throw new StoreRefused(`${nameOf(table, differs)} is not the same in both`);
    if (there.length !== batch.length)
      throw new StoreRefused(`${table} has more rows than were moved: something writes to the new database`);
    after = upTo;
    count += batch.length;
    onRows(batch.length);
  }
  const end = await lastKey(db, table);
  const isWhole = JSON.stringify(end?.map(digestOf)) === JSON.stringify((after as Key | null)?.map(digestOf));
  if (!isWhole)
    throw new StoreRefused(`${table} has more rows than were moved: something writes to the new database`);
  return count;
}
