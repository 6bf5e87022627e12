// Whether a backup can be relied on: the file is the one that was written, the database is whole, its key opens it, the
// audit chain is unbroken, and the octets of every mail that waits can be read. Works on a copy; opening would change it.

import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { openStore } from '../../store/open-store.ts';
import { fileSha256, findDamage } from '../../store/sqlite-backup.ts';
import { IntegrityError, type Store } from '../../store/store.ts';
import { databaseIn, keyIn, readManifest } from './folder.ts';

export type Verified = {
  readonly ok: boolean;
  readonly at: string;
  /** One sentence each. */
  readonly problems: readonly string[];
  /** null: the content was not looked at, for want of the key or after damage. */
  readonly content: { readonly held: number; readonly queued: number; readonly events: number } | null;
};

const PAGE = 100;

/** Problems with octets of mails that wait, and how many wait. */
async function readWaiting(store: Store): Promise<readonly string[]> {
  const problems: string[] = [];
  for (let offset = 0; ; offset += PAGE) {
    const page = await store.listMails({ states: ['held', 'queued'], limit: PAGE, offset });
    for (const { mail } of page) {
      try {
        await store.readOctets(mail.id);
      } catch (error) {
        if (!(error instanceof IntegrityError)) throw error;
        problems.push(error.message);
      }
    }
    if (page.length < PAGE) return problems;
  }
}

async function readContent(store: Store): Promise<Pick<Verified, 'problems' | 'content'>> {
  const problems = await readWaiting(store);
  const { held, queued } = await store.measureBacklog();
  const { ok, checked, firstBad } = await store.verifyEvents();
  return {
    problems: ok ? problems : [...problems, `the audit log is broken at ${firstBad}`],
    content: { held: held.count, queued: queued.count, events: checked },
  };
}

/** Opens a copy of the database with the key. */
async function openCopy(folder: string, keyFile: string): Promise<Pick<Verified, 'problems' | 'content'>> {
  const scratch = await mkdtemp(join(resolve(folder), '.verify-'));
  try {
    const copy = join(scratch, 'sekisho.db');
    await copyFile(databaseIn(folder), copy);
    const store = await openStore({
      url: `sqlite:${copy}`,
      keyFile,
      writerId: 'verify',
      onFailure: () => {},
    });
    return await readContent(store).finally(() => store.close());
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'store-refused')) throw error;
    return { problems: [error.message.replaceAll(scratch, folder)], content: null };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Throws Problem when there is no backup in the folder. `keyFile`: used when the backup holds no key itself. */
export async function verifyBackup(folder: string, keyFile: string | null): Promise<Verified> {
  const { at, sha256, sizeOctets } = await readManifest(folder);
  const file = databaseIn(folder);
  const result = (problems: readonly string[], content: Verified['content']) => ({
    ok: problems.length === 0,
    at,
    problems,
    content,
  });
  if (!existsSync(file)) return result([`${file} is missing`], null);
  if ((await stat(file)).size !== sizeOctets || (await fileSha256(file)) !== sha256)
    return result([`${file} is not the file that was written: damaged, or changed`], null);
  const damage = findDamage(file);
  if (damage !== null) return result([`${file} is damaged: ${damage}`], null);
  const key = [keyIn(folder), keyFile].find((path) => path !== null && existsSync(path));
  if (key === undefined || key === null) return result([], null);
  const { problems, content } = await openCopy(folder, key);
  return result(problems, content);
}
