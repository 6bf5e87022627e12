// Every route of the API × every role × every scope: who is let in, and that nothing opens it but a token.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TOKEN_SCOPES, type TokenScope } from '../../../src/store/api-token.ts';
import type { MailId, UserRole } from '../../../src/store/store.ts';
import { PER_TOKEN_AND_MINUTE, STRANGERS_PER_MINUTE } from '../../../src/web/api/gate.ts';
import { API_ROUTES } from '../../../src/web/api/routes.ts';
import { scopesFor } from '../../../src/web/tokens.ts';
import { type House, openHouse } from '../house.ts';
import { firstContact } from '../mails.ts';
import { type Program, program, tokenOf } from './client.ts';

const ROLES = ['admin', 'approver', 'delegate', 'auditor', 'sender'] as const satisfies readonly UserRole[];
const REVIEWERS = ['admin', 'approver', 'delegate'] as const;
const DECIDERS = [...REVIEWERS, 'sender'] as const;

type Expected = readonly [TokenScope, readonly UserRole[]];

const EXPECTED: Readonly<Record<string, Expected>> = {
  'GET /mails': ['read', ROLES],
  'GET /mails/:id': ['read', ROLES],
  'POST /mails/:id/decisions': ['decide', DECIDERS],
  'GET /mails/:id/repair': ['decide', DECIDERS],
  'POST /mails/:id/repair/preview': ['decide', DECIDERS],
  'POST /mails/:id/repair': ['decide', DECIDERS],
  'PUT /mails/:id/judgement': ['decide', ROLES],
  'GET /status': ['read', [...REVIEWERS, 'auditor']],
  'GET /figures': ['read', ['admin', 'auditor']],
  'GET /trial': ['read', ['admin', 'auditor']],
  'GET /policy': ['read', ['admin', 'auditor']],
  'GET /policy/versions': ['read', ['admin', 'auditor']],
  'GET /policy/versions/:n': ['read', ['admin', 'auditor']],
  'POST /policy/trial': ['read', ['admin']],
  'POST /policy': ['admin', ['admin']],
  'GET /dashboard': ['read', ['admin', 'auditor']],
  'GET /audit': ['read', ['admin', 'auditor']],
  'POST /audit/verification': ['read', ['admin', 'auditor']],
  'POST /audit/export': ['read', ['admin', 'auditor']],
  'GET /mails/:id/incident': ['read', ['admin', 'auditor']],
  'POST /mails/:id/text-openings': ['decide', ['auditor']],
  'GET /account': ['read', ROLES],
  'DELETE /account/token': ['read', ROLES],
  'GET /account/sessions': ['read', ROLES],
  'DELETE /account/sessions': ['decide', ROLES],
  'DELETE /account/sessions/:id': ['decide', ROLES],
  'GET /people': ['admin', ['admin']],
  'DELETE /people/:id/sessions': ['admin', ['admin']],
};

let house: House;
let mailId: MailId;
/** By role and scope. */
const programs = new Map<string, Program>();

beforeAll(async () => {
  const approvers = ['approver', 'delegate'].map((name) => ({
    for: '*@corp.example',
    approver: `${name}@corp.example`,
  }));
  house = await openHouse({ policy: { approvers } });
  for (const role of ROLES) await house.addUser(role, role);
  mailId = await house.accept(firstContact('sender@corp.example', 'A plan'));
});
afterAll(() => house.close());

async function programOf(role: UserRole, scope: TokenScope): Promise<Program> {
  const key = `${role} ${scope}`;
  const known = programs.get(key);
  if (known !== undefined) return known;
  const made = program(house, await tokenOf(house, role, [scope]));
  programs.set(key, made);
  return made;
}

const pathOf = (path: string) => path.replace(':id', mailId).replace(':n', '1');

/** With a body that nobody can mean: who is let in is told what is wrong with it. */
const ask = (by: Program, { method, path }: (typeof API_ROUTES)[number]) =>
  by(method, pathOf(path), method === 'POST' || method === 'PUT' ? {} : undefined);

