// The one-time link with which the first administrator is made: random, stored as its SHA-256, valid for a day and only
// while there is no user. serve.ts asks for it at every start; handlers/set-up.ts redeems it.

import { createHash } from 'node:crypto';
import type { Store } from '../store/store.ts';
import { newToken } from './sessions.ts';

const VALID_FOR_MS = 24 * 60 * 60 * 1000;

export function setupTokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** A fresh link below `url`, which replaces the one before; null when there is a user already. */
export async function createSetupLink(store: Store, now: Date, url: string): Promise<string | null> {
  if ((await store.countUsers()) > 0) return null;
  const token = newToken();
  await store.putSetupToken(setupTokenHash(token), new Date(now.getTime() + VALID_FOR_MS).toISOString());
  return new URL(`/setup/${token}`, url).href;
}
