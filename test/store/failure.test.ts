import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { inTransaction, openSqlite } from '../../src/store/sqlite-connection.ts';
import { StoreUnavailable } from '../../src/store/store.ts';
import { eachDatabase, onDatabase } from './databases.ts';
import { startPostgres } from './postgres.ts';
import { newMail } from './samples.ts';

eachDatabase('A store', (places) => {
  it('takes back one failed operation and no other that was committed with it', async () => {
    const store = await (await places.fresh()).open();
    const twice = newMail();
    const mails = [newMail(), twice, newMail(), twice, newMail()];
    const settled = await Promise.allSettled(mails.map((mail) => store.insertMail(mail)));
    expect(settled.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    expect(await store.countMails({})).toBe(4);
    expect(await store.verifyEvents()).toMatchObject({ ok: true, checked: 8 });
  });

  it('answers after closing with an error, not with silence', async () => {
    const store = await (await places.fresh()).open();
    await store.close();
    await expect(store.ping()).rejects.toThrow(StoreUnavailable);
    await expect(store.countUsers()).rejects.toThrow(StoreUnavailable);
  });

  it('finishes what was asked before it was closed', async () => {
    const place = await places.fresh();
    const store = await place.open();
    const stored = Promise.all(Array.from({ length: 20 }, () => store.insertMail(newMail())));
    await store.close();
    await stored;
    expect(await (await place.open()).countMails({})).toBe(20);
    expect(place.failures).toEqual([]);
  });
});

onDatabase('sqlite', 'A thread that dies', (places) => {
  it.each([
    ['writer', 0],
    ['reader', 1],
  ])('rejects every call, now and later, and its owner is told once: the %s', async (_name, which) => {
    const place = await places.fresh();
    const threads: Worker[] = [];
    const watch = (worker: Worker) => threads.push(worker);
    process.on('worker', watch);
    const store = await place.open();
    process.off('worker', watch);
    const mail = newMail();
    await store.insertMail(mail);
    const call = () => (which === 0 ? store.insertMail(newMail()) : store.readOctets(mail.id));
    const pending = Promise.allSettled(Array.from({ length: 5 }, call));
    await threads[which]?.terminate();
    for (const outcome of await pending) {
      if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(StoreUnavailable);
    }
    await expect(call()).rejects.toThrow(StoreUnavailable);
    if (which === 0) expect(await store.findMail(mail.id)).not.toBeNull();
    expect(place.failures).toHaveLength(1);
    expect(place.failures[0]).toBeInstanceOf(StoreUnavailable);
  });
});

describe('SQLite', () => {
  const withFile = async (work: (path: string) => Promise<void>) => {
    const folder = mkdtempSync(join(tmpdir(), 'sekisho-sqlite-'));
    try {
      await work(join(folder, 's.db'));
    } finally {
      rmSync(folder, { recursive: true });
    }
  };

  it('that is full is unavailable, keeps what it has, and recovers by itself', () =>
    withFile(async (path) => {
      const connection = openSqlite(path, 'write');
      const { database } = connection;
      database.exec('create table t (a)');
      database.exec('PRAGMA max_page_count = 4');
      const write = (octets: number) =>
        inTransaction(connection, 'BEGIN IMMEDIATE', async () => {
          database.prepare('insert into t values (?)').run(new Uint8Array(octets));
        });
      await write(10);
      await expect(write(100_000)).rejects.toThrow(StoreUnavailable);
      await write(11);
      expect(database.prepare('select length(a) as n from t').all()).toEqual([{ n: 10 }, { n: 11 }]);
      database.close();
    }));

  it('that another process locks for too long is unavailable', () =>
    withFile(async (path) => {
      const connection = openSqlite(path, 'write');
      const other = openSqlite(path, 'write');
      connection.database.exec('PRAGMA busy_timeout = 1');
      await inTransaction(other, 'BEGIN IMMEDIATE', async () => {
        const begun = inTransaction(connection, 'BEGIN IMMEDIATE', async () => {});
        await expect(begun).rejects.toThrow(StoreUnavailable);
      });
      await inTransaction(connection, 'BEGIN IMMEDIATE', async () => {});
      connection.database.close();
      other.database.close();
    }));
});

onDatabase('postgres', 'A lost connection', (places) => {
  it('is unavailable at most for the moment', async () => {
    const place = await places.fresh();
    const store = await place.open();
    await Promise.all(Array.from({ length: 8 }, () => store.insertMail(newMail())));
    const pending = Promise.allSettled(Array.from({ length: 20 }, () => store.insertMail(newMail())));
    await place.sql(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'sekisho' and datname = current_database()`,
    );
    const refused = (await pending).filter((outcome) => outcome.status === 'rejected');
    for (const { reason } of refused) expect(reason).toBeInstanceOf(StoreUnavailable);
    await expect
      .poll(() =>
        store.ping().then(
          () => 'well',
          () => 'not yet',
        ),
      )
      .toBe('well');
    // A commit whose answer was lost may have been made.
    expect(await store.countMails({})).toBeGreaterThanOrEqual(28 - refused.length);
    expect((await store.verifyEvents()).ok).toBe(true);
  });
});

describe('PostgreSQL', () => {
  it('that is down is unavailable: while running and at start', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sekisho-down-'));
    const server = await startPostgres();
    const settings = {
      url: await server.createDatabase(),
      keyFile: join(folder, 'key'),
      writerId: 'relay-1',
      onFailure: () => {},
    };
    const store = await openStore(settings);
    await server.stop();
    await expect(store.ping()).rejects.toThrow(StoreUnavailable);
    await expect(store.insertMail(newMail())).rejects.toThrow(StoreUnavailable);
    await expect(openStore(settings)).rejects.toThrow(StoreUnavailable);
    await store.close();
    rmSync(folder, { recursive: true });
  });

  it('that answers a commit before it is on disk is refused', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sekisho-async-'));
    const server = await startPostgres();
    const url = `${await server.createDatabase()}?options=-csynchronous_commit%3Doff`;
    const opening = openStore({ url, keyFile: join(folder, 'key'), writerId: 'w', onFailure: () => {} });
    await expect(opening).rejects.toThrow(/synchronous_commit is off/);
    await expect(opening).rejects.not.toThrow(/sekisho:sekisho/);
    await server.stop();
    rmSync(folder, { recursive: true });
  });
});
