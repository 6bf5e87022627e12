// What a source of history yields: one mail of the past after the other. import.ts makes lessons of them.

import { stat } from 'node:fs/promises';
import type { AddrSpec } from '../../guard/address.ts';
import type { Mailbox } from '../../guard/facts.ts';

/** One mail of the past, as far as history cares. Addresses are in lower case. */
export type PastMail = {
  /** The same mail has the same key however often it is imported. */
  readonly key: string;
  /** ISO time. */
  readonly at: string;
  readonly author: AddrSpec;
  /** Everybody it went to. */
  readonly recipients: readonly AddrSpec[];
  /** Those whom the others could see: To and Cc. */
  readonly visible: readonly Mailbox[];
};

/** `null` stands for an entry that could not be used. */
export type PastMails = AsyncIterable<PastMail | null>;

/** Told how much more of the source has been read: octets of files, or mails. */
export type OnProgress = (more: number) => void;

/** An entry and where in its source it stands; positions grow. */
export type Entry = { readonly position: number; readonly mail: PastMail | null };

export type Source = {
  readonly kind: string;
  /** Under this name the store keeps how far an import came; a source that has changed has another one. */
  readonly name: string;
  /** What `onProgress` adds up to in the end. */
  readonly total: number;
  /** The entries behind position `after`; all for 0. */
  open(after: number, onProgress: OnProgress): AsyncIterable<Entry>;
};

/** Positions for entries that have none of their own: they are counted. */
async function* counted(mails: PastMails, after: number): AsyncIterable<Entry> {
  let position = 0;
  for await (const mail of mails) {
    position += 1;
    if (position > after) yield { position, mail };
  }
}

/** A source of files that are read from end to end. */
export async function sourceOfFiles(
  kind: string,
  files: readonly string[],
  read: (onProgress: OnProgress) => PastMails,
): Promise<Source> {
  const found = await Promise.all(files.map(async (file) => ({ file, ...(await stat(file)) })));
  return {
    kind,
    name: JSON.stringify([kind, ...found.map(({ file, size, mtimeMs }) => [file, size, mtimeMs])]),
    total: found.reduce((sum, { size }) => sum + size, 0),
    open: (after, onProgress) => counted(read(onProgress), after),
  };
}
