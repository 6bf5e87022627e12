// Where one is signed in, and ending it: one's own sessions, and those of others for an administrator.

import { z } from 'zod';
import type { UserRow } from '../../store/store.ts';
import { page, redirect, say } from '../answers.ts';
import { AccountPage } from '../pages/account-page.tsx';
import { PeoplePage } from '../pages/people-page.tsx';
import type { Answer, SignedVisit } from '../visit.ts';

const endForm = z.strictObject({
  csrf: z.string(),
  /** One session by the SHA-256 of its id, or all but this one. */
  end: z.union([z.string().regex(/^[0-9a-f]{64}$/), z.literal('others')]),
});
const peopleForm = z.strictObject({ csrf: z.string(), user: z.string().max(100) });

async function record(
  { ports, at, user }: SignedVisit,
  of: Pick<UserRow, 'id'>,
  count: number,
): Promise<void> {
  await ports.store.addEvent({
    type: 'sessions-ended',
    mailId: null,
    at: at.toISOString(),
    actor: { kind: 'user', id: user.id, via: 'web' },
    detail: { userId: of.id, count },
  });
}

export async function showAccount(visit: SignedVisit): Promise<Answer> {
  const { ports, user, at } = visit;
  const sessions = await ports.store.listSessions({ userId: user.id, now: at.toISOString() });
  return page(AccountPage({ visit, sessions }));
}

export async function endSessions(visit: SignedVisit): Promise<Answer> {
  const { ports, user, at, session } = visit;
  const form = endForm.safeParse(visit.form);
  if (!form.success || session === null) return say(visit, 'bad');
  const { end } = form.data;
  if (end === 'others') {
    await record(visit, user, await ports.store.dropSessions({ userId: user.id, kept: session }));
    return redirect('/account');
  }
  const own = await ports.store.listSessions({ userId: user.id, now: at.toISOString() });
  if (!own.some(({ idHash }) => idHash === end)) return say(visit, 'notFound');
  await ports.store.dropSession(end);
  await record(visit, user, 1);
  return redirect(end === session ? '/sign-in?out=1' : '/account');
}

export async function showPeople(visit: SignedVisit): Promise<Answer> {
  const { ports, at } = visit;
  const [users, sessions] = await Promise.all([
    ports.store.listUsers(),
    ports.store.listSessions({ now: at.toISOString() }),
  ]);
  return page(PeoplePage({ visit, users, sessions }));
}

export async function signOutPerson(visit: SignedVisit): Promise<Answer> {
  const { ports, session } = visit;
  const form = peopleForm.safeParse(visit.form);
  if (!form.success) return say(visit, 'bad');
  const user = await ports.store.getUser(form.data.user);
  if (user === null) return say(visit, 'notFound');
  const kept = user.id === visit.user.id && session !== null ? { kept: session } : {};
  await record(visit, user, await ports.store.dropSessions({ userId: user.id, ...kept }));
  return redirect('/people');
}
