// Moves a relay's data from SQLite to PostgreSQL while no relay runs: copied as they are, sealed; compared row by row; every
// mail's octets opened and every audit chain walked in the new place. Begun again it goes on where it was broken off.

import { POSTGRES, SQLITE } from '../adapters.ts';
import { classifyPostgresError, StoreRefused } from '../errors.ts';
import { readAllOctets } from '../large-octets.ts';
import { migrate } from '../migrations.ts';
import { appendEvents } from '../operations/events.ts';
import { typedRun } from '../operations.ts';
import { assertDurable, connectPostgres, runOnPostgres, withoutPassword } from '../postgres-connection.ts';
import type { Db } from '../schema.ts';
import { inTransaction, openSqlite, type SqliteConnection } from '../sqlite-connection.ts';
import type { Actor, MailId } from '../store.ts';
import { unlock } from '../unlock.ts';
import { verifyChains } from '../verify-chains.ts';
import { dropMark, findMark, isMark, type Mark, putMark } from './marks.ts';
import { compareTable, copyTable, isEmpty } from './rows.ts';
import { type MovedTable, TABLES } from './tables.ts';

export type MoveStep = {
  readonly step: 'copying' | 'comparing' | 'opening';
  readonly table: MovedTable;
  readonly done: number;
  readonly total: number;
};

export type MoveSettings = {
  /** The SQLite file. */
  readonly path: string;
  /** `postgres://…`: an empty database. */
  readonly url: string;
  readonly keyFile: string;
  readonly writerId: string;
  readonly actor: Actor;
  readonly now: string;
  /** Names this move, unless one has begun. */
  readonly move: string;
  readonly onStep: (step: MoveStep) => void;
};

export type Moved = {
  readonly from: string;
  readonly to: string;
  /** An earlier run had begun. */
  readonly isResumed: boolean;
  /** Rows that are the same in both. */
  readonly rows: Readonly<Record<MovedTable, number>>;
  /** Mails whose octets were opened in the new place and have the digest they were accepted with. */
  readonly mailsOpened: number;
  /** Events of the audit chains, all of which verify in the new place. */
  readonly events: number;
};

type Ends = {
  readonly source: SqliteConnection;
  readonly db: Db;
  readonly from: string;
  readonly to: string;
};

/** Opened alone: whoever else has the file open keeps us out, and nobody comes in meanwhile. */
async function openSource({
  path,
  keyFile,
}: Pick<MoveSettings, 'path' | 'keyFile'>): Promise<SqliteConnection> {
  const source = openSqlite(path, 'alone');
  try {
    await inTransaction(source, 'BEGIN IMMEDIATE', () => migrate(source.db, SQLITE, path));
    await unlock(source.db, keyFile, path);
    return source;
  } catch (error) {
    source.database.close();
    throw error;
  }
}

async function assertUnused({ db, to }: Ends): Promise<void> {
  for (const table of TABLES) {
    if (!(await isEmpty(db, table)))
      throw new StoreRefused(`${to} is in use (${table} has rows): name an empty database`);
  }
}

/** Marks the new database, and gives it the keys' checks and whatever else `meta` holds. */
async function claimTarget(ends: Ends, mark: Mark): Promise<void> {
  const { source, db, from } = ends;
  const there = await findMark(db, 'moved-from');
  if (there?.move === mark.move) return;
  if (there !== null)
    throw new StoreRefused(`${ends.to} is being filled from ${there.other}: name an empty database`);
  await assertUnused(ends);
  const meta = await source.db.selectFrom('meta').selectAll().execute();
  const checks = (await db.selectFrom('meta').selectAll().execute()).filter(({ name }) =>
    name.startsWith('key-check'),
  );
  const known = new Map(meta.map(({ name, value }) => [name, value]));
  if (checks.some(({ name, value }) => known.get(name) !== value))
    throw new StoreRefused(`${ends.to} was opened with another key file: name an empty database`);
  await db.transaction().execute(async (inside) => {
    await inside.deleteFrom('meta').execute();
    await inside
      .insertInto('meta')
      .values(meta.filter(({ name }) => !isMark(name)))
      .execute();
    await putMark(inside, 'moved-from', { ...mark, other: from });
  });
}

/** The mark of the move that has begun, or a new one; in the old database when this returns. */
async function beginMove({ source, db, from, to }: Ends, { move, now }: MoveSettings) {
  const begun = await findMark(source.db, 'moved-to');
  if (begun !== null && begun.other !== to)
    throw new StoreRefused(
      `${from} ${begun.isDone ? 'was' : 'is being'} moved to ${begun.other}, not to ${to}`,
    );
  if (begun?.isDone && (await findMark(db, 'moved-from')) === null)
    throw new StoreRefused(`${from} was moved to ${to} at ${begun.at} already: name that in storage.url`);
  const mark: Mark = begun ?? { move, other: to, at: now, isDone: false };
  if (begun === null) await putMark(source.db, 'moved-to', mark);
  return { mark, isResumed: begun !== null };
}

