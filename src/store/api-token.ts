// A token by which a program acts for a person, as the store keeps it. The database knows neither the token nor its
// SHA-256: only a keyed hash of that.

import type { Actor, UserRow } from './store.ts';

/** What a token may be used for; the role of its person still says what of that. */
export const TOKEN_SCOPES = ['read', 'decide', 'admin'] as const;
export type TokenScope = (typeof TOKEN_SCOPES)[number];

export type ApiTokenRow = {
  /** Names the token in lists and in the audit; not secret. */
  readonly id: string;
  readonly userId: string;
  /** What its person calls it. */
  readonly label: string;
  readonly scopes: readonly TokenScope[];
  readonly createdAt: string;
  readonly expiresAt: string;
  /** To the minute; null: never. */
  readonly usedAt: string | null;
  /** The address that it was last used from. */
  readonly client: string | null;
};

export type NewApiToken = Omit<ApiTokenRow, 'usedAt' | 'client'> & {
  /** SHA-256 of the token, lower-case hex. */
  readonly tokenHash: string;
};

/** The part of the store that programs are admitted by. */
export type ApiTokenStore = {
  /** Adds it, with its event of the audit, and drops those that ran out before it was made. `full`: their person has too many. */
  addApiToken(token: NewApiToken, actor: Actor): Promise<'added' | 'full'>;
  /** With its person as they are now; null when there is none, or it has run out. */
  findApiToken(tokenHash: string, now: string): Promise<(ApiTokenRow & { readonly user: UserRow }) | null>;
  touchApiToken(id: string, usedAt: string, client: string): Promise<void>;
  /** The newest first. */
  listApiTokens(query: { readonly userId?: string; readonly now: string }): Promise<readonly ApiTokenRow[]>;
  /** With its event; false when there is no such token, or it is somebody else's than `userId`. */
  revokeApiToken(input: {
    readonly id: string;
    readonly userId?: string;
    readonly at: string;
    readonly actor: Actor;
  }): Promise<boolean>;
};
