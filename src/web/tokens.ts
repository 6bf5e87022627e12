// Tokens by which programs act for a person: 256 random bits behind a word that scanners for secrets can know. Shown once;
// what they may do is the smaller of their scopes and what their person may at that moment.

import { createHash, randomBytes } from 'node:crypto';
import { type ApiTokenRow, TOKEN_SCOPES, type TokenScope } from '../store/api-token.ts';
import type { Actor, Store, UserRow } from '../store/store.ts';
import { newToken } from './sessions.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const TOUCH_AFTER_MS = 60 * 1000;
const PREFIX = 'sekisho_';
const ID_OCTETS = 6;

/** Whom others vouch for has to sign in now and then, so that it is noticed when they have left. */
export const MAX_TOKEN_DAYS = { local: 365, oidc: 30, ldap: 30 } as const;
export const MAX_LABEL = 60;

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

/** What somebody may give a token of theirs. */
export function scopesFor({ role }: Pick<UserRow, 'role'>): readonly TokenScope[] {
  return TOKEN_SCOPES.filter((scope) => scope !== 'admin' || role === 'admin');
}

export type TokenWish = {
  readonly label: string;
  readonly scopes: readonly TokenScope[];
  readonly days: number;
};

/** `refused`: longer or wider than this person may, or they have too many. */
export async function makeToken(
  store: Store,
  user: UserRow,
  { label, scopes, days }: TokenWish,
  { at, actor }: { readonly at: Date; readonly actor: Actor },
): Promise<
  { readonly kind: 'made'; readonly id: string; readonly token: string } | { readonly kind: 'refused' }
> {
  const isFit = scopes.length > 0 && scopes.every((scope) => scopesFor(user).includes(scope));
  if (!isFit || days < 1 || days > MAX_TOKEN_DAYS[user.source]) return { kind: 'refused' };
  const token = `${PREFIX}${newToken()}`;
  const id = `t-${randomBytes(ID_OCTETS).toString('hex')}`;
  const row = {
    id,
    userId: user.id,
    label,
    scopes: TOKEN_SCOPES.filter((scope) => scopes.includes(scope)),
    createdAt: at.toISOString(),
    expiresAt: new Date(at.getTime() + days * DAY_MS).toISOString(),
    tokenHash: hashOf(token),
  };
  const added = await store.addApiToken(row, actor);
  return added === 'added' ? { kind: 'made', id, token } : { kind: 'refused' };
}

/** Of the token in a request's field Authorization (RFC 6750 §2.1); null when it cannot be one of ours. */
export function bearerHash(authorization: string | undefined): string | null {
  const [, token] = /^Bearer +(sekisho_[\w-]{43})$/i.exec(authorization ?? '') ?? [];
  return token === undefined ? null : hashOf(token);
}

/** Whose token it is; null when it is nobody's. */
export async function findBearer(
  store: Store,
  hash: string,
  now: Date,
  client: string,
): Promise<(ApiTokenRow & { readonly user: UserRow }) | null> {
  const found = await store.findApiToken(hash, now.toISOString());
  if (found === null) return null;
  const unseenMs =
    found.usedAt === null ? Number.POSITIVE_INFINITY : now.getTime() - Date.parse(found.usedAt);
  if (unseenMs > TOUCH_AFTER_MS) await store.touchApiToken(found.id, now.toISOString(), client);
  return found;
}
