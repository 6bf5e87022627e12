// Both databases for tests: a fresh, empty one for every place, opened and closed by the test's own file.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { afterAll, afterEach, describe, inject } from 'vitest';
import { openStore, type StoreSettings } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { createDatabase, EMPTY, MIGRATED } from './postgres.ts';

export type Kind = Store['kind'];
type Row = Record<string, unknown>;

/** An empty database of its own, with the folder for its key file. */
export type Place = {
  readonly kind: Kind;
  readonly folder: string;
  readonly settings: StoreSettings;
  /** What `onFailure` was told. */
  readonly failures: readonly Error[];
  /** Opens the store; it is closed after the test, unless the test does so. */
  open(changed?: Partial<StoreSettings>): Promise<Store>;
  /** Runs SQL past the store, as somebody with access to the database could. */
  sql(text: string): Promise<Row[]>;
};

export async function sqlOn({ url }: StoreSettings, text: string): Promise<Row[]> {
  if (url.startsWith('sqlite:')) {
    const database = new DatabaseSync(url.slice('sqlite:'.length));
    try {
      return database.prepare(text).all();
    } finally {
      database.close();
    }
  }
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

export type Places = {
  /** Without a row; on PostgreSQL with the tables already. */
  fresh(): Promise<Place>;
  /** As before the first start. */
  empty(): Promise<Place>;
  /** One store for all tests of the suite that do not mind each other's mails: opening one takes a while. */
  shared(): Promise<Store>;
};

/** Describes the same promises for SQLite and for PostgreSQL. */
export function eachDatabase(name: string, promises: (places: Places, kind: Kind) => void): void {
  for (const kind of ['sqlite', 'postgres'] as const) onDatabase(kind, name, promises);
}

/** Describes what only one of them can promise. */
export function onDatabase(kind: Kind, name: string, promises: (places: Places, kind: Kind) => void): void {
  describe(`${name} on ${kind}`, () => {
    const closers: (() => unknown)[] = [];
    const lastClosers: (() => unknown)[] = [];
    let store: Promise<Store> | null = null;

    afterEach(async () => {
      for (const close of closers.splice(0).reverse()) await close();
    });
    afterAll(async () => {
      for (const close of lastClosers.splice(0).reverse()) await close();
    });

    async function placeUntil(closers: (() => unknown)[], template = MIGRATED): Promise<Place> {
      const folder = mkdtempSync(join(tmpdir(), 'sekisho-store-'));
      closers.push(() => rmSync(folder, { recursive: true, force: true }));
      const failures: Error[] = [];
      const settings: StoreSettings = {
        url:
          kind === 'postgres'
            ? await createDatabase(inject('postgresUrl'), template)
            : `sqlite:${join(folder, 'data', 'sekisho.db')}`,
        keyFile: join(folder, 'data', 'key'),
        writerId: 'relay-1',
        onFailure: (error) => failures.push(error),
      };
      return {
        kind,
        folder,
        settings,
        failures,
        sql: (text) => sqlOn(settings, text),
        async open(changed = {}) {
          const store = await openStore({ ...settings, ...changed });
          let closing: Promise<void> | null = null;
          const close = () => {
            closing ??= store.close();
            return closing;
          };
          closers.push(close);
          return { ...store, close };
        },
      };
    }

    const openShared = async (): Promise<Store> => (await placeUntil(lastClosers)).open();
    const places: Places = {
      fresh: () => placeUntil(closers),
      empty: () => placeUntil(closers, EMPTY),
      shared: () => {
        store ??= openShared();
        return store;
      },
    };
    promises(places, kind);
  });
}
