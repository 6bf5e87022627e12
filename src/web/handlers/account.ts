// Where one is signed in, and ending it: one's own sessions, and those of others for an administrator.

import { z } from 'zod';
import { page, redirect, say } from '../answers.ts';
import { dropSessionOf, endSessionsOf } from '../end-sessions.ts';
import { pageOf } from '../page-query.ts';
import { AccountPage } from '../pages/account-page.tsx';
import { PeoplePage } from '../pages/people-page.tsx';
import type { Answer, SignedVisit } from '../visit.ts';

const endForm = z.strictObject({
  csrf: z.string(),
  /** One session by the SHA-256 of its id, or all but this one. */
  end: z.union([z.string().regex(/^[0-9a-f]{64}$/), z.literal('others')]),
});
const peopleForm = z.strictObject({ csrf: z.string(), user: z.string().max(100) });

export async function showAccount(visit: SignedVisit): Promise<Answer> {
  const { ports, user, at } = visit;
  const n = pageOf(visit);
  if (n === null) return say(visit, 'notFound');
  const own = { userId: user.id, now: at.toISOString() };
  const [sessions, tokens] = await Promise.all([
    ports.store.listSessions(own),
    ports.store.listApiTokens(own),
  ]);
  return page(AccountPage({ visit, page: n, sessions, tokens }));
}

export async function endSessions(visit: SignedVisit): Promise<Answer> {
  const { user, session } = visit;
  const form = endForm.safeParse(visit.form);
  if (!form.success || session === null) return say(visit, 'bad');
  const { end } = form.data;
  if (end === 'others') {
    await endSessionsOf(visit, user);
    return redirect('/account');
  }
  if (!(await dropSessionOf(visit, end))) return say(visit, 'notFound');
  return redirect(end === session ? '/sign-in?out=1' : '/account');
}

export async function showPeople(visit: SignedVisit): Promise<Answer> {
  const { ports, at } = visit;
  const n = pageOf(visit);
  if (n === null) return say(visit, 'notFound');
  const [users, sessions] = await Promise.all([
    ports.store.listUsers(),
    ports.store.listSessions({ now: at.toISOString() }),
  ]);
  return page(PeoplePage({ visit, page: n, users, sessions }));
}

export async function signOutPerson(visit: SignedVisit): Promise<Answer> {
  const form = peopleForm.safeParse(visit.form);
  if (!form.success) return say(visit, 'bad');
  const user = await visit.ports.store.getUser(form.data.user);
  if (user === null) return say(visit, 'notFound');
  await endSessionsOf(visit, user);
  return redirect('/people');
}
