// The way of every request of a person: who is it, did it come from our own page, may they come in, does somebody guess;
// only then its handler. app.ts calls it for each route.

import type { FastifyReply, FastifyRequest } from 'fastify';
import { redirect, say, sayTooMany } from './answers.ts';
import { isSameOrigin, isToken, type Site } from './same-origin.ts';
import type { Streams } from './streams.ts';
import type { CountTry } from './tries.ts';
import { type Answer, isSigned, type Route, type Visit } from './visit.ts';
import { type Entrance, visitOf } from './visits.ts';

export type Reception = Entrance & {
  readonly site: Site;
  readonly countTry: CountTry;
  readonly streams: Streams;
};

export type PeoplesRoute = Exclude<Route, { readonly roles: 'machines' }>;

function isFromOurPage({ site }: Reception, { headers }: FastifyRequest): boolean {
  const [secFetchSite] = [headers['sec-fetch-site']].flat();
  return isSameOrigin(site, { origin: headers.origin, host: headers.host, secFetchSite });
}

/** To the sign-in page, and back afterwards: to the page itself, or to the one that a form stood on. */
function toSignIn({ url }: Visit, { method }: PeoplesRoute): Answer {
  const back = method === 'POST' ? url.replace(/\/[^/]*$/, '') || '/' : url;
  return redirect(back === '/' ? '/sign-in' : `/sign-in?${new URLSearchParams({ next: back })}`);
}

export async function receive(
  reception: Reception,
  route: PeoplesRoute,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Answer> {
  const isBackground = route.roles !== 'everyone' && route.isBackground === true;
  const visit = await visitOf(reception, request, reply, isBackground);
  const isPost = route.method === 'POST';
  if (isPost && !isFromOurPage(reception, request)) return say(visit, 'forged');
  if (route.roles !== 'everyone' && visit.user === null) return toSignIn(visit, route);
  if (isPost && !isToken(visit.form.csrf, visit.csrf)) return say(visit, 'forged');
  if (route.roles === 'everyone') {
    const waitMs = route.isGuessable ? await reception.countTry(request) : null;
    return waitMs === null ? route.handle(visit) : sayTooMany(visit, waitMs);
  }
  if (!isSigned(visit) || !route.roles.includes(visit.user.role)) return say(visit, 'notFound');
  return route.handle(visit);
}
