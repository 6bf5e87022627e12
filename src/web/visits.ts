// Makes a Visit of a request: who it is by cookie and store, in which language, with which form token.

import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ApiTokenRow } from '../store/api-token.ts';
import type { UserRow } from '../store/store.ts';
import type { Cookies } from './cookies.ts';
import { acceptedLanguage, chooseLanguage, wordsOf } from './language.ts';
import type { PagePorts } from './ports.ts';
import { findSession, newToken } from './sessions.ts';
import type { Fields, SignedVisit, Visit } from './visit.ts';

export type Entrance = { readonly ports: PagePorts; readonly cookies: Cookies };

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** Only what the router found in the path: always text. */
function paramsOf(request: FastifyRequest): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(fieldsOf(request.params)).map(([key, value]) => [key, String(value)]),
  );
}

/** The token in the forms of somebody without a session; it comes back in a cookie and in the form. */
function formToken(cookies: Cookies, request: FastifyRequest, reply: FastifyReply): string {
  const known = cookies.read(request, 'form');
  if (known !== undefined && known !== '') return known;
  const token = newToken();
  cookies.setForm(reply, token);
  return token;
}

/** A visit by nobody we know; asks the store nothing, so it serves for errors as well. */
export function strangersVisit(entrance: Entrance, request: FastifyRequest, reply: FastifyReply): Visit {
  const { ports, cookies } = entrance;
  const language = chooseLanguage(
    cookies.read(request, 'language'),
    null,
    request.headers['accept-language'],
  );
  return {
    ports,
    at: ports.now(),
    language,
    words: wordsOf(language),
    user: null,
    token: null,
    session: null,
    detour: cookies.read(request, 'detour') ?? null,
    csrf: formToken(cookies, request, reply),
    url: request.url,
    params: paramsOf(request),
    query: fieldsOf(request.query),
    form: fieldsOf(request.body),
    client: request.ip,
  };
}

/** A visit by a program: no cookie is read or set, and the language is the one asked for. */
export function programsVisit(
  ports: PagePorts,
  request: FastifyRequest,
  { user, ...token }: ApiTokenRow & { readonly user: UserRow },
): SignedVisit {
  const language = acceptedLanguage(request.headers['accept-language'] ?? '') ?? user.language;
  return {
    ports,
    at: ports.now(),
    language,
    words: wordsOf(language),
    user,
    token,
    session: null,
    detour: null,
    csrf: '',
    url: request.url,
    params: paramsOf(request),
    query: fieldsOf(request.query),
    form: {},
    client: request.ip,
  };
}

export async function visitOf(
  entrance: Entrance,
  request: FastifyRequest,
  reply: FastifyReply,
  isBackground = false,
): Promise<Visit> {
  const { ports, cookies } = entrance;
  const visit = strangersVisit(entrance, request, reply);
  const session = await findSession(ports.store, cookies.read(request, 'session'), visit.at, isBackground);
  if (session === null) return visit;
  const { user, csrf } = session;
  const language = chooseLanguage(cookies.read(request, 'language'), user.language, undefined);
  return { ...visit, user, session: session.idHash, csrf, language, words: wordsOf(language) };
}
