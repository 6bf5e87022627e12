// The page behind the one-time link. Looking at it uses nothing up; the first valid form makes the administrator.

import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { UserRow } from '../../store/store.ts';
import { page, say } from '../answers.ts';
import { MessagePage } from '../pages/message-page.tsx';
import { type SetupMistake, SetupPage } from '../pages/setup-page.tsx';
import { hashPassword, MAX_PASSWORD, MIN_PASSWORD } from '../passwords.ts';
import { setupTokenHash } from '../setup.ts';
import type { Answer, Visit } from '../visit.ts';

const setupForm = z.strictObject({
  csrf: z.string(),
  name: z.string(),
  password: z.string(),
  password2: z.string(),
});

const NAME = /^[\p{L}\p{N}._@-]{1,64}$/u;

const tokenOf = ({ params }: Visit) => params.token ?? '';

function usedUp(visit: Visit): Answer {
  const { setup, signIn } = visit.words;
  const link = { href: '/sign-in', label: signIn.title };
  return page(MessagePage({ visit, title: setup.used, hint: setup.usedHint, link }), 410);
}

export async function showSetup(visit: Visit): Promise<Answer> {
  if ((await visit.ports.store.countUsers()) > 0) return usedUp(visit);
  return page(SetupPage({ visit, token: tokenOf(visit), mistake: null }));
}

function mistakeIn({ name, password, password2 }: z.output<typeof setupForm>): SetupMistake | null {
  if (!NAME.test(name)) return 'badName';
  if ([...password].length < MIN_PASSWORD) return 'short';
  if (password.length > MAX_PASSWORD) return 'long';
  return password === password2 ? null : 'differ';
}

async function administrator(visit: Visit, name: string, password: string): Promise<UserRow> {
  return {
    id: randomUUID(),
    name,
    address: null,
    role: 'admin',
    source: 'local',
    subject: null,
    passwordHash: await hashPassword(password),
    language: visit.language,
    createdAt: visit.at.toISOString(),
  };
}

export async function setUp(visit: Visit): Promise<Answer> {
  const { store, log } = visit.ports;
  const form = setupForm.safeParse(visit.form);
  if (!form.success) return say(visit, 'bad');
  const name = form.data.name.trim();
  const mistake = mistakeIn({ ...form.data, name });
  if (mistake !== null) return page(SetupPage({ visit, token: tokenOf(visit), name, mistake }), 422);
  if ((await store.countUsers()) > 0) return usedUp(visit);
  const user = await administrator(visit, name, form.data.password);
  const at = visit.at.toISOString();
  if (!(await store.redeemSetupToken(setupTokenHash(tokenOf(visit)), at, user))) return usedUp(visit);
  const actor = { kind: 'user', id: user.id, via: 'web' } as const;
  await store.addEvent({
    type: 'user-created',
    mailId: null,
    at,
    actor,
    detail: { userId: user.id, role: user.role },
  });
  log({ event: 'user-created', client: visit.client });
  return { kind: 'sign-in', user, to: '/held' };
}
