// Mail folders with one file per mail (Maildir): Dovecot's, Courier's, mutt's. Of every file only the header is read.

import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '../explain-error.ts';
import { pastMailOf } from './past-mail.ts';
import type { PastMails, Source } from './sources.ts';

const PIECE_OCTETS = 16 * 1024;
const MAX_HEADER_OCTETS = 256 * 1024;
/** Where Maildir keeps delivered mail; `tmp` holds what is being written. */
const MAIL_FOLDERS = new Set(['cur', 'new']);

/** All mails of a folder and its sub-folders (`.Sent`, `Archive`), in one order. */
async function filesUnder(folder: string, isMailFolder: boolean): Promise<string[]> {
  const found: string[] = [];
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) found.push(...(await filesUnder(path, MAIL_FOLDERS.has(entry.name))));
    else if (entry.isFile() && isMailFolder) found.push(path);
  }
  return found;
}

/** Down to the empty line, or as much as a header may be long. */
async function readHeaderOf(file: string): Promise<Buffer> {
  const handle = await open(file);
  try {
    let octets = Buffer.alloc(0);
    while (octets.length < MAX_HEADER_OCTETS) {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(PIECE_OCTETS), 0, PIECE_OCTETS, null);
      octets = Buffer.concat([octets, buffer.subarray(0, bytesRead)]);
      const end = /\r?\n\r?\n/.exec(octets.toString('latin1'));
      if (end !== null) return octets.subarray(0, end.index + 1);
      if (bytesRead === 0) break;
    }
    return octets;
  } finally {
    await handle.close();
  }
}

/** Throws UsageError for a folder without mail, so that a mistyped path does not end learning. */
export async function maildirSource(folders: readonly string[]): Promise<Source> {
  const files: string[] = [];
  for (const folder of folders) files.push(...(await filesUnder(folder, false)));
  if (files.length === 0) throw new UsageError(`no mail in ${folders.join(', ')}: a Maildir has cur and new`);
  async function* read(rest: readonly string[]): PastMails {
    for (const file of rest) yield pastMailOf(await readHeaderOf(file));
  }
  return {
    kind: 'maildir',
    name: JSON.stringify(['maildir', ...folders, files.length, files.at(-1)]),
    total: files.length,
    async *open(after, onProgress) {
      let position = after;
      onProgress(after);
      for await (const mail of read(files.slice(after))) {
        position += 1;
        onProgress(1);
        yield { position, mail };
      }
    },
  };
}
