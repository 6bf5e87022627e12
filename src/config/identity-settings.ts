// By what people sign in to the pages, with secrets and certificates in place of their files. Called by serve.ts.

import type { IdentitySettings } from '../web/identity/identity.ts';
import { directorySettingsOf } from './directory-settings.ts';
import type { Config } from './schema.ts';
import { secretOf } from './secrets.ts';

export function identitySettingsOf(config: Pick<Config, 'web' | 'directory'>): IdentitySettings {
  const { roles, oidc, ldap } = config.web;
  return {
    roles,
    oidc: oidc && { ...oidc, clientSecret: secretOf(oidc.clientSecret, oidc.clientSecretFile) ?? '' },
    ldap: ldap ? directorySettingsOf(config).ldap : null,
  };
}