describe('every route of the API', () => {
  it('has a row in the table of who may', () => {
    const rows = API_ROUTES.map(({ method, path }) => `${method} ${path}`);
    expect(rows.sort()).toEqual(Object.keys(EXPECTED).sort());
  });

  it.each(API_ROUTES)('$method $path lets in roles and scopes as the table says', async (route) => {
    const [scope, roles] = EXPECTED[`${route.method} ${route.path}`] ?? ['read', []];
    for (const role of ROLES) {
      for (const given of TOKEN_SCOPES.filter((one) => scopesFor({ role }).includes(one))) {
        const { status, body } = await ask(await programOf(role, given), route);
        const seen = `${role} with ${given}: ${status} ${body.code}`;
        if (given !== scope) expect([status, body.code], seen).toEqual([403, 'scope']);
        else if (!roles.includes(role)) expect([status, body.code], seen).toEqual([404, 'not-found']);
        else if (route.path.startsWith('/mails') || !route.path.includes(':id')) {
          expect([200, 204, 400, 403, 409], seen).toContain(status);
          expect(body.code, seen).not.toBe('scope');
        }
        if (route.name === 'revokeToken') programs.delete(`${role} ${given}`);
      }
    }
  });

  it.each(API_ROUTES)(
    '$method $path is closed without a token, with a wrong one, and with a cookie',
    async (route) => {
      const admin = await house.signIn('admin');
      const cookie = [...admin.cookies].map((pair) => pair.join('=')).join('; ');
      const stranger = program(house, null);
      const body = route.method === 'POST' || route.method === 'PUT' ? {} : undefined;
      for (const headers of [
        {},
        { cookie, origin: house.url, 'sec-fetch-site': 'same-origin' },
        { authorization: `Bearer sekisho_${'A'.repeat(43)}` },
        { authorization: 'Basic YWRtaW46eA==' },
      ]) {
        const told = await stranger(route.method, pathOf(route.path), body, headers);
        expect([told.status, told.body.code]).toEqual([401, 'unauthorized']);
        expect(told.headers.get('www-authenticate')).toMatch(/^Bearer/);
        expect(told.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      }
    },
  );

  it('sets no cookie and opens itself to no other origin', async () => {
    const { headers } = await (await programOf('admin', 'read'))('GET', '/mails', undefined, {
      origin: 'https://evil.example',
    });
    expect(headers.getSetCookie()).toEqual([]);
    expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    expect(headers.get('cache-control')).toBe('no-store');
  });
});

describe('what is wrong with a request', () => {
  it('is told as problem details with the place, in the language asked for', async () => {
    const sato = await programOf('approver', 'decide');
    const path = `/mails/${mailId}/decisions`;
    const told = await sato('POST', path, { decision: 'send' }, { 'accept-language': 'ja' });
    expect(told.body).toMatchObject({
      type: 'urn:sekisho:problem:invalid',
      title: 'リクエストの形が正しくありません',
      status: 400,
      code: 'invalid',
      errors: expect.arrayContaining([expect.objectContaining({ path: 'body/decision' })]),
    });
    const reader = await programOf('approver', 'read');
    expect((await reader('GET', '/mails?q=form:x')).body.errors).toEqual([
      { path: 'querystring/q', message: expect.stringContaining('from') },
    ]);
    expect((await reader('GET', '/mails?cursor=x')).status).toBe(400);
    expect((await reader('GET', '/nothing')).body).toMatchObject({ status: 404, code: 'not-found' });
  });

  it('is told for anything but JSON', async () => {
    const sato = await programOf('approver', 'decide');
    const path = `/mails/${mailId}/decisions`;
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await sato('POST', path, 'decision=release', form)).status).toBe(415);
    expect((await sato('POST', path, '{"decision":', {})).status).toBe(400);
    expect((await sato('POST', path, { comment: 'x'.repeat(70_000) })).status).toBe(413);
  });
});

describe('a token', () => {
  it('asks no more often than it may, and others are not slowed by it', async () => {
    const busy = program(house, await tokenOf(house, 'approver', ['read']));
    const other = program(house, await tokenOf(house, 'approver', ['read']));
    let refused = null;
    for (let n = 0; n <= PER_TOKEN_AND_MINUTE && refused === null; n += 50) {
      const told = await Promise.all(Array.from({ length: 50 }, () => busy('GET', '/account')));
      refused = told.find(({ status }) => status === 429) ?? null;
    }
    expect(refused?.headers.get('retry-after')).toMatch(/^\d+$/);
    expect((await other('GET', '/account')).status).toBe(200);
  });

  it('is looked up only while its client has not asked too often with made-up ones', async () => {
    const good = await tokenOf(house, 'approver', ['read']);
    const fresh = await tokenOf(house, 'approver', ['read']);
    const from = { 'x-forwarded-for': '192.0.2.199' };
    const ask = (token: string, n = 0) =>
      program(house, null)('GET', '/account', undefined, {
        ...from,
        authorization: `Bearer ${n === 0 ? token : `sekisho_${String(n).padStart(43, 'A')}`}`,
      });
    expect((await ask(good)).status).toBe(200);
    const tried = Array.from({ length: STRANGERS_PER_MINUTE }, (_, n) => ask('', n + 1));
    const answers = (await Promise.all(tried)).map(({ status }) => status);
    expect(answers.toSorted().slice(-2)).toEqual([401, 429]);
    // One that is good, but was never seen: whoever refuses it has not looked.
    expect((await ask(fresh)).status).toBe(429);
    expect((await ask(good)).status).toBe(200);
    expect((await program(house, fresh)('GET', '/account')).status).toBe(200);
  });

  it('ends by its time, by being revoked, and with the rights of its person', async () => {
    const short = program(house, await tokenOf(house, 'delegate', ['read'], 1));
    const own = program(house, await tokenOf(house, 'delegate', ['read'], 30));
    const admin = program(house, await tokenOf(house, 'admin', ['read', 'admin']));
    expect((await short('GET', '/account')).status).toBe(200);
    expect((await admin('GET', '/people')).status).toBe(200);
    house.sql("update users set role = 'auditor' where name = 'admin'");
    expect((await admin('GET', '/people')).status).toBe(404);
    house.sql("update users set role = 'admin' where name = 'admin'");
    house.wait(24 * 60);
    expect((await short('GET', '/account')).status).toBe(401);
    expect((await own('DELETE', '/account/token')).status).toBe(204);
    expect((await own('GET', '/account')).status).toBe(401);
  });
});
