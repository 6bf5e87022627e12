// `sekisho restore FOLDER`: puts a backup back. What was queued in it may have left since: it waits until somebody says
// `restore --confirm deliver` or `discard`.

import { Command, Option } from 'commander';
import { sqlitePathOf } from './backup.ts';
import { callerFolder, callerPath } from './caller-path.ts';
import { Problem, UsageError } from './explain-error.ts';
import { write } from './output.ts';
import { cliActor, type StoreOptions, withStore } from './with-store.ts';

type Options = StoreOptions & {
  readonly confirm?: 'deliver' | 'discard';
  readonly holdBack?: boolean;
};

const nowText = () => new Date().toISOString();

async function confirm(action: 'deliver' | 'discard', options: Options): Promise<void> {
  const count = await withStore(options, ({ store }) =>
    store.settleParked({ action, at: nowText(), actor: cliActor() }),
  );
  const what = action === 'deliver' ? 'on their way' : 'ended, unsent';
  write(options.json, { action, count }, () => `mails of the restored backup: ${count} ${what}`);
}

async function holdBack(options: Options): Promise<void> {
  const parked = await withStore(options, ({ store }) =>
    store.parkQueued({ at: nowText(), actor: cliActor(), backupAt: null }),
  );
  write(options.json, { parked }, () => parkedText(parked));
}

function parkedText(parked: number): string {
  if (parked === 0) return 'Nothing was queued in it.';
  return [
    `Queued in it, and perhaps gone since: ${parked}. That mail waits; new mail does not. Then:`,
    '  sekisho restore --confirm deliver     send them (again)',
    '  sekisho restore --confirm discard     end them, unsent',
  ].join('\n');
}

/** The key that opens the backup stands where the configuration says when this returns. */
async function placeKey(folder: string, keyFile: string): Promise<void> {
  const [{ copyFile, chmod }, { existsSync }, { keyIn }, { makeFolder }, { dirname }] = await Promise.all([
    import('node:fs/promises'),
    import('node:fs'),
    import('./backup/folder.ts'),
    import('../store/key-file.ts'),
    import('node:path'),
  ]);
  if (existsSync(keyFile)) return;
  if (!existsSync(keyIn(folder)))
    throw new Problem(`the key is not in the backup: put your copy of it at ${keyFile} first`);
  await makeFolder(dirname(keyFile));
  await copyFile(keyIn(folder), keyFile);
  await chmod(keyFile, 0o600);
}

/** Throws Problem when the backup is not whole or another key's. */
async function assertSound(folder: string, keyFile: string): Promise<string> {
  const { verifyBackup } = await import('./backup/verify.ts');
  const { ok, at, problems } = await verifyBackup(folder, keyFile);
  if (!ok) throw new Problem(problems.join('\n'));
  return at;
}

async function restore(folder: string, options: Options): Promise<void> {
  const [{ existsSync }, { dirname }, { databaseIn }, { placeSqlite }, { makeFolder }, { openStore }] =
    await Promise.all([
      import('node:fs'),
      import('node:path'),
      import('./backup/folder.ts'),
      import('../store/sqlite-backup.ts'),
      import('../store/key-file.ts'),
      import('../store/open-store.ts'),
    ]);
  const { readConfig } = await import('../config/load-config.ts');
  const { storageOf } = await import('../config/secrets.ts');
  const loaded = readConfig({ file: options.config ?? null, env: process.env, cwd: callerFolder() });
  const { url, keyFile } = storageOf(loaded);
  const path = sqlitePathOf(url, 'use pg_restore, then: sekisho restore --hold-back');
  if (existsSync(path))
    throw new Problem(`${path} is there: stop the relay and move it (with its -wal and -shm) away first`);
  await placeKey(folder, keyFile);
  const backupAt = await assertSound(folder, keyFile);
  await makeFolder(dirname(path));
  let parked = 0;
  await placeSqlite(databaseIn(folder), path, async (draft) => {
    const settings = { url: `sqlite:${draft}`, keyFile, writerId: 'restore', onFailure: () => {} };
    const store = await openStore(settings);
    parked = await store
      .parkQueued({ at: nowText(), actor: cliActor(), backupAt })
      .finally(() => store.close());
  });
  write(options.json, { path, backupAt, parked }, () =>
    [`${path}: as of ${backupAt}. What came later is not in it.`, parkedText(parked)].join('\n'),
  );
}

async function run(folder: string | undefined, options: Options): Promise<void> {
  const wanted = [folder, options.confirm, options.holdBack].filter((one) => one !== undefined);
  if (wanted.length !== 1) throw new UsageError('name a folder, or --confirm, or --hold-back: one of them');
  if (options.confirm !== undefined) return confirm(options.confirm, options);
  if (folder === undefined) return holdBack(options);
  return restore(callerPath(folder), options);
}

export function restoreCommand(): Command {
  return new Command('restore')
    .description('put a backup back; what was queued in it waits for --confirm')
    .argument('[folder]', 'where the backup is')
    .addOption(
      new Option('--confirm <what>', 'what becomes of mail that was queued in the backup').choices([
        'deliver',
        'discard',
      ]),
    )
    .option('--hold-back', 'after pg_restore: let what is queued wait for --confirm')
    .option('--config <file>', 'configuration (default: sekisho.yaml here)')
    .option('--json', 'as JSON')
    .action(run);
}
