// A worker thread that owns one SQLite connection: the writer, or the reader. The writer commits whatever has gathered
// while it was busy in one transaction, each operation in its own savepoint, and answers only after the commit.

import { setImmediate } from 'node:timers/promises';
import { parentPort, type Transferable, workerData } from 'node:worker_threads';
import { SQLITE } from './adapters.ts';
import { classifySqliteError, sqliteCodeOf, toSentError } from './errors.ts';
import { migrate } from './migrations.ts';
import { refuseMoved } from './move/marks.ts';
import type { Context } from './operations/context.ts';
import { operate } from './operations.ts';
import { clearLog, inTransaction, openSqlite, type SqliteConnection } from './sqlite-connection.ts';
import type { Reply, Request, ThreadSettings } from './sqlite-messages.ts';
import { unlock } from './unlock.ts';

type RunRequest = Extract<Request, { kind: 'run' }>;
type ClearRequest = Extract<Request, { kind: 'clear-log' }>;

/** SQLITE_IOERR_FSYNC and SQLITE_IOERR_DIR_FSYNC: what was written may be lost although a second try succeeds. */
const FSYNC_FAILED = new Set([10 | (4 << 8), 10 | (5 << 8)]);

function parseSettings(data: unknown): ThreadSettings {
  return data as ThreadSettings;
}

/** Prepared once: every operation begins and ends one. */
const savepointOf = ({ database }: SqliteConnection) => ({
  begin: database.prepare('SAVEPOINT operation'),
  undo: database.prepare('ROLLBACK TO operation'),
  end: database.prepare('RELEASE operation'),
});

type Opened = SqliteConnection & { readonly savepoint: ReturnType<typeof savepointOf> };

/** Runs one operation; its failure takes back only what it wrote itself. Throws when the transaction is gone. */
async function runOne(
  { database, db, savepoint }: Opened,
  ctx: Context,
  { id, name, input }: RunRequest,
): Promise<Reply> {
  savepoint.begin.run();
  try {
    const result = await operate(db, ctx, name, input);
    savepoint.end.run();
    return { kind: 'done', id, result };
  } catch (error) {
    // A full disk or a failed write may have rolled back the whole transaction by itself.
    if (!database.isTransaction) throw error;
    savepoint.undo.run();
    savepoint.end.run();
    return { kind: 'failed', id, error: toSentError(classifySqliteError(error)) };
  }
}

async function runBatch(
  connection: Opened,
  ctx: Context,
  begin: 'BEGIN' | 'BEGIN IMMEDIATE',
  batch: readonly RunRequest[],
): Promise<readonly Reply[]> {
  try {
    return await inTransaction(connection, begin, async () => {
      const replies: Reply[] = [];
      for (const request of batch) replies.push(await runOne(connection, ctx, request));
      return replies;
    });
  } catch (error) {
    if (error instanceof Error && FSYNC_FAILED.has(sqliteCodeOf(error.cause))) throw error;
    return batch.map(({ id }) => ({ kind: 'failed', id, error: toSentError(error) }));
  }
}

function runClear(connection: SqliteConnection, { id }: ClearRequest): Reply {
  try {
    return { kind: 'done', id, result: clearLog(connection) };
  } catch (error) {
    return { kind: 'failed', id, error: toSentError(error) };
  }
}

/** Octets are handed over, not copied. */
function transferOf(replies: readonly Reply[]): Transferable[] {
  return replies.flatMap((reply) => {
    const result = reply.kind === 'done' ? reply.result : null;
    const octets = typeof result === 'object' && result !== null && 'octets' in result ? result.octets : null;
    return octets instanceof Uint8Array && octets.buffer instanceof ArrayBuffer ? [octets.buffer] : [];
  });
}

async function open({ mode, path, keyFile, writerId }: ThreadSettings) {
  const connection = openSqlite(path, mode);
  try {
    // Kysely's migrator opens no transaction of its own on SQLite.
    if (mode === 'write') {
      await inTransaction(connection, 'BEGIN IMMEDIATE', () => migrate(connection.db, SQLITE, path));
    }
    // What an operation may have to take back would go through a file: 300 KB for a mail of 2. After the migrations, which
    // sort whole tables; a step of an operation is bounded.
    if (mode === 'write') connection.database.exec('PRAGMA temp_store = MEMORY');
    await refuseMoved(connection.db, path);
    const keys = await unlock(connection.db, keyFile, path);
    const ctx: Context = { adapter: SQLITE, writer: writerId, keys };
    return { connection: { ...connection, savepoint: savepointOf(connection) }, ctx };
  } catch (error) {
    connection.database.close();
    throw classifySqliteError(error);
  }
}

async function serve(settings: ThreadSettings): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error('sqlite-thread runs as a worker thread only');
  const say = (replies: readonly Reply[]) => port.postMessage(replies, transferOf(replies));
  const { connection, ctx } = await open(settings);
  const begin = settings.mode === 'write' ? 'BEGIN IMMEDIATE' : 'BEGIN';
  const waiting: RunRequest[] = [];
  const clearing: ClearRequest[] = [];
  let isRunning = false;
  let isClosing = false;

  async function runWaiting(): Promise<void> {
    isRunning = true;
    while (waiting.length + clearing.length > 0) {
      const batch = waiting.splice(0);
      if (batch.length > 0) say(await runBatch(connection, ctx, begin, batch));
      if (clearing.length > 0) say(clearing.splice(0).map((request) => runClear(connection, request)));
      // One turn of the loop lets in what arrived meanwhile.
      await setImmediate();
    }
    isRunning = false;
    if (isClosing) finish();
  }

  function finish(): void {
    connection.database.close();
    port?.close();
  }

  port.on('message', (requests: readonly Request[]) => {
    for (const request of requests) {
      if (request.kind === 'close') isClosing = true;
      else if (request.kind === 'clear-log') clearing.push(request);
      else waiting.push(request);
    }
    // What runWaiting throws is an unhandled rejection on purpose: the thread ends, and its owner is told.
    if (!isRunning) void runWaiting();
  });
  say([{ kind: 'ready' }]);
}

try {
  await serve(parseSettings(workerData));
} catch (error) {
  const refused: Reply = { kind: 'refused', error: toSentError(error) };
  parentPort?.postMessage([refused]);
}
