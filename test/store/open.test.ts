import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { StoreRefused } from '../../src/store/errors.ts';
import { newMailId, parseMailId } from '../../src/store/mail-id.ts';
import { openStore } from '../../src/store/open-store.ts';
import { openSqlite } from '../../src/store/sqlite-connection.ts';
import { eachDatabase } from './databases.ts';
import { newMail } from './samples.ts';

eachDatabase('Opening the store', (places, kind) => {
  it('makes the folder and the key at the first start, readable for nobody else', async () => {
    const { open, settings } = await places.empty();
    const store = await open();
    expect(store.kind).toBe(kind);
    await store.ping();
    expect(statSync(settings.keyFile)).toMatchObject({ size: 32 });
    expect(statSync(settings.keyFile).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(settings.keyFile)).mode & 0o777).toBe(0o700);
  });

  it('finds everything again at the second start', async () => {
    const { open } = await places.empty();
    const first = await open();
    const mail = newMail();
    await first.insertMail(mail);
    await first.close();
    const second = await open();
    expect((await second.findMail(mail.id))?.mail.subject).toBe(mail.subject);
    expect(Buffer.from(await second.readOctets(mail.id))).toEqual(mail.octets);
  });

  it('by several relays at the same moment makes one schema and one key', async () => {
    const { open } = await places.empty();
    const stores = await Promise.all(['a', 'b', 'c'].map((writerId) => open({ writerId })));
    const mail = newMail();
    await stores[0]!.insertMail(mail);
    expect(await stores[2]!.findMail(mail.id)).not.toBeNull();
  });

  it.each([
    ['another key', (path: string) => writeFileSync(path, randomBytes(32)), /does not open/],
    ['no key', (path: string) => rmSync(path), /is missing/],
    ['a cut key', (path: string) => writeFileSync(path, randomBytes(31)), /damaged/],
    [
      'a key that is a folder',
      (path: string) => {
        rmSync(path);
        mkdirSync(path);
      },
      /cannot read/,
    ],
  ])('of existing data with %s is refused, naming the key file', async (_name, spoil, reason) => {
    const { open, settings } = await places.empty();
    await (await open()).close();
    spoil(settings.keyFile);
    await expect(open()).rejects.toThrow(StoreRefused);
    await expect(open()).rejects.toThrow(reason);
    await expect(open()).rejects.toThrow(settings.keyFile);
  });

  it('is refused when a newer version has written the data', async () => {
    const { open, sql } = await places.empty();
    await (await open()).close();
    await sql("insert into kysely_migration (name, timestamp) values ('9999-from-the-future', '2030-01-01')");
    await expect(open()).rejects.toThrow(/newer version.*9999-from-the-future/);
    await expect(open()).rejects.toThrow(StoreRefused);
  });
});

describe('Opening SQLite', () => {
  it('is as durable on the second open as on the first, for the writer and the reader', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sekisho-pragma-'));
    try {
      for (const mode of ['write', 'write', 'read'] as const) {
        const { database } = openSqlite(join(folder, 's.db'), mode);
        const pragma = (name: string) => Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0];
        expect(pragma('journal_mode')).toBe('wal');
        expect(pragma('synchronous')).toBe(2);
        expect(pragma('foreign_keys')).toBe(1);
        expect(pragma('secure_delete')).toBe(1);
        expect(pragma('trusted_schema')).toBe(0);
        if (mode === 'read') expect(() => database.exec('create table t (a)')).toThrow(/readonly/);
        else database.exec('create table if not exists kept (a)');
        database.close();
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.each([
    ['sqlite:/dev/null/folder/s.db', '/dev/null/folder'],
    ['sqlite:/dev/null', '/dev/null'],
    ['sqlite:/dev', '/dev'],
    ['mysql://x', 'mysql:'],
  ])('refuses %s with a reason', async (url, named) => {
    const opening = openStore({ url, keyFile: '/dev/null/key', writerId: 'w', onFailure: () => {} });
    await expect(opening).rejects.toThrow(StoreRefused);
    await expect(opening).rejects.toThrow(named);
  });
});

describe('A mail id', () => {
  it('is its time and 80 random bits in 26 digits without look-alikes', () => {
    expect(newMailId(new Uint8Array(10), 0)).toBe(`m-${'0'.repeat(26)}`);
    expect(newMailId(new Uint8Array(10).fill(255), 2 ** 48 - 1)).toBe(`m-7${'z'.repeat(25)}`);
    const late = Array.from({ length: 20 }, (_, n) => newMailId(undefined, 1_795_860_000_000 + n));
    expect(late.toSorted()).toEqual(late);
    const ids = new Set(Array.from({ length: 2000 }, () => newMailId(undefined, 0)));
    expect(ids.size).toBe(2000);
  });

  it('is read as a person types it', () => {
    const ids = Array.from({ length: 500 }, () => newMailId());
    for (const id of ids) expect(parseMailId(` ${id.toUpperCase()} `)).toBe(id);
  });

  it.each([
    '',
    'm-',
    `m-8${'0'.repeat(25)}`,
    `m-${'0'.repeat(25)}`,
    `m-${'u'.repeat(26)}`,
    `x${'0'.repeat(27)}`,
  ])('is not %j', (text) => {
    expect(parseMailId(text)).toBeNull();
  });

  it('is read as a person may type it', () => {
    expect(parseMailId(` M-${'A'.repeat(26).replace('A', '0')} `)).toBe(`m-0${'a'.repeat(25)}`);
  });
});
