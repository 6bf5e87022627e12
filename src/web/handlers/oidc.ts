// Signing in at an OpenID provider: to it, and back from it.

import { page, say } from '../answers.ts';
import { admit, recordFailure, recordSignIn } from '../identity/admit.ts';
import { type OidcDetour, type OidcSignIn, oidcDetour } from '../identity/oidc.ts';
import type { Person } from '../identity/person.ts';
import { SignInPage } from '../pages/sign-in-page.tsx';
import { type Answer, ownPath, type Visit } from '../visit.ts';
import { FALLBACK } from './sign-in.ts';

function again(visit: Visit, notice: 'noRole' | 'refused' | 'unavailable', status: number): Answer {
  return page(SignInPage({ visit, next: FALLBACK, notice }), status);
}

const textOf = (error: unknown) =>
  error instanceof Error
    ? `${error.message}${error.cause instanceof Error ? `: ${error.cause.message}` : ''}`
    : String(error);

export async function goToProvider(visit: Visit): Promise<Answer> {
  const { oidc } = visit.ports.identity;
  if (oidc === null) return say(visit, 'notFound');
  try {
    const { to, detour } = await oidc.begin(ownPath(visit.query.next, FALLBACK));
    return { kind: 'redirect', to, detour: Buffer.from(JSON.stringify(detour)).toString('base64url') };
  } catch (error) {
    visit.ports.log({ event: 'identity-unavailable', level: 'error', error: textOf(error) });
    return again(visit, 'unavailable', 503);
  }
}

/** What the browser kept for us; null when it kept nothing that we could have given it. */
function readDetour({ detour }: Visit): OidcDetour | null {
  try {
    return oidcDetour.parse(JSON.parse(Buffer.from(detour ?? '', 'base64url').toString()));
  } catch {
    return null;
  }
}

/** Whatever does not fit together (state, nonce, signature, time, a code used twice) is refused; the log says why. */
async function askWho(visit: Visit, oidc: OidcSignIn, detour: OidcDetour): Promise<Person | null> {
  try {
    return await oidc.finish(visit.url.slice(visit.url.indexOf('?') + 1), detour);
  } catch (error) {
    visit.ports.log({ event: 'sign-in-refused', level: 'warn', client: visit.client, error: textOf(error) });
    return null;
  }
}

export async function comeFromProvider(visit: Visit): Promise<Answer> {
  const { oidc } = visit.ports.identity;
  if (oidc === null) return say(visit, 'notFound');
  const detour = readDetour(visit);
  const person = detour === null ? null : await askWho(visit, oidc, detour);
  const user = person === null ? null : await admit(visit, person, 'oidc');
  if (user === null || user === 'no-role') {
    await recordFailure(visit);
    return again(visit, user === null ? 'refused' : 'noRole', 403);
  }
  await recordSignIn(visit, user);
  return { kind: 'sign-in', user, to: ownPath(detour?.next, FALLBACK) };
}
