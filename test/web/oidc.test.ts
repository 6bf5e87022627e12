// Sign-in at a real OpenID provider (npm oidc-provider), and everything a forger may send back in its place.

import { createServer, type Server } from 'node:http';
import { Provider } from 'oidc-provider';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../e2e/sink.ts';
import { type House, openHouse } from './house.ts';
import { openVisitor, type Visitor } from './visitor.ts';

const PEOPLE: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  sato: {
    email: 'sato@corp.example',
    email_verified: true,
    preferred_username: 'sato',
    groups: ['mail-approvers'],
  },
  ito: { email: 'ito@corp.example', email_verified: true, preferred_username: 'ito', groups: ['staff'] },
  guest: {
    email: 'boss@corp.example',
    email_verified: false,
    preferred_username: 'guest',
    groups: ['staff'],
  },
  stranger: { email: 'x@other.example', preferred_username: 'stranger', groups: ['others'] },
};

let server: Server;
let house: House;
let issuer: string;

async function openProvider(callback: string): Promise<void> {
  const port = await freePort();
  issuer = `http://127.0.0.1:${port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'sekisho', client_secret: 'client secret', redirect_uris: [callback] }],
    cookies: { keys: ['for the test'] },
    claims: {
      openid: ['sub'],
      email: ['email', 'email_verified'],
      profile: ['preferred_username', 'groups'],
    },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: true } },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: async () => ({ sub: id, ...PEOPLE[id] }),
    }),
  });
  server = createServer(provider.callback());
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
}

beforeAll(async () => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  await openProvider(`${url}/sign-in/oidc/callback`);
  house = await openHouse({
    web: {
      listen: { host: '127.0.0.1', port },
      publicUrl: url,
      identity: {
        roles: { admin: [], approver: ['Mail-Approvers'], delegate: [], auditor: [], sender: ['staff'] },
        oidc: {
          issuer,
          clientId: 'sekisho',
          clientSecret: 'client secret',
          scope: 'openid profile email',
          groupsClaim: 'groups',
          addressClaim: 'email',
        },
        ldap: null,
      },
    },
  });
});
afterAll(async () => {
  await house?.close();
  await new Promise((closed) => server.close(closed));
});

/** Goes through the provider's own pages as `name`; returns where it sends the browser back to. */
async function passProvider(start: string, name: string): Promise<string> {
  const provider = openVisitor(issuer);
  let at = start;
  for (let n = 0; n < 12; n += 1) {
    if (!at.startsWith(issuer)) return at;
    const seen = await provider.get(at);
    if (seen.location !== null) {
      at = new URL(seen.location, issuer).href;
      continue;
    }
    const [, action = ''] = /<form[^>]*action="([^"]+)"/.exec(seen.html) ?? [];
    const prompt = /name="prompt" value="(\w+)"/.exec(seen.html)?.[1] ?? '';
    const sent = await provider.post(action, { prompt, login: name, password: 'x' });
    at = new URL(sent.location ?? '', issuer).href;
  }
  throw new Error(`the provider does not let ${name} in: ${at}`);
}

async function goThere(visitor: Visitor, next = '/recent'): Promise<string> {
  const { status, location } = await visitor.get(`/sign-in/oidc?next=${next}`);
  expect(status).toBe(303);
  return location ?? '';
}

async function signIn(visitor: Visitor, name: string) {
  return visitor.get(await passProvider(await goThere(visitor), name));
}

describe('sign-in at an OpenID provider', () => {
  it('makes a user with the role of the groups, and leads back to where one wanted to go', async () => {
    const visitor = openVisitor(house.url);
    expect((await visitor.get('/sign-in')).html).toContain('href="/sign-in/oidc?next=%2Fheld"');
    const back = await signIn(visitor, 'sato');
    expect([back.status, back.location]).toEqual([303, '/recent']);
    expect((await visitor.get('/recent')).status).toBe(200);
    expect(await house.store.findUser('sato')).toMatchObject({
      role: 'approver',
      address: 'sato@corp.example',
      source: 'oidc',
      subject: `${issuer} sato`,
      passwordHash: null,
    });
    expect((await house.store.listEvents({ limit: 50 })).at(-1)).toMatchObject({ type: 'signed-in' });
  });

  it('asks who somebody is anew each time: the role follows the groups, the user stays the same', async () => {
    await signIn(openVisitor(house.url), 'ito');
    const before = await house.store.findUser('ito');
    expect(before?.role).toBe('sender');
    Object.assign(PEOPLE.ito ?? {}, { groups: ['mail-approvers'] });
    await signIn(openVisitor(house.url), 'ito');
    expect(await house.store.findUser('ito')).toEqual({ ...before, role: 'approver' });
  });

  it('lets nobody in whom no group names, and believes no address that is not verified', async () => {
    const refused = await signIn(openVisitor(house.url), 'stranger');
    expect([refused.status, refused.text]).toEqual([403, expect.stringContaining('none of your groups')]);
    await signIn(openVisitor(house.url), 'guest');
    expect((await house.store.findUser('guest'))?.address).toBeNull();
  });

  it('never takes over a local user of the same name, and gives no password to its own', async () => {
    await house.addUser('sato2', 'admin');
    Object.assign(PEOPLE, { other: { preferred_username: 'sato2', groups: ['staff'] } });
    await signIn(openVisitor(house.url), 'other');
    expect((await house.store.findUser('sato2'))?.role).toBe('admin');
    expect(await house.store.findUser('sato2 (oidc)')).toMatchObject({ role: 'sender' });
    const visitor = openVisitor(house.url);
    await visitor.get('/sign-in');
    expect((await visitor.post('/sign-in', { name: 'sato', password: '' })).status).toBe(403);
  });

  it('refuses an answer that this browser has not asked for, was changed, or comes twice', async () => {
    const [victim, forger] = [openVisitor(house.url), openVisitor(house.url)];
    const answer = await passProvider(await goThere(forger), 'ito');
    expect((await victim.get(answer)).status).toBe(403);
    await goThere(victim);
    expect((await victim.get(answer)).status).toBe(403);
    expect((await forger.get(answer.replace(/state=[^&]*/, 'state=other'))).status).toBe(403);
    expect((await forger.get(answer.replace(/code=[^&]*/, 'code=other'))).status).toBe(403);
    expect((await forger.get('/sign-in/oidc/callback?error=access_denied')).status).toBe(403);
    expect([victim.cookies.has('sekisho'), forger.cookies.has('sekisho')]).toEqual([false, false]);
    const again = openVisitor(house.url);
    const used = await passProvider(await goThere(again), 'ito');
    expect((await again.get(used)).status).toBe(303);
    expect((await again.get(used)).status).toBe(403);
  });

  it('leads nowhere else, whatever the link says', async () => {
    const visitor = openVisitor(house.url);
    const back = await visitor.get(await passProvider(await goThere(visitor, '//evil.example/'), 'ito'));
    expect(back.location).toBe('/held');
  });
});