function countRows({ source }: Ends, table: MovedTable): number {
  return Number(source.database.prepare(`select count(*) as n from "${table}"`).get()?.n);
}

async function copyAll(ends: Ends, onStep: MoveSettings['onStep']): Promise<Moved['rows']> {
  const tables = { source: ends.source.database, db: ends.db };
  const rows: Partial<Record<MovedTable, number>> = {};
  for (const step of ['copying', 'comparing'] as const) {
    for (const table of TABLES) {
      const total = countRows(ends, table);
      let done = 0;
      const tell = (count: number) => {
        done += count;
        onStep({ step, table, done, total });
      };
      if (step === 'copying') await copyTable(tables, table, tell);
      else rows[table] = await compareTable(tables, table, tell);
    }
  }
  return rows as Moved['rows'];
}

const PAGE = 500;

/** Every mail's octets, opened with the key where they are now. Throws IntegrityError. */
async function openAll(
  { db }: Ends,
  run: ReturnType<typeof typedRun>,
  total: number,
  onStep: MoveSettings['onStep'],
) {
  let done = 0;
  for (let after = ''; ; ) {
    const rows = await db
      .selectFrom('mails')
      .select(['id', 'erased_at'])
      .where('id', '>', after as MailId)
      .orderBy('id')
      .limit(PAGE)
      .execute();
    for (const { id } of rows.filter(({ erased_at }) => erased_at === null)) {
      await readAllOctets(run, id);
      done += 1;
    }
    onStep({ step: 'opening', table: 'octets', done, total });
    const last = rows.at(-1);
    if (last === undefined) return done;
    after = last.id;
  }
}

async function moveAll(ends: Ends, settings: MoveSettings): Promise<Moved> {
  const { source, db, from, to } = ends;
  const { keyFile, writerId: writer, actor, now, onStep } = settings;
  const { mark, isResumed } = await beginMove(ends, settings);
  await claimTarget(ends, mark);
  const rows = await copyAll(ends, onStep);
  const keys = await unlock(db, keyFile, to);
  const ctx = { adapter: POSTGRES, writer, keys };
  const run = typedRun((name, input) => runOnPostgres(db, ctx, name, input));
  const mailsOpened = await openAll(ends, run, rows.mails, onStep);
  const { ok, checked, firstBad } = await verifyChains(run);
  if (!ok) throw new StoreRefused(`the audit log is broken at ${firstBad}, in ${from} as well`);
  // From here on the old one is left for good; the new one may be used after the last step.
  await putMark(source.db, 'moved-to', { ...mark, isDone: true });
  await db.transaction().execute(async (inside) => {
    await dropMark(inside, 'moved-from');
    const detail = { from, mails: rows.mails, events: checked, since: mark.at };
    await appendEvents(inside, ctx, [{ type: 'store-moved', mailId: null, at: now, actor, detail }]);
  });
  return { from, to, isResumed, rows, mailsOpened, events: checked };
}

/** Throws StoreRefused when a person has to act, StoreUnavailable when it may pass: then it is to be begun again. */
export async function moveStore(settings: MoveSettings): Promise<Moved> {
  const { path, url } = settings;
  const to = withoutPassword(url);
  const source = await openSource(settings);
  const db = connectPostgres({ url, onFailure: () => {} });
  try {
    await assertDurable(db, to);
    await migrate(db, POSTGRES, to);
    return await moveAll({ source, db, from: path, to }, settings);
  } catch (error) {
    throw classifyPostgresError(error);
  } finally {
    await db.destroy();
    source.database.close();
  }
}

/** The old database may be used again, the new one must be emptied. Throws StoreRefused when the move is over, or none began. */
export async function giveUpMove(
  settings: Pick<MoveSettings, 'path' | 'keyFile'>,
): Promise<{ readonly to: string }> {
  const source = await openSource(settings);
  try {
    const mark = await findMark(source.db, 'moved-to');
    if (mark === null) throw new StoreRefused(`no move of ${settings.path} has begun`);
    if (mark.isDone)
      throw new StoreRefused(
        `${settings.path} was moved to ${mark.other} at ${mark.at}: relays may have used that since`,
      );
    await dropMark(source.db, 'moved-to');
    return { to: mark.other };
  } finally {
    source.database.close();
  }
}
