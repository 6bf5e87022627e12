// The whole route table × every role: who is let in, who is sent to sign in, and for whom there is nothing. A route
// that is added without a row here fails.

import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MailId, UserRole } from '../../src/store/store.ts';
import { ROUTES } from '../../src/web/routes.ts';
import { type House, openHouse } from './house.ts';
import { firstContact } from './mails.ts';
import { openVisitor, type Seen, type Visitor } from './visitor.ts';

const ROLES = ['admin', 'approver', 'delegate', 'auditor', 'sender'] as const satisfies readonly UserRole[];
/** `nobody`: only where the configuration names a provider. */
type Expected = 'everyone' | 'nobody' | readonly UserRole[];

const PEOPLE: Expected = ROLES;
const REVIEWERS: Expected = ['admin', 'approver', 'delegate'];
const OVERSEERS: Expected = ['admin', 'auditor'];
const DECIDERS: Expected = ['admin', 'approver', 'delegate', 'sender'];

const EXPECTED: Readonly<Record<string, Expected>> = {
  'GET /': PEOPLE,
  'GET /held': PEOPLE,
  'GET /held/live': PEOPLE,
  'GET /held/several': REVIEWERS,
  'POST /held/several': REVIEWERS,
  'GET /recent': PEOPLE,
  'GET /held/:id': PEOPLE,
  'GET /held/:id/recipients': PEOPLE,
  'GET /held/:id/reasons': PEOPLE,
  'GET /held/:id/files': PEOPLE,
  'POST /held/:id/decision': DECIDERS,
  'GET /held/:id/burst': PEOPLE,
  'POST /held/:id/burst': DECIDERS,
  'GET /account': PEOPLE,
  'POST /account/sessions': PEOPLE,
  'POST /account/tokens': PEOPLE,
  'POST /account/tokens/revoke': PEOPLE,
  'GET /tuning': OVERSEERS,
  'GET /dashboard': OVERSEERS,
  'GET /policy': OVERSEERS,
  'GET /policy/versions/:n': OVERSEERS,
  'GET /policy/edit': ['admin'],
  'POST /policy/try': ['admin'],
  'POST /policy/apply': ['admin'],
  'POST /policy/download': OVERSEERS,
  'GET /audit': OVERSEERS,
  'POST /audit/verify': OVERSEERS,
  'POST /audit/export': OVERSEERS,
  'GET /held/:id/incident': OVERSEERS,
  'POST /held/:id/open': ['auditor'],
  'GET /people': ['admin'],
  'POST /people/sessions': ['admin'],
  'POST /held/:id/judgement': PEOPLE,
  'GET /held/:id/repair': DECIDERS,
  'POST /held/:id/repair': DECIDERS,
  'POST /held/:id/repair/store': DECIDERS,
  'GET /help': 'everyone',
  'GET /help/:topic': 'everyone',
  'GET /help/img/:name': 'everyone',
  'GET /confirm/:token': 'everyone',
  'GET /confirm/:token/recipients': 'everyone',
  'POST /confirm/:token': 'everyone',
  'GET /sign-in': 'everyone',
  'POST /sign-in': 'everyone',
  'GET /sign-in/oidc': 'nobody',
  'GET /sign-in/oidc/callback': 'nobody',
  'POST /sign-out': PEOPLE,
  'GET /setup/:token': 'everyone',
  'POST /setup/:token': 'everyone',
  'POST /language': 'everyone',
  'GET /style.css': 'everyone',
  'GET /tuning.css': 'everyone',
  'GET /audit.css': 'everyone',
  'GET /live.js': 'everyone',
  'GET /icon.svg': 'everyone',
  'GET /livez': 'everyone',
  'GET /readyz': 'everyone',
};

let house: House;
let mailId: MailId;

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

const nameOf = (route: (typeof ROUTES)[number]) => `${route.method} ${route.path}`;
const pathOf = (path: string) =>
  path
    .replace(':id', mailId)
    .replace(/:n$/, '1')
    .replace(':token', 'no-such-token')
    .replace(':topic', 'checks')
    .replace(':name', 'held-phone.png');

