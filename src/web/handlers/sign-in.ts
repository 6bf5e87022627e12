// Signing in and out with a local password. A wrong name and a wrong password look, and take, the same.

import { z } from 'zod';
import type { EventType } from '../../store/store.ts';
import { page, redirect, say } from '../answers.ts';
import { SignInPage } from '../pages/sign-in-page.tsx';
import { isPassword } from '../passwords.ts';
import { type Answer, ownPath, type SignedVisit, type Visit } from '../visit.ts';

const FALLBACK = '/held';

const signInForm = z.strictObject({
  csrf: z.string(),
  next: z.string().max(1000).optional(),
  name: z.string().max(64),
  password: z.string().max(1000),
});

export async function showSignIn(visit: Visit): Promise<Answer> {
  const next = ownPath(visit.query.next, FALLBACK);
  if (visit.user !== null) return redirect(next);
  const notice = visit.query.out === '1' ? 'signedOut' : visit.query.next === undefined ? null : 'needed';
  return page(SignInPage({ visit, next, notice }));
}

async function record(
  visit: Visit,
  type: EventType,
  actor: { kind: 'user' | 'client'; id: string },
): Promise<void> {
  const { ports, at, client } = visit;
  const level = type === 'signed-in' ? 'info' : 'warn';
  ports.log({ event: type, level, client });
  await ports.store.addEvent({
    type,
    mailId: null,
    at: at.toISOString(),
    actor: { ...actor, via: 'web' },
    detail: { client },
  });
}

export async function signIn(visit: Visit): Promise<Answer> {
  const form = signInForm.safeParse(visit.form);
  if (!form.success) return say(visit, 'bad');
  const { password } = form.data;
  const name = form.data.name.trim();
  const next = ownPath(form.data.next, FALLBACK);
  const user = await visit.ports.store.findUser(name);
  const isRight = await isPassword(user?.passwordHash ?? null, password);
  if (user === null || !isRight) {
    await record(visit, 'sign-in-failed', { kind: 'client', id: visit.client });
    return page(SignInPage({ visit, next, name, notice: 'wrong' }), 403);
  }
  await record(visit, 'signed-in', { kind: 'user', id: user.id });
  return { kind: 'sign-in', user, to: next };
}

export async function signOut(_visit: SignedVisit): Promise<Answer> {
  return { kind: 'sign-out', to: '/sign-in?out=1' };
}
