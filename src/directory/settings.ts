// Where the people of the company are read from: a file that somebody keeps, a directory server, or both. config/ fills
// it in; nothing here reads a configuration.

import type { Fault } from './draft.ts';

export type LdapSettings = {
  /** `ldap://host:389` or `ldaps://host:636`. */
  readonly url: string;
  readonly startTls: boolean;
  /** Certificates in PEM to trust instead of those of the machine. */
  readonly ca: string | null;
  /** null: anonymous. */
  readonly bindDn: string | null;
  readonly password: string | null;
  readonly base: string;
  /** RFC 4515. */
  readonly filters: {
    readonly people: string;
    readonly groups: string;
    readonly sharedMailboxes: string;
  };
  /** Names of attributes: of ids the first that an entry has counts, of all others every one. */
  readonly attributes: {
    readonly id: readonly string[];
    readonly name: readonly string[];
    readonly addresses: readonly string[];
    readonly accounts: readonly string[];
    readonly manager: readonly string[];
    readonly members: readonly string[];
    readonly sharedMembers: readonly string[];
  };
  readonly pageSize: number;
  readonly timeoutMs: number;
};

export type DirectorySettings = {
  /** `.csv`, `.yaml`, `.yml` or `.json`; absolute. */
  readonly file: string | null;
  readonly ldap: LdapSettings | null;
  readonly refreshMs: number;
};

/** The directory cannot be read or makes no sense; the text says why, for files with line and column. */
export class DirectoryError extends Error {
  readonly code = 'directory';
  /** What is wrong in a file; empty when it is something else. */
  readonly faults: readonly FileFault[];

  constructor(message: string, { faults = [], cause }: DirectoryErrorOptions = {}) {
    super(message, { cause });
    this.faults = faults;
  }
}

export type FileFault = Fault & { readonly file: string };
type DirectoryErrorOptions = { readonly faults?: readonly FileFault[]; readonly cause?: unknown };
