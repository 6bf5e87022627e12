// Sessions of signed-in people: a random id in a cookie, its SHA-256 in the store. They end eight hours after the
// last look, and a week (a day, where others vouch for the person) after sign-in, whatever happens.

import { createHash, randomBytes } from 'node:crypto';
import type { SessionRow, Store, UserRow } from '../store/store.ts';

export type Session = SessionRow & { readonly user: UserRow };

const DAY_MS = 24 * 60 * 60 * 1000;
const IDLE_MS = 8 * 60 * 60 * 1000;
/** Whom others vouch for they vouch for anew each day: groups change, people leave. */
const LASTS_MS = { local: 7 * DAY_MS, oidc: DAY_MS, ldap: DAY_MS } as const;
/** A look is noted once a minute at most: reading pages must not write all the time. */
const TOUCH_AFTER_MS = 60 * 1000;

const hashOf = (id: string) => createHash('sha256').update(id).digest('hex');

/** 256 random bits as text for a cookie, a form or a link. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Where a session began: the browser's address and what it calls itself. */
export type Browser = { readonly client: string; readonly agent: string };

/** Begins a session and returns the id for the cookie. */
export async function beginSession(
  store: Store,
  user: UserRow,
  now: Date,
  browser: Browser,
): Promise<string> {
  const id = newToken();
  await store.putSession({
    idHash: hashOf(id),
    userId: user.id,
    csrf: newToken(),
    createdAt: now.toISOString(),
    seenAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + LASTS_MS[user.source]).toISOString(),
    client: browser.client,
    agent: browser.agent.slice(0, 300),
  });
  return id;
}

/** The session of a cookie; null when there is none, or it has run out. `isBackground`: nobody has looked. */
export async function findSession(
  store: Store,
  id: string | undefined,
  now: Date,
  isBackground = false,
): Promise<Session | null> {
  if (id === undefined || id === '') return null;
  const session = await store.findSession(hashOf(id), now.toISOString());
  if (session === null) return null;
  const idleMs = now.getTime() - Date.parse(session.seenAt);
  if (idleMs > IDLE_MS) {
    await store.dropSession(session.idHash);
    return null;
  }
  if (idleMs > TOUCH_AFTER_MS && !isBackground) await store.touchSession(session.idHash, now.toISOString());
  return session;
}

export async function endSession(store: Store, id: string | undefined): Promise<void> {
  if (id !== undefined && id !== '') await store.dropSession(hashOf(id));
}
