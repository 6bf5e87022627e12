// Carries out an answer: renders the page, begins or ends the session, sets the cookies, sends.

import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { renderToString } from 'preact-render-to-string';
import type { Asset } from './assets.ts';
import { beginSession, endSession } from './sessions.ts';
import type { Streams } from './streams.ts';
import type { Answer } from './visit.ts';
import type { Entrance } from './visits.ts';

type Desk = Entrance & { readonly streams: Streams };
type Events = Extract<Answer, { kind: 'events' }>;
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
  else {
    const browser = { client: request.ip, agent: String(request.headers['user-agent'] ?? '') };
    cookies.setSession(reply, await beginSession(ports.store, change.user, ports.now(), browser));
    cookies.dropDetour(reply);
  }
}

/** Pages themselves are not compressed: they carry tokens beside text that a stranger may choose (BREACH). */
function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  { type, text, gzipped }: Asset,
): FastifyReply {
  reply
    .header('cache-control', 'public, max-age=31536000, immutable')
    .header('vary', 'accept-encoding')
    .type(type);
  const takesGzip = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  return takesGzip ? reply.header('content-encoding', 'gzip').send(gzipped) : reply.send(text);
}

/** Without room for one more stream a browser is told not to ask again (204 ends an EventSource). */
function sendEvents(streams: Streams, reply: FastifyReply, { owner, watch }: Events): FastifyReply {
  const stream = streams.open(owner, watch);
  if (stream === null) return reply.code(204).send();
  return reply.type('text/event-stream').header('x-accel-buffering', 'no').send(stream);
}

export async function sendAnswer(
  entrance: Desk,
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
      if (answer.detour !== undefined) entrance.cookies.setDetour(reply, answer.detour);
      return reply.redirect(answer.to, 303);
    case 'sign-in':
    case 'sign-out':
      await changeSession(entrance, request, reply, answer);
      return reply.redirect(answer.to, 303);
    case 'file':
      return sendFile(request, reply, answer.file);
    case 'picture':
      return reply.header('cache-control', 'public, max-age=3600').type(answer.type).send(answer.octets);
    case 'download':
      return reply
        .header('content-disposition', `attachment; filename="${answer.name}"`)
        .type(answer.type)
        .send(Readable.from(answer.text, { objectMode: false }));
    case 'events':
      return sendEvents(entrance.streams, reply, answer);
    case 'health':
      return reply
        .code(answer.isWell ? 200 : 503)
        .type('text/plain; charset=utf-8')
        .send(answer.isWell ? 'ok\n' : 'not ready\n');
  }
}
