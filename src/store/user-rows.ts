// People who open the pages, and their sessions, as the store keeps them.

import type { AddrSpec } from '../guard/address.ts';

export type UserRole = 'admin' | 'approver' | 'delegate' | 'auditor' | 'sender';
export type UserRow = {
  readonly id: string;
  readonly name: string;
  readonly address: AddrSpec | null;
  readonly role: UserRole;
  /** Who says who they are. */
  readonly source: 'local' | 'oidc' | 'ldap';
  /** What that calls them; null for local users. */
  readonly subject: string | null;
  /** null: they have no password here. */
  readonly passwordHash: string | null;
  readonly language: 'ja' | 'en';
  readonly createdAt: string;
};

export type SessionRow = {
  readonly idHash: string;
  readonly userId: string;
  readonly csrf: string;
  readonly createdAt: string;
  readonly seenAt: string;
  readonly expiresAt: string;
  /** Address of the browser at sign-in, and what it calls itself. */
  readonly client: string;
  readonly agent: string;
};

/** The part of the store that sign-in asks. */
export type UserStore = {
  countUsers(): Promise<number>;
  addUser(user: UserRow): Promise<'added' | 'name-taken'>;
  setPassword(name: string, passwordHash: string): Promise<boolean>;
  findUser(name: string): Promise<UserRow | null>;
  /** By source and subject: adds the user, or gives the known one this role, address and, if it is free, name. */
  putExternalUser(user: UserRow): Promise<UserRow>;
  listUsers(): Promise<readonly UserRow[]>;
  getUser(id: string): Promise<UserRow | null>;
  /** Single-use token for the first administrator; only its SHA-256 is stored. */
  putSetupToken(hash: string, expiresAt: string): Promise<void>;
  /** Uses up the token and adds the administrator in one transaction; only while there is no user. */
  redeemSetupToken(hash: string, now: string, user: UserRow): Promise<boolean>;
  putSession(session: SessionRow): Promise<void>;
  findSession(idHash: string, now: string): Promise<(SessionRow & { readonly user: UserRow }) | null>;
  touchSession(idHash: string, seenAt: string): Promise<void>;
  dropSession(idHash: string): Promise<void>;
  /** Those that have not run out, the last seen first. */
  listSessions(query: { readonly userId?: string; readonly now: string }): Promise<readonly SessionRow[]>;
  /** Ends a user's sessions, but for the one to be kept; returns how many. */
  dropSessions(query: { readonly userId: string; readonly kept?: string }): Promise<number>;
};
