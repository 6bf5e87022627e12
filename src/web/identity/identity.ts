// Who somebody is by the word of somebody else: an OpenID provider or a directory server. app.ts makes it, the sign-in
// pages ask it.

import { createLdapSignIn, type LdapSignIn, type LdapSignInSettings } from './ldap.ts';
import { createOidcSignIn, type OidcSettings, type OidcSignIn } from './oidc.ts';
import type { RoleGroups } from './roles.ts';

export type IdentitySettings = {
  readonly roles: RoleGroups;
  readonly oidc: OidcSettings | null;
  readonly ldap: LdapSignInSettings | null;
};

export type Identity = {
  readonly roles: RoleGroups;
  readonly oidc: OidcSignIn | null;
  readonly ldap: LdapSignIn | null;
};

/** Nobody but local users. */
export const LOCAL_ONLY: IdentitySettings = {
  roles: { admin: [], approver: [], delegate: [], auditor: [], sender: [] },
  oidc: null,
  ldap: null,
};

/** `url`: where people's browsers find the pages. */
export function createIdentity({ roles, oidc, ldap }: IdentitySettings, url: string | null): Identity {
  return {
    roles,
    oidc: oidc === null || url === null ? null : createOidcSignIn(oidc, url),
    ldap: ldap === null ? null : createLdapSignIn(ldap),
  };
}
