// Carries out an answer: renders the page, begins or ends the session, sets the cookies, sends.

import type { FastifyReply, FastifyRequest } from 'fastify';
import { renderToString } from 'preact-render-to-string';
import { beginSession, endSession } from './sessions.ts';
import type { Answer } from './visit.ts';
import type { Entrance } from './visits.ts';

type Change = Extract<Answer, { kind: 'sign-in' | 'sign-out' }>;

/** Another session id for every sign-in: whatever was in the cookie before is worth nothing any more. */
async function changeSession(
  { ports, cookies }: Entrance,
  request: FastifyRequest,
  reply: FastifyReply,
  change: Change,
): Promise<void> {
  await endSession(ports.store, cookies.read(request, 'session'));
  if (change.kind === 'sign-out') cookies.dropSession(reply);
  else cookies.setSession(reply, await beginSession(ports.store, change.user, ports.now()));
}

export async function sendAnswer(
  entrance: Entrance,
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Answer,
): Promise<FastifyReply> {
  switch (answer.kind) {
    case 'page':
      if (answer.retryAfter !== undefined) reply.header('retry-after', answer.retryAfter);
      return reply
        .code(answer.status)
        .type('text/html; charset=utf-8')
        .send(`<!doctype html>${renderToString(answer.page)}`);
    case 'redirect':
      if (answer.language !== undefined) entrance.cookies.setLanguage(reply, answer.language);
      return reply.redirect(answer.to, 303);
    case 'sign-in':
    case 'sign-out':
      await changeSession(entrance, request, reply, answer);
      return reply.redirect(answer.to, 303);
    case 'file':
      return reply
        .header('cache-control', 'public, max-age=31536000, immutable')
        .type(answer.type)
        .send(answer.text);
    case 'health':
      return reply
        .code(answer.isWell ? 200 : 503)
        .type('text/plain; charset=utf-8')
        .send(answer.isWell ? 'ok\n' : 'not ready\n');
  }
}
