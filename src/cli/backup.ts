// `sekisho backup FOLDER`: a copy of the data while the relay runs. `--verify` looks at one that was made.

import { Command } from 'commander';
import { callerPath } from './caller-path.ts';
import { Problem } from './explain-error.ts';
import { write } from './output.ts';
import { readStorage } from './read-storage.ts';
import type { StoreOptions } from './with-store.ts';

type Options = StoreOptions & { readonly verify?: boolean; readonly withKey?: boolean };

const SQLITE = 'sqlite:';

/** The path of the SQLite file. Throws Problem for PostgreSQL, which has tools of its own. */
export function sqlitePathOf(url: string, instead: string): string {
  if (url.startsWith(SQLITE)) return url.slice(SQLITE.length);
  throw new Problem(`the data are in PostgreSQL: ${instead} (sekisho help operation)`);
}

async function make(folder: string, options: Options): Promise<void> {
  const [{ mkdir, copyFile, chmod, stat }, { existsSync }, files, backups, { version }] = await Promise.all([
    import('node:fs/promises'),
    import('node:fs'),
    import('./backup/folder.ts'),
    import('../store/sqlite-backup.ts'),
    import('../version.ts'),
  ]);
  const { url, keyFile } = (await readStorage(options)).storage;
  const path = sqlitePathOf(url, 'use pg_dump, and keep the key file apart from it');
  if (!existsSync(path)) throw new Problem(`there is no data yet: ${path} is made at the first start`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const database = files.databaseIn(folder);
  if (existsSync(database)) throw new Problem(`${folder} holds a backup already: name another folder`);
  const at = new Date().toISOString();
  await backups.copySqlite(path, database);
  if (options.withKey) {
    await copyFile(keyFile, files.keyIn(folder));
    await chmod(files.keyIn(folder), 0o600);
  }
  const sizeOctets = (await stat(database)).size;
  const sha256 = await backups.fileSha256(database);
  // Last: a folder without it is no backup.
  await files.writeManifest(folder, { format: 1, at, version: version(), sha256, sizeOctets });
  write(options.json, { folder, at, sizeOctets, sha256, withKey: options.withKey === true }, () =>
    [
      `${folder}: ${sizeOctets} octets, as of ${at}`,
      options.withKey
        ? 'The key is in it: whoever has this folder can read all mail.'
        : `Without the key it cannot be read: keep a copy of ${keyFile} in another place.`,
    ].join('\n'),
  );
}

async function verify(folder: string, options: Options): Promise<void> {
  const { verifyBackup } = await import('./backup/verify.ts');
  const { keyFile } = (await readStorage(options)).storage;
  const verified = await verifyBackup(folder, keyFile);
  const { ok, at, problems, content } = verified;
  write(options.json, verified, () => {
    const counts =
      content === null
        ? 'the file is the one that was written; without the key its content was not looked at'
        : `${content.held} held, ${content.queued} queued, ${content.events} events: all can be read`;
    return ok ? `${folder}: backup of ${at}; ${counts}` : problems.join('\n');
  });
  if (!ok) process.exitCode = 1;
}

async function run(folder: string, options: Options): Promise<void> {
  const path = callerPath(folder);
  await (options.verify ? verify(path, options) : make(path, options));
}

export function backupCommand(): Command {
  return new Command('backup')
    .description('copy the data while the relay runs (SQLite); the key stays apart')
    .argument('<folder>', 'a new folder')
    .option('--verify', 'check the backup in this folder instead')
    .option('--with-key', 'put the key into it: then it alone is enough to read all mail')
    .option('--config <file>', 'configuration (default: sekisho.yaml here)')
    .option('--json', 'as JSON')
    .action(run);
}
