// Somebody as an identity provider or a directory server describes them.

import type { AddrSpec } from '../../guard/address.ts';

export type Person = {
  /** What stays the same when name and address change: issuer and subject, or the distinguished name. */
  readonly subject: string;
  readonly name: string;
  readonly address: AddrSpec | null;
  readonly groups: readonly string[];
};

/** Who was asked cannot be reached, or answers what nobody can use; the log says why. */
export class IdentityUnavailable extends Error {
  readonly code = 'identity-unavailable';
}
