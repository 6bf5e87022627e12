// From SQLite to PostgreSQL: everything, once, and never both in use. A move that is killed goes on where it was.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { expect, inject, it } from 'vitest';
import type { Moved } from '../../src/store/move/move-store.ts';
import { KEYS, TABLES } from '../../src/store/move/tables.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { onDatabase, type Place, sqlOn } from '../store/databases.ts';
import { createDatabase } from '../store/postgres.ts';
import { address, at, lesson, newMail, queuedMail, report, user } from '../store/samples.ts';
import { MINIMAL, type Ran } from './run.ts';
import { runHere } from './run-here.ts';

const MAIN = resolve(import.meta.dirname, '../../src/main.ts');
/** Three pieces, the last one short. */
const LARGE = Buffer.alloc(2_500_000, 'Grüße, 見積書\r\n');

async function fill(store: Store): Promise<void> {
  await store.insertMail(newMail({ octets: LARGE }));
  for (let n = 0; n < 12; n += 1)
    await store.insertMail(queuedMail({ subject: `Mail ${n} \\ "quoted", {NULL}` }));
  const [due] = await store.claimDueMail('a', at(1), at(10), 1);
  if (due === undefined) throw new Error('nothing due');
  await store.reportAttempt(report(due));
  await store.learn([lesson(at(2), 'ann@corp.example', ['x@client.example', 'y@client.example'])]);
  await store.addUser(user('sato'));
  const never = '2000-01-01T00:00:00.000Z';
  const kept = { heldBefore: never, sentBefore: never, factsBefore: never };
  const actor = { kind: 'system', id: 'sweep', via: 'sweep' } as const;
  await store.purge({ now: at(3), ...kept, auditBefore: at(0), actor });
}

/** A row for every table that has none, so that each is moved, also one that a later version adds. */
function fillRest(path: string): void {
  const database = new DatabaseSync(path);
  const [mail, person] = ['mails', 'users'].map(
    (table) => database.prepare(`select id from ${table}`).get()?.id,
  );
  for (const table of TABLES) {
    if (database.prepare(`select 1 from ${table}`).get() !== undefined) continue;
    const columns = database.prepare(`select name, type from pragma_table_info(?)`).all(table);
    const values = columns.map(({ name, type }) => {
      if (name === 'mail_id') return mail ?? null;
      if (name === 'user_id') return person ?? null;
      if (String(type).toLowerCase() === 'blob') return Uint8Array.of(0, 255, 92);
      return String(type).toLowerCase() === 'bigint' ? 7 : 'some text';
    });
    database.prepare(`insert into ${table} values (${values.map(() => '?').join(', ')})`).run(...values);
  }
  database.close();
}

async function withData(place: Place) {
  const store = await place.open();
  await fill(store);
  await store.close();
  const path = place.settings.url.slice('sqlite:'.length);
  fillRest(path);
  const storage = `storage: { url: "sqlite:${path}", keyFile: "${place.settings.keyFile}" }\n`;
  writeFileSync(join(place.folder, 'sekisho.yaml'), MINIMAL + storage);
  const move = (...words: string[]): Promise<Ran> =>
    runHere(['store', 'move', ...words], { cwd: place.folder });
  return { path, move };
}

const emptyDatabase = () => createDatabase(inject('postgresUrl'));
const openAt = ({ settings }: Place, url: string) => openStore({ ...settings, url, writerId: 'relay-9' });

