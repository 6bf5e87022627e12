// `sekisho store move`: one machine is not enough any more: the data go from SQLite to PostgreSQL.

import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import type { Moved, MoveStep } from '../store/move/move-store.ts';
import { callerPath } from './caller-path.ts';
import { withCommonOptions } from './common-options.ts';
import { Problem, UsageError } from './explain-error.ts';
import { styled, table, write } from './output.ts';
import { cliActor, type StoreOptions } from './with-store.ts';

type Options = StoreOptions & {
  readonly to?: string;
  readonly toFile?: string;
  readonly giveUp?: boolean;
};

/** One line that is written over, on a terminal only. */
function showStep({ step, table, done, total }: MoveStep): void {
  if (!process.stderr.isTTY) return;
  const percent = total === 0 ? 100 : Math.min(100, Math.floor((100 * done) / total));
  const bar = '#'.repeat(Math.floor(percent / 5)).padEnd(20, '·');
  process.stderr.write(`\r\u001b[K${bar} ${percent} %  ${step} ${table}: ${done} of ${total} `);
}

async function sourceOf(options: Options) {
  const [{ readStorage }, { existsSync }, { hostNameOf }] = await Promise.all([
    import('./read-storage.ts'),
    import('node:fs'),
    import('../config/relay-settings.ts'),
  ]);
  const { storage, config } = await readStorage(options);
  const { url, keyFile } = storage;
  if (!url.startsWith('sqlite:'))
    throw new Problem('storage.url names no SQLite file: only that can be moved');
  const path = url.slice('sqlite:'.length);
  if (!existsSync(path)) throw new Problem(`there is no data: ${path} is made at the first start`);
  return { path, keyFile, writerId: `${hostNameOf(config)}/cli` };
}

async function targetOf({ to, toFile }: Options): Promise<string> {
  const url = toFile === undefined ? (to ?? '') : (await readFile(callerPath(toFile), 'utf8')).trim();
  if (/^postgres(ql)?:\/\//.test(url)) return url;
  throw new UsageError('the new place is a URL that begins with postgres://');
}

function textOf(moved: Moved): string {
  const { from, to, rows, mailsOpened, events } = moved;
  const counts = Object.entries(rows).filter(([, count]) => count > 0);
  return [
    styled('bold', `${from} is in ${to} now`),
    table(counts.map(([name, count]) => [name, String(count)])).trimEnd(),
    `All rows are the same in both. The octets of ${mailsOpened} mails were opened there and are those that were accepted;`,
    `${events} audit events verify there.`,
    `Now name the new database in storage.url (or urlFile), keep the key file, and start. ${from} opens no more;`,
    'delete it, with its -wal and -shm, once the new database has its first backup.',
  ].join('\n');
}

async function move(options: Options): Promise<void> {
  const wanted = [options.to, options.toFile, options.giveUp].filter((one) => one !== undefined);
  if (wanted.length !== 1) throw new UsageError('name one of --to, --to-file and --give-up');
  const { moveStore, giveUpMove } = await import('../store/move/move-store.ts');
  const source = await sourceOf(options);
  if (options.giveUp) {
    const { to } = await giveUpMove(source);
    write(
      options.json,
      { path: source.path, to },
      () => `${source.path} may be used again; ${to} is not whole: empty it`,
    );
    return;
  }
  const url = await targetOf(options);
  const now = new Date().toISOString();
  const moved = await moveStore({
    ...source,
    url,
    actor: cliActor(),
    now,
    move: randomUUID(),
    onStep: showStep,
  });
  if (process.stderr.isTTY) process.stderr.write('\n');
  write(options.json, moved, () => textOf(moved));
}

export function storeCommand(): Command {
  const store = new Command('store').description('where the data are kept');
  withCommonOptions(store.command('move'))
    .description(
      'move the data from SQLite to an empty PostgreSQL, while no relay runs; goes on where it was broken off',
    )
    .option('--to <url>', 'postgres://user:password@host/database')
    .option('--to-file <file>', 'a file with the URL: the command line is seen by everybody on the machine')
    .option('--give-up', 'take back a move that is not over: the SQLite file may be used again')
    .action(move);
  return store;
}
