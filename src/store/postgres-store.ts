// The store on PostgreSQL: a pool, one transaction per operation. Several relays may share it.

import { POSTGRES } from './adapters.ts';
import { classifyPostgresError } from './errors.ts';
import { migrate } from './migrations.ts';
import { refuseMoved } from './move/marks.ts';
import type { Context } from './operations/context.ts';
import { type OperationName, typedRun } from './operations.ts';
import { assertDurable, connectPostgres, runOnPostgres, withoutPassword } from './postgres-connection.ts';
import type { Db } from './schema.ts';
import { type Store, StoreUnavailable } from './store.ts';
import { storeOver } from './store-over.ts';
import { unlock } from './unlock.ts';

export type PostgresSettings = {
  readonly url: string;
  readonly keyFile: string;
  readonly writerId: string;
  readonly onFailure: (error: Error) => void;
};

/** A pool that is ended forgets who still waits for a connection: so it ends only after the last operation. */
function closingInOrder(db: Db, runNamed: (name: OperationName, input: unknown) => Promise<unknown>): Store {
  const running = new Set<Promise<unknown>>();
  let isClosed = false;
  const track = async (name: OperationName, input: unknown) => {
    if (isClosed) throw new StoreUnavailable('the store is closed');
    const result = runNamed(name, input);
    running.add(result);
    return result.finally(() => running.delete(result));
  };
  return storeOver('postgres', typedRun(track), async () => {
    isClosed = true;
    await Promise.allSettled(running);
    await db.destroy();
  });
}

/** Throws StoreRefused or StoreUnavailable. */
export async function openPostgresStore(settings: PostgresSettings): Promise<Store> {
  const { url, keyFile, writerId } = settings;
  const where = withoutPassword(url);
  const db = connectPostgres(settings);
  try {
    await assertDurable(db, where);
    await migrate(db, POSTGRES, where);
    await refuseMoved(db, where);
    const ctx: Context = {
      adapter: POSTGRES,
      writer: writerId,
      keys: await unlock(db, keyFile, where),
    };
    return closingInOrder(db, (name, input) => runOnPostgres(db, ctx, name, input));
  } catch (error) {
    await db.destroy();
    throw classifyPostgresError(error);
  }
}
