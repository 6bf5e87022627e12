// The near side of a SQLite thread: sends operations, matches replies, and never leaves a caller waiting. When the
// thread dies, every call, now and later, is StoreUnavailable.

import { Worker } from 'node:worker_threads';
import { programOf } from '../program-files.ts';
import { fromSentError } from './errors.ts';
import type { OperationName } from './operations.ts';
import type { Reply, Request, ThreadSettings } from './sqlite-messages.ts';
import { StoreUnavailable } from './store.ts';

/** What is new on the heap; the default of a large machine is several times as much, for each thread. */
const YOUNG_MB = 6;

export type SqliteThread = {
  run(name: OperationName, input: unknown): Promise<unknown>;
  /** Empties the write-ahead log after what was sent before; false when somebody reads it. */
  clearLog(): Promise<boolean>;
  /** Finishes what was sent before. */
  close(): Promise<void>;
};

type Calls = {
  add(id: number): Promise<unknown>;
  settle(reply: Extract<Reply, { kind: 'done' | 'failed' }>): void;
  reject(id: number, error: unknown): void;
  rejectAll(error: Error): void;
};

function createCalls(): Calls {
  const calls = new Map<number, PromiseWithResolvers<unknown>>();
  return {
    add(id) {
      const call = Promise.withResolvers<unknown>();
      calls.set(id, call);
      return call.promise;
    },
    settle(reply) {
      const call = calls.get(reply.id);
      calls.delete(reply.id);
      if (reply.kind === 'done') call?.resolve(reply.result);
      else call?.reject(fromSentError(reply.error));
    },
    reject(id, error) {
      calls.get(id)?.reject(error);
      calls.delete(id);
    },
    rejectAll(error) {
      for (const { reject } of calls.values()) reject(error);
      calls.clear();
    },
  };
}

/**
 * Resolves when the thread has opened its database; rejects with StoreRefused or StoreUnavailable when it cannot.
 * `onFailure` is told once when the thread dies later without having been closed.
 */
export async function startSqliteThread(
  settings: ThreadSettings,
  onFailure: (error: Error) => void,
): Promise<SqliteThread> {
  const worker = new Worker(programOf('sqlite'), {
    workerData: settings,
    name: `sqlite-${settings.mode}`,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  });
  const calls = createCalls();
  const opened = Promise.withResolvers<void>();
  const exited = Promise.withResolvers<void>();
  let gone: Error | null = null;

  function fail(reason: string, cause?: unknown): void {
    gone ??= new StoreUnavailable(`the ${settings.mode} thread of ${settings.path} ${reason}`, { cause });
    opened.reject(gone);
    calls.rejectAll(gone);
  }

  worker.on('message', (replies: readonly Reply[]) => {
    for (const reply of replies) {
      if (reply.kind === 'ready') opened.resolve();
      else if (reply.kind === 'refused') opened.reject(fromSentError(reply.error));
      else calls.settle(reply);
    }
  });
  worker.on('error', (error) => fail(`died: ${error instanceof Error ? error.message : error}`, error));
  worker.on('exit', () => {
    fail('has ended');
    exited.resolve();
  });

  await opened.promise;
  let lastId = 0;
  let isClosing = false;
  void exited.promise.then(() => {
    if (!isClosing && gone !== null) onFailure(gone);
  });
  // What is asked in one turn of the loop, by whichever session, goes in one message: each message wakes the thread, which
  // costs more than most answers.
  const outgoing: Request[] = [];
  const post = (): void => {
    const requests = outgoing.splice(0);
    try {
      worker.postMessage(requests);
    } catch (error) {
      // Something in one of them cannot be copied, and none was sent.
      for (const request of requests) if (request.kind !== 'close') calls.reject(request.id, error);
    }
  };
  const send = (request: Request): void => {
    if (outgoing.push(request) === 1) setImmediate(post);
  };
  const ask = async (requestFor: (id: number) => Request): Promise<unknown> => {
    if (gone !== null) throw gone;
    lastId += 1;
    send(requestFor(lastId));
    return calls.add(lastId);
  };
  return {
    run: (name, input) => ask((id) => ({ kind: 'run', id, name, input })),
    clearLog: async () => (await ask((id) => ({ kind: 'clear-log', id }))) === true,
    async close() {
      isClosing = true;
      send({ kind: 'close' });
      await exited.promise;
    },
  };
}