onDatabase('sqlite', 'A move to PostgreSQL', (places) => {
  it('takes every row of every table along, proves it, and leaves one database that opens', async () => {
    const place = await places.fresh();
    const { path, move } = await withData(place);
    const url = await emptyDatabase();
    const running = await place.open();
    expect(await move('--to', url)).toMatchObject({
      code: 1,
      stderr: `${path} is in use: stop the relay first\n`,
    });
    await running.close();
    const counts: Record<string, number> = {};
    for (const table of TABLES)
      counts[table] = Number((await place.sql(`select count(*) as n from ${table}`))[0]?.n);
    expect(Object.entries(counts).filter(([, count]) => count === 0)).toEqual([]);

    const ran = await move('--to', url, '--json');
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    const moved: Moved = JSON.parse(ran.stdout);
    expect(moved).toMatchObject({ from: path, isResumed: false, rows: counts, mailsOpened: counts.mails });
    expect(moved.to).not.toContain('sekisho:sekisho');

    const store = await openAt(place, url);
    const [held] = await store.listMails({ states: ['held'], limit: 9 });
    expect(Buffer.from(await store.readOctets(held?.mail.id ?? ('' as never))).equals(LARGE)).toBe(true);
    expect((await store.claimDueMail('b', at(60), at(70), 99)).map(({ mail }) => mail.subject)).toContain(
      'Mail 5 \\ "quoted", {NULL}',
    );
    expect((await store.findUser('sato'))?.address).toBe(address('sato@corp.example'));
    expect((await store.listEvents({ limit: 1 }))[0]).toMatchObject({ type: 'store-moved' });
    await store.close();

    await expect(place.open()).rejects.toThrow(`the data of ${path} are in ${moved.to} since`);
    expect(await move('--to', url)).toMatchObject({ code: 1, stderr: expect.stringContaining('already') });
    expect(await move('--give-up')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('was moved to'),
    });
  });

  it('goes nowhere else than into an empty database, and from there back while it is not over', async () => {
    const place = await places.fresh();
    const { move } = await withData(place);
    const used = await emptyDatabase();
    const elsewhere = await places.fresh();
    const other = await openAt(elsewhere, used);
    expect(await move('--to', used)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('was opened with another key file'),
    });
    await other.addUser(user('owner'));
    await other.close();
    expect(await move('--to', used)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('is in use (users'),
    });
    await expect(place.open()).rejects.toThrow('are being moved to');
    expect(await move('--give-up', '--json')).toMatchObject({ code: 0, stderr: '' });
    const store = await place.open();
    expect(await store.countUsers()).toBe(1);
  });

  it('that is killed leaves no database that opens, goes on where it was, and finds what was changed meanwhile', async () => {
    const place = await places.fresh();
    const { path, move } = await withData(place);
    const url = await emptyDatabase();
    await (await openAt(place, url)).close();
    const there = (text: string) => sqlOn({ ...place.settings, url }, text);
    // Nobody writes an audit event there until this ends: the move waits in the middle of its work.
    const holder = new pg.Client(url);
    await holder.connect();
    await holder.query('begin; lock table events in share mode');
    const killed = spawn(process.execPath, [MAIN, 'store', 'move', '--to', url], {
      cwd: place.folder,
      env: { PATH: process.env.PATH },
      stdio: 'ignore',
    });
    const waits =
      "select count(*)::int as n from pg_locks where relation = 'events'::regclass and not granted";
    await expect.poll(async () => (await there(waits))[0]?.n, { timeout: 60_000, interval: 100 }).toBe(1);
    const gone = once(killed, 'exit');
    killed.kill('SIGKILL');
    await gone;
    await holder.end();

    await expect(place.open()).rejects.toThrow(`the data of ${path} are being moved to`);
    await expect(openAt(place, url)).rejects.toThrow(`is being filled from ${path}`);
    await there('update contacts set count = count + 1');
    expect(await move('--to', url)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^contacts ann@corp\.example x@client\.example is not the same in both/),
    });
    await there('update contacts set count = count - 1');
    expect(await move('--to', await emptyDatabase())).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('is being moved to'),
    });
    const ran = await move('--to', url, '--json');
    expect(JSON.parse(ran.stdout)).toMatchObject({ isResumed: true, mailsOpened: 13 });
    await (await openAt(place, url)).close();
  });
});

onDatabase('postgres', 'The list of what is moved', (places) => {
  it('has every table with its key', async () => {
    const place = await places.fresh();
    await place.open();
    const keys = await place.sql(
      `select relname as table, array_agg(attname::text order by array_position(indkey::int[], attnum::int)) as key
       from pg_index join pg_class on pg_class.oid = indrelid join pg_attribute on attrelid = indrelid and attnum = any (indkey)
       where indisprimary and relnamespace = 'public'::regnamespace and relname not like 'kysely%' and relname <> 'meta'
       group by relname`,
    );
    expect(Object.fromEntries(keys.map((row) => [row.table, row.key]))).toEqual(KEYS);
  });
});
