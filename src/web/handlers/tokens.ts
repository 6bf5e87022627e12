// Making and revoking one's own tokens for programs. A token is shown once, on a page that cannot be opened again.

import { z } from 'zod';
import { TOKEN_SCOPES } from '../../store/api-token.ts';
import { page, redirect, say } from '../answers.ts';
import { MessagePage } from '../pages/message-page.tsx';
import { Passphrase } from '../pages/passphrase.tsx';
import { MAX_LABEL, makeToken } from '../tokens.ts';
import { type Answer, actorOf, type SignedVisit } from '../visit.ts';

const scope = z.enum(TOKEN_SCOPES);
const makeForm = z.strictObject({
  csrf: z.string(),
  label: z.string().trim().max(MAX_LABEL).default(''),
  scope: z.union([z.array(scope).max(TOKEN_SCOPES.length), scope.transform((one) => [one])]).default([]),
  days: z.coerce.number().int().min(1).max(1000),
});
const revokeForm = z.strictObject({ csrf: z.string(), id: z.string().max(40) });

export async function addToken(visit: SignedVisit): Promise<Answer> {
  const form = makeForm.safeParse(visit.form);
  if (!form.success) return say(visit, 'bad');
  const { label, scope: scopes, days } = form.data;
  const { ports, user, at, words } = visit;
  const made = await makeToken(ports.store, user, { label, scopes, days }, { at, actor: actorOf(visit) });
  const link = { href: '/account', label: words.api.toAccount };
  if (made.kind === 'refused') {
    return page(MessagePage({ visit, title: words.api.title, hint: words.api.refused, link }), 400);
  }
  const children = Passphrase({ label: words.api.token, passphrase: made.token });
  return page(MessagePage({ visit, title: words.api.made, hint: words.api.madeHint, link, children }));
}

export async function revokeToken(visit: SignedVisit): Promise<Answer> {
  const form = revokeForm.safeParse(visit.form);
  if (!form.success) return say(visit, 'bad');
  const { ports, user, at } = visit;
  const wish = { id: form.data.id, userId: user.id, at: at.toISOString(), actor: actorOf(visit) };
  return (await ports.store.revokeApiToken(wish)) ? redirect('/account') : say(visit, 'notFound');
}
