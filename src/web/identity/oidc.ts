// Sign-in by OpenID Connect: authorization code with PKCE, state and nonce (OpenID Connect Core §3.1, RFC 7636). The only
// file that knows openid-client.

import {
  type AuthorizationCodeGrantChecks,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { z } from 'zod';
import { parseAddrSpec } from '../../guard/address.ts';
import { IdentityUnavailable, type Person } from './person.ts';

export type OidcSettings = {
  /** Without `/.well-known/openid-configuration`. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope: string;
  readonly groupsClaim: string;
  readonly addressClaim: string;
};

/** What a browser keeps while its person is at the provider. */
export const oidcDetour = z.strictObject({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  next: z.string(),
});
export type OidcDetour = z.output<typeof oidcDetour>;

export type OidcSignIn = {
  /** Where to send the browser, and what it has to bring back. Throws {@link IdentityUnavailable}. */
  begin(next: string): Promise<{ readonly to: string; readonly detour: OidcDetour }>;
  /** `query`: with which the provider sent the browser back. null: it is no answer to what we asked. */
  finish(query: string, detour: OidcDetour): Promise<Person | null>;
};

const TIMEOUT_S = 10;
export const CALLBACK = '/sign-in/oidc/callback';

const strings = z.union([z.array(z.string()), z.string().transform((one) => [one])]).catch([]);

type Claims = Readonly<Record<string, unknown>> & { readonly iss?: unknown; readonly sub?: unknown };

function personOf(claims: Claims, { groupsClaim, addressClaim }: OidcSettings): Person {
  const text = (name: string) => (typeof claims[name] === 'string' ? claims[name] : null);
  // An address that the provider has not verified may be somebody else's.
  const address = claims.email_verified === false ? null : parseAddrSpec(text(addressClaim) ?? '');
  return {
    subject: `${claims.iss} ${claims.sub}`,
    name: text('preferred_username') ?? address ?? text('name') ?? String(claims.sub),
    address,
    groups: strings.parse(claims[groupsClaim]),
  };
}

/** Providers may tell groups and address only when they are asked for them separately. */
async function allClaims(
  configuration: Configuration,
  settings: OidcSettings,
  given: Claims,
  accessToken: string,
): Promise<Claims> {
  const isComplete = settings.groupsClaim in given && settings.addressClaim in given;
  if (isComplete || configuration.serverMetadata().userinfo_endpoint === undefined) return given;
  return { ...(await fetchUserInfo(configuration, accessToken, String(given.sub))), ...given };
}

export function createOidcSignIn(settings: OidcSettings, url: string): OidcSignIn {
  const { issuer, clientId, clientSecret, scope } = settings;
  const redirectUri = new URL(CALLBACK, url).href;
  let known: Promise<Configuration> | null = null;

  /** Asked for at the first sign-in and kept; after a failure it is asked for anew. */
  function configuration(): Promise<Configuration> {
    const isPlain = issuer.startsWith('http:');
    known ??= discovery(new URL(issuer), clientId, clientSecret, undefined, {
      timeout: TIMEOUT_S,
      ...(isPlain && { execute: [allowInsecureRequests] }),
    }).catch((error) => {
      known = null;
      throw new IdentityUnavailable(`the provider ${issuer} cannot be asked`, { cause: error });
    });
    return known;
  }

  return {
    async begin(next) {
      const asked = await configuration();
      const detour = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier(), next };
      const to = buildAuthorizationUrl(asked, {
        redirect_uri: redirectUri,
        scope,
        state: detour.state,
        nonce: detour.nonce,
        code_challenge: await calculatePKCECodeChallenge(detour.verifier),
        code_challenge_method: 'S256',
      });
      return { to: to.href, detour };
    },
    async finish(query, { state, nonce, verifier }) {
      const asked = await configuration();
      const checks: AuthorizationCodeGrantChecks = {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      };
      const tokens = await authorizationCodeGrant(asked, new URL(`${redirectUri}?${query}`), checks);
      const claims = tokens.claims();
      if (claims === undefined) return null;
      return personOf(await allClaims(asked, settings, claims, tokens.access_token), settings);
    },
  };
}
