// The API as a part of the HTTP server: JSON in and out, admission by token only, errors as problem details, the OpenAPI
// document. app.ts registers it below /api/v1; no cookie is read here, so nothing can be forged from another page.

import swagger from '@fastify/swagger';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  hasZodFastifySchemaValidationErrors,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod';
import { StoreUnavailable } from '../../store/store.ts';
import { chooseLanguage, wordsOf } from '../language.ts';
import type { PagePorts } from '../ports.ts';
import { bearerHash, findBearer } from '../tokens.ts';
import type { SignedVisit } from '../visit.ts';
import { programsVisit } from '../visits.ts';
import { createGate, type Gate } from './gate.ts';
import { finishDocument, openApi, schemaOf } from './open-api.ts';
import {
  invalid,
  lacksScope,
  noToken,
  notFound,
  PROBLEM_TYPE,
  type Problem,
  problem,
  tooMany,
} from './problem.ts';
import type { ApiRoute } from './route.ts';
import { API_ROUTES } from './routes.ts';

function strangersWords(request: FastifyRequest) {
  return wordsOf(chooseLanguage(undefined, null, request.headers['accept-language']));
}

function sendProblem(reply: FastifyReply, told: Problem): FastifyReply {
  if (told.status === 401) reply.header('www-authenticate', 'Bearer realm="sekisho"');
  if (told.code === 'scope') reply.header('www-authenticate', 'Bearer error="insufficient_scope"');
  return reply.code(told.status).header('content-type', PROBLEM_TYPE).serializer(JSON.stringify).send(told);
}

type Desk = { readonly ports: PagePorts; readonly gate: Gate };
type Admitted = { readonly visit: SignedVisit } | { readonly problem: Problem; readonly waitS?: number };

function refuseStranger(ports: PagePorts, request: FastifyRequest, waitS: number | null): Admitted {
  ports.log({ event: 'api-refused', level: 'warn', client: request.ip });
  const words = strangersWords(request);
  return waitS === null ? { problem: noToken(words) } : { problem: tooMany(words, waitS), waitS };
}

async function admit({ ports, gate }: Desk, route: ApiRoute, request: FastifyRequest): Promise<Admitted> {
  const hash = bearerHash(request.headers.authorization);
  if (hash === null || !gate.knows(hash)) {
    const waitS = await gate.countStranger(request);
    if (waitS !== null) return refuseStranger(ports, request, waitS);
  }
  const bearer = hash === null ? null : await findBearer(ports.store, hash, ports.now(), request.ip);
  if (hash !== null) gate.remember(hash, bearer !== null);
  if (bearer === null) return refuseStranger(ports, request, null);
  const visit = programsVisit(ports, request, bearer);
  const waitS = await gate.count(request, bearer.id);
  if (waitS !== null) return { problem: tooMany(visit.words, waitS), waitS };
  if (!bearer.scopes.includes(route.scope)) return { problem: lacksScope(visit.words, route.scope) };
  return route.roles.includes(visit.user.role) ? { visit } : { problem: notFound(visit.words) };
}

function addRoute(app: FastifyInstance, desk: Desk, route: ApiRoute): void {
  const visits = new WeakMap<FastifyRequest, SignedVisit>();
  app.route({
    method: route.method,
    url: route.path,
    schema: schemaOf(route),
    ...(route.mostBodyOctets !== undefined && { bodyLimit: route.mostBodyOctets }),
    onRequest: async (request, reply) => {
      const admitted = await admit(desk, route, request);
      if ('visit' in admitted) visits.set(request, admitted.visit);
      else {
        if (admitted.waitS !== undefined) reply.header('retry-after', admitted.waitS);
        return sendProblem(reply, admitted.problem);
      }
    },
    handler: async (request, reply) => {
      const visit = visits.get(request);
      if (visit === undefined) throw new Error(`${route.name} was asked by nobody`);
      const { params, query, body } = request;
      const answer = await route.handle(visit, { params, query, body });
      if (answer.kind === 'problem') return sendProblem(reply, answer.problem);
      return answer.body === undefined ? reply.code(204).send() : reply.code(200).send(answer.body);
    },
  });
}

function problemOf(error: FastifyError, request: FastifyRequest): Problem | null {
  const words = strangersWords(request);
  if (hasZodFastifySchemaValidationErrors(error)) {
    return invalid(
      words,
      error.validation.map(({ instancePath, message }) => ({
        path: `${error.validationContext ?? ''}${instancePath}`,
        message: message ?? '',
      })),
    );
  }
  const { statusCode = 500, message } = error;
  if (statusCode >= 400 && statusCode < 500) {
    return problem(statusCode, 'invalid', words.api.invalid, { detail: message });
  }
  return null;
}

function sendError({ ports }: Desk, error: FastifyError, request: FastifyRequest, reply: FastifyReply) {
  const told = problemOf(error, request);
  if (told !== null) return sendProblem(reply, told);
  const code = request.routeOptions.url ?? null;
  ports.log({ event: 'web-failed', level: 'error', error: error.stack ?? error.message, code });
  const { error: words } = strangersWords(request);
  return error instanceof StoreUnavailable
    ? sendProblem(reply, problem(503, 'unavailable', words.down, { detail: words.downHint }))
    : sendProblem(reply, problem(500, 'broken', words.broken, { detail: words.brokenHint }));
}

export async function addApi(app: FastifyInstance, { ports }: { readonly ports: PagePorts }): Promise<void> {
  const desk: Desk = { ports, gate: createGate(app) };
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'string' },
    app.getDefaultJsonParser('error', 'error'),
  );
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler<FastifyError>((error, request, reply) => sendError(desk, error, request, reply));
  app.setNotFoundHandler((request, reply) => sendProblem(reply, notFound(strangersWords(request))));
  await app.register(swagger, openApi());
  for (const route of API_ROUTES) addRoute(app, desk, route);
  let document: object | null = null;
  app.get('/openapi.json', { schema: { hide: true } }, async () => {
    document ??= finishDocument(app.swagger());
    return document;
  });
}
