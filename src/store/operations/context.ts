// What every operation is given besides its transaction and its input, and two small habits that all share.

import type { Adapter } from '../adapters.ts';
import type { Keyring } from '../keyring.ts';

export type Context = {
  readonly adapter: Adapter;
  /** Whose chain of events is continued. */
  readonly writer: string;
  readonly keys: Keyring;
};

/** Rows per statement: well below the bind limits of both databases (32,766 and 65,535 values). */
const CHUNK = 500;

export function chunksOf<T>(items: readonly T[]): T[][] {
  const chunks: T[][] = [];
  for (let start = 0; start < items.length; start += CHUNK) chunks.push(items.slice(start, start + CHUNK));
  return chunks;
}

/** Free text from outside as both databases can keep it: no NUL (PostgreSQL), no lone surrogates. */
export function storable<T extends string | null>(text: T): T | string {
  return text === null ? text : text.replaceAll('\0', '\ufffd').toWellFormed();
}
