// A program that asks the API by hand: one token, JSON, every answer as it is.

import type { TokenScope } from '../../../src/store/api-token.ts';
import { makeToken } from '../../../src/web/tokens.ts';
import type { House } from '../house.ts';

export type Told = {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
};

export type Program = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<Told>;

/** A token of this user, made at the clock of the house. */
export async function tokenOf(
  { store, now }: House,
  name: string,
  scopes: readonly TokenScope[] = ['read', 'decide'],
  days = 30,
): Promise<string> {
  const user = await store.findUser(name);
  if (user === null) throw new Error(`no user ${name}`);
  const by = { at: now(), actor: { kind: 'user', id: user.id, via: 'web' } as const };
  const made = await makeToken(store, user, { label: 'test', scopes, days }, by);
  if (made.kind !== 'made') throw new Error(`no token for ${name}`);
  return made.token;
}

let programs = 0;

export function program({ url }: House, token: string | null): Program {
  programs += 1;
  const client = `203.0.113.${programs % 250}`;
  return async (method, path, body, headers = {}) => {
    const response = await fetch(new URL(`/api/v1${path}`, url), {
      method,
      headers: {
        'x-forwarded-for': client,
        ...(token !== null && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? {} : JSON.parse(text) };
  };
}
