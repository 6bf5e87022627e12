// Puts the HTTP server together: plugins, the routes of the table, and what is said when nothing fits or something
// breaks. server.ts opens its listener; tests ask it without one.

import cookie from '@fastify/cookie';
import formBody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from 'fastify';
import { StoreUnavailable } from '../store/store.ts';
import { say } from './answers.ts';
import { addApi } from './api/plugin.ts';
import { cookiesOf } from './cookies.ts';
import { createIdentity, LOCAL_ONLY } from './identity/identity.ts';
import type { WebPorts, WebSettings } from './ports.ts';
import { type Reception, receive } from './reception.ts';
import { ROUTES } from './routes.ts';
import { securityHeaders } from './security-headers.ts';
import { sendAnswer } from './send-answer.ts';
import { createStreams } from './streams.ts';
import { createTryCounter } from './tries.ts';
import type { Route } from './visit.ts';
import { strangersVisit, visitOf } from './visits.ts';

/** A decision with a long comment, and room. */
const MAX_FORM_OCTETS = 64 * 1024;
const LIVE_POLL_MS = 3000;
/** Then the browser asks anew, and whether its session still lives is looked at again. */
const STREAM_LASTS_MS = 60_000;

function addRoute(app: FastifyInstance, reception: Reception, route: Route, isSecure: boolean): void {
  app.route({
    method: route.method,
    url: route.path,
    ...(route.mostFormOctets !== undefined && { bodyLimit: route.mostFormOctets }),
    ...(route.hasScript && { helmet: securityHeaders(isSecure, true) }),
    handler: async (request, reply) => {
      const answer =
        route.roles === 'machines'
          ? await route.handle(reception.ports)
          : await receive(reception, route, request, reply);
      return sendAnswer(reception, request, reply, answer);
    },
  });
}

/** To the visitor one sentence, to the log the error. */
async function sendError(reception: Reception, error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const visit = strangersVisit(reception, request, reply);
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status >= 400 && status < 500) {
    return sendAnswer(reception, request, reply, say(visit, 'bad', status));
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  reception.ports.log({
    event: 'web-failed',
    level: 'error',
    error: text,
    code: request.routeOptions.url ?? null,
  });
  const said = error instanceof StoreUnavailable ? 'down' : 'broken';
  return sendAnswer(reception, request, reply, say(visit, said));
}

export async function createApp(ports: WebPorts, settings: WebSettings): Promise<FastifyInstance> {
  const isSecure = settings.publicUrl?.startsWith('https:') ?? false;
  // A reverse proxy on the same machine tells the browser's address; nobody else is believed.
  const app = fastify({ bodyLimit: MAX_FORM_OCTETS, trustProxy: 'loopback', requestTimeout: 60_000 });
  app.removeAllContentTypeParsers();
  await app.register(cookie);
  await app.register(formBody, { bodyLimit: MAX_FORM_OCTETS });
  await app.register(helmet, securityHeaders(isSecure));
  await app.register(rateLimit, { global: false });
  const reception: Reception = {
    ports: { ...ports, identity: createIdentity(settings.identity ?? LOCAL_ONLY, settings.publicUrl) },
    site: { origin: settings.publicUrl === null ? null : new URL(settings.publicUrl).origin },
    cookies: cookiesOf(isSecure),
    countTry: createTryCounter(app),
    streams: createStreams({ pollMs: settings.livePollMs ?? LIVE_POLL_MS, lastsMs: STREAM_LASTS_MS }),
  };
  app.addHook('preClose', async () => reception.streams.closeAll());
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });
  await app.register(addApi, { prefix: '/api/v1', ports: reception.ports });
  for (const route of ROUTES) addRoute(app, reception, route, isSecure);
  app.setNotFoundHandler(async (request, reply) => {
    const visit = await visitOf(reception, request, reply);
    return sendAnswer(reception, request, reply, say(visit, 'notFound'));
  });
  app.setErrorHandler((error, request, reply) => sendError(reception, error, request, reply));
  return app;
}
