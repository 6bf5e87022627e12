// Signing in and out by name and password: local users by the store, all others by the directory server, where one is
// named. A wrong name and a wrong password look, and take, the same.

import { z } from 'zod';
import type { UserRow } from '../../store/store.ts';
import { page, say } from '../answers.ts';
import { admit, recordFailure, recordSignIn } from '../identity/admit.ts';
import { IdentityUnavailable } from '../identity/person.ts';
import { SignInPage } from '../pages/sign-in-page.tsx';
import { isPassword } from '../passwords.ts';
import { type Answer, ownPath, type SignedVisit, type Visit } from '../visit.ts';

export const FALLBACK = '/held';

const signInForm = z.strictObject({
  csrf: z.string(),
  next: z.string().max(1000).optional(),
  name: z.string().max(64),
  password: z.string().max(1000),
});

export async function showSignIn(visit: Visit): Promise<Answer> {
  const next = ownPath(visit.query.next, FALLBACK);
  if (visit.user !== null) return { kind: 'redirect', to: next };
  const notice = visit.query.out === '1' ? 'signedOut' : visit.query.next === undefined ? null : 'needed';
  return page(SignInPage({ visit, next, notice }));
}

type Given = { readonly name: string; readonly password: string };

/** null: nobody here is called so, or has another password. */
async function findPerson(visit: Visit, { name, password }: Given): Promise<UserRow | 'no-role' | null> {
  const { store, identity } = visit.ports;
  const known = await store.findUser(name);
  const hash = known?.source === 'local' ? known.passwordHash : null;
  const isRight = await isPassword(hash, password);
  if (hash !== null || identity.ldap === null) return isRight ? known : null;
  const person = await identity.ldap.ask(name, password);
  return person === null ? null : admit(visit, person, 'ldap');
}

export async function signIn(visit: Visit): Promise<Answer> {
  const form = signInForm.safeParse(visit.form);
  if (!form.success) return say(visit, 'bad');
  const name = form.data.name.trim();
  const next = ownPath(form.data.next, FALLBACK);
  const again = (notice: 'wrong' | 'noRole' | 'unavailable', status: number) =>
    page(SignInPage({ visit, next, name, notice }), status);
  try {
    const user = await findPerson(visit, { name, password: form.data.password });
    if (user === null || user === 'no-role') {
      await recordFailure(visit);
      return again(user === null ? 'wrong' : 'noRole', 403);
    }
    await recordSignIn(visit, user);
    return { kind: 'sign-in', user, to: next };
  } catch (error) {
    if (!(error instanceof IdentityUnavailable)) throw error;
    visit.ports.log({
      event: 'identity-unavailable',
      level: 'error',
      error: `${error.message}: ${error.cause}`,
    });
    return again('unavailable', 503);
  }
}

export async function signOut(_visit: SignedVisit): Promise<Answer> {
  return { kind: 'sign-out', to: '/sign-in?out=1' };
}
