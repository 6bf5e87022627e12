// What a backup is: a folder with the copied database and a manifest that says what it must be. The key is only there
// when somebody asked for it.

import { existsSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Problem } from '../explain-error.ts';

const manifestSchema = z.strictObject({
  format: z.literal(1),
  /** When the copy was taken, and by which version. */
  at: z.iso.datetime(),
  version: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  sizeOctets: z.int().min(0),
});

export type Manifest = z.output<typeof manifestSchema>;

export const databaseIn = (folder: string) => join(folder, 'sekisho.db');
export const keyIn = (folder: string) => join(folder, 'sekisho.key');
const manifestIn = (folder: string) => join(folder, 'manifest.json');

export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const file = await open(manifestIn(folder), 'wx', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(manifest, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Throws Problem when the folder holds no backup that this version knows. */
export async function readManifest(folder: string): Promise<Manifest> {
  if (!existsSync(manifestIn(folder)))
    throw new Problem(
      `${folder} holds no backup (no manifest.json): it was not finished, or is another folder`,
    );
  const parsed = manifestSchema.safeParse(JSON.parse(await readFile(manifestIn(folder), 'utf8')));
  if (!parsed.success) throw new Problem(`${manifestIn(folder)} is not of this version of Sekisho`);
  return parsed.data;
}
