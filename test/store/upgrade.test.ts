// Data that a released version wrote, with a mail held and one queued, opened by this one: same ids, same deadline,
// same octets, and the audit unbroken. test/fixtures/releases has a folder for every released schema.

import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gunzipSync } from 'node:zlib';
import pg from 'pg';
import { expect, it } from 'vitest';
import { eachDatabase, type Place } from './databases.ts';
import { decision } from './samples.ts';

const RELEASES = resolve(import.meta.dirname, '../fixtures/releases');
const databaseOf = (release: string) => gunzipSync(readFileSync(join(RELEASES, release, 'sekisho.db.gz')));

/** Tables whose rows refer to others' come after these. */
const inOrder = (tables: readonly string[]) => [
  ...tables.filter((name) => ['mails', 'users'].includes(name)),
  ...tables.filter((name) => !['mails', 'users'].includes(name)),
];

/** What the released version wrote, in PostgreSQL, whose first schema has the same tables and columns. */
async function copyToPostgres(file: string, url: string): Promise<void> {
  const from = new DatabaseSync(file, { readOnly: true });
  const to = new pg.Client(url);
  await to.connect();
  const tables = from
    .prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'")
    .all()
    .map(({ name }) => String(name));
  for (const table of inOrder(tables)) {
    const columns = from.prepare(`pragma table_info(${table})`).all();
    const typeOf = (type: unknown) =>
      ({ TEXT: 'text collate "C"', BLOB: 'bytea' })[String(type).toUpperCase()] ?? 'bigint';
    const keys = columns.filter(({ pk }) => Number(pk) > 0).sort((a, b) => Number(a.pk) - Number(b.pk));
    const lines = columns.map(
      ({ name, type }) => `"${name}" ${/varchar/i.test(String(type)) ? 'text' : typeOf(type)}`,
    );
    const foreign = from.prepare(`pragma foreign_key_list(${table})`).all();
    const all = [
      ...lines,
      ...(keys.length > 0 ? [`primary key (${keys.map(({ name }) => `"${name}"`).join(', ')})`] : []),
      ...foreign.map((key) => `foreign key ("${key.from}") references ${key.table} (id) on delete cascade`),
    ];
    await to.query(`create table ${table} (${all.join(', ')})`);
    for (const row of from.prepare(`select * from ${table}`).all()) {
      const names = Object.keys(row);
      const places = names.map((_, n) => `$${n + 1}`);
      const values = Object.values(row).map((value) =>
        value instanceof Uint8Array ? Buffer.from(value) : value,
      );
      await to.query(
        `insert into ${table} (${names.map((name) => `"${name}"`).join(', ')}) values (${places.join(', ')})`,
        values,
      );
    }
  }
  from.close();
  await to.end();
}

async function unpack(release: string, { kind, settings, folder }: Place): Promise<void> {
  mkdirSync(dirname(settings.keyFile), { recursive: true, mode: 0o700 });
  copyFileSync(join(RELEASES, release, 'sekisho.key'), settings.keyFile);
  const file = kind === 'sqlite' ? settings.url.slice('sqlite:'.length) : join(folder, 'released.db');
  writeFileSync(file, databaseOf(release));
  if (kind === 'postgres') await copyToPostgres(file, settings.url);
}

/** Every column of every table; on SQLite the indexes too, which the copy into PostgreSQL leaves out. */
async function schemaOf({ kind, sql }: Place): Promise<readonly string[]> {
  const rows =
    kind === 'sqlite'
      ? await sql(
          `select m.name || '.' || c.name as name from sqlite_schema m join pragma_table_info(m.name) c where m.type = 'table'
           union all select name from sqlite_schema where type = 'index'`,
        )
      : await sql(
          "select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public'",
        );
  return rows.map(({ name }) => String(name)).sort();
}

eachDatabase('A database that a released version made', (places) => {
  it.each(readdirSync(RELEASES))('has after the upgrade what a new one has: from %s', async (release) => {
    const place = await places.empty();
    await unpack(release, place);
    await place.open();
    const fresh = await places.fresh();
    await fresh.open();
    expect(await schemaOf(place)).toEqual(await schemaOf(fresh));
  });
});

eachDatabase('Held mail in the store during an upgrade', (places) => {
  it.each(readdirSync(RELEASES))('migrates, same id, same deadline: from %s', async (release) => {
    const place = await places.empty();
    await unpack(release, place);
    const columns = 'select id, deadline, state from mails order by id';
    const before = await place.sql(columns);
    const store = await place.open();
    expect(await place.sql(columns)).toEqual(before);
    expect(await store.verifyEvents()).toMatchObject({ ok: true });

    const [held] = await store.listMails({ states: ['held'], limit: 5 });
    const [queued] = await store.listMails({ states: ['queued'], limit: 5, origin: 'submitted' });
    if (held === undefined || queued === undefined) throw new Error('the fixture has neither');
    expect(held.forwardPaths).toHaveLength(12);
    expect(Buffer.from(await store.readOctets(held.mail.id)).toString()).toContain('The text of held.');
    expect(Buffer.from(await store.readOctets(queued.mail.id)).toString()).toContain('The text of queued.');

    const detail = await store.findMail(held.mail.id);
    if (detail === null) throw new Error('the held mail is gone');
    expect(detail.verdict?.findings.length).toBeGreaterThan(0);
    expect(await store.changeHold(decision(detail))).toMatchObject({ kind: 'done' });
    expect(await store.verifyEvents()).toMatchObject({ ok: true });
  });
});