/** Asks as a browser would that had the page open; nothing in the form but its token. */
async function ask(visitor: Visitor, method: 'GET' | 'POST', path: string): Promise<Seen> {
  if (method === 'GET') return visitor.get(pathOf(path));
  await visitor.get('/sign-in');
  await visitor.get('/held');
  return visitor.post(pathOf(path), {});
}

function isLetIn({ status }: Seen): boolean {
  return status !== 404 && status !== 403;
}

describe('every route', () => {
  it('has a row in the table of who may', () => {
    expect(ROUTES.map(nameOf).sort()).toEqual(Object.keys(EXPECTED).sort());
  });

  describe.each(ROUTES)('$method $path', ({ method, path }) => {
    const expected = EXPECTED[`${method} ${path}`] ?? [];

    it.each(ROLES)('lets in the %s if the table says so, and is not there otherwise', async (role) => {
      const seen = await ask(await house.signIn(role), method, path);
      const may = expected === 'everyone' || (expected !== 'nobody' && expected.includes(role));
      expect(isLetIn(seen), `${role}: ${seen.status}`).toBe(may);
      if (!may) expect(seen.status).toBe(404);
    });

    it('sends a stranger to sign in unless it is for everyone', async () => {
      const seen = await ask(openVisitor(house.url), method, path);
      if (expected === 'nobody') expect(seen.status).toBe(404);
      else if (expected === 'everyone') expect(seen.location ?? '').not.toMatch(/^\/sign-in\?next/);
      else expect([seen.status, seen.location]).toEqual([303, expect.stringMatching(/^\/sign-in/)]);
    });
  });

  it('is reached by its own method only', async () => {
    const admin = await house.signIn('admin');
    expect((await admin.get(`/held/${mailId}/decision`)).status).toBe(404);
    expect((await admin.post('/held', {})).status).toBe(404);
  });
});

/** Everything the store holds but the audit's looks and the sessions' times. */
function contentsOf({ databaseFile }: House): string {
  const database = new DatabaseSync(databaseFile, { readOnly: true });
  try {
    const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
    const rows = tables.map(({ name }) => {
      const all = database.prepare(`SELECT * FROM "${name}"`).all();
      return [name, name === 'events' ? all.filter(({ type }) => type !== 'viewed') : all];
    });
    const kept = rows.filter(([name]) => name !== 'sessions' && name !== 'chain_heads');
    return JSON.stringify(kept, (_, value) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value,
    );
  } finally {
    database.close();
  }
}

describe('looking', () => {
  it('changes nothing, whoever looks at whatever, by GET or by HEAD', async () => {
    const visitors = [
      openVisitor(house.url),
      ...(await Promise.all(ROLES.map((role) => house.signIn(role)))),
    ];
    const before = contentsOf(house);
    for (const visitor of visitors) {
      for (const { path } of ROUTES) {
        await visitor.get(pathOf(path));
        const cookie = [...visitor.cookies].map((pair) => pair.join('=')).join('; ');
        await fetch(new URL(pathOf(path), house.url), {
          method: 'HEAD',
          headers: { cookie },
          redirect: 'manual',
        });
      }
      await visitor.get(`/held/${mailId}?decision=release&csrf=x`);
    }
    expect(contentsOf(house)).toBe(before);
  });

  it('leaves an event of every look at a mail, with who looked', async () => {
    const mail = await house.accept(firstContact('sender@corp.example', 'Another plan'));
    const auditor = await house.signIn('auditor');
    await auditor.get(`/held/${mail}`);
    const events = await house.store.listEvents({ mailId: mail, limit: 10 });
    expect(events.at(-1)).toMatchObject({
      type: 'viewed',
      actor: { kind: 'user', id: 'id-auditor', via: 'web' },
      detail: { withText: false },
    });
  });
});
