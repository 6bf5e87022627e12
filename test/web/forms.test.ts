// Only our own pages change anything: the browser's word on where a form stood, and the token that stood in it.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MailId } from '../../src/store/store.ts';
import { isSameOrigin } from '../../src/web/same-origin.ts';
import { type House, openHouse } from './house.ts';
import { firstContact } from './mails.ts';
import type { Visitor } from './visitor.ts';

let house: House;
let mailId: MailId;
let boss: Visitor;

beforeAll(async () => {
  house = await openHouse();
  await house.addUser('boss', 'approver');
  await house.addUser('other', 'approver');
  mailId = await house.accept(firstContact('ann@corp.example', 'A plan'));
  boss = await house.signIn('boss');
});
afterAll(() => house.close());

describe('a decision', () => {
  const release = async (fields: Record<string, string>, headers: Record<string, string> = {}) => {
    await boss.get(`/held/${mailId}`);
    const path = `/held/${mailId}/decision`;
    return boss.post(path, { ...boss.hiddenFields(path), decision: 'release', ...fields }, headers);
  };

  it.each([
    ['another site', {}, { origin: 'https://evil.example' }],
    ['a page without origin', {}, { origin: 'null' }],
    ['another port of this machine', {}, { origin: 'http://127.0.0.1:1' }],
    ['a neighbouring site, as the browser says', {}, { 'sec-fetch-site': 'same-site' }],
    ['our own page without its token', { csrf: '' }, {}],
    ['our own page with a guessed token', { csrf: 'x'.repeat(43) }, {}],
  ])('from %s is refused and changes nothing', async (_, fields, headers) => {
    const seen = await release(fields, headers);
    expect(seen.status).toBe(403);
    expect(seen.text).toContain('did not come from our own page');
    expect((await house.store.findMail(mailId))?.mail.state).toBe('held');
  });

  it("is refused with the token of another person's session", async () => {
    const other = await house.signIn('other');
    await other.get(`/held/${mailId}`);
    const { csrf } = other.hiddenFields('/sign-out');
    expect((await release({ csrf: csrf ?? '' })).status).toBe(403);
  });

  it.each([
    ['a field nobody asked for', { release: '1' }],
    ['a decision that is none', { decision: 'expire' }],
    ['a digest that is none', { sha256: 'x' }],
    ['a revision that is none', { revision: '1.5' }],
    ['a comment without end', { comment: 'x'.repeat(5000) }],
  ])('with %s is not understood and changes nothing', async (_, fields) => {
    expect((await release(fields)).status).toBe(400);
    expect((await house.store.findMail(mailId))?.mail.state).toBe('held');
  });

  it('of another content type, or of too many octets, is not read', async () => {
    const json = await release({}, { 'content-type': 'application/json' });
    expect(json.status).toBe(415);
    expect((await release({ comment: 'x'.repeat(70_000) })).status).toBe(413);
  });
});

describe('where a form stood', () => {
  const https = { origin: 'https://guard.example' };
  const http = { origin: 'http://guard.example:8025' };
  const unknown = { origin: null };
  const seen = (origin: string | undefined, host: string | undefined, secFetchSite?: string) => ({
    origin,
    host,
    secFetchSite,
  });

  it.each([
    [https, seen('https://guard.example', 'guard.example', 'same-origin'), true],
    [https, seen('https://guard.example', '127.0.0.1:8025', 'same-origin'), true],
    [https, seen('http://guard.example', 'guard.example'), false],
    [https, seen('https://evil.example', 'evil.example'), false],
    [https, seen('https://guard.example', 'guard.example', 'cross-site'), false],
    [https, seen(undefined, 'guard.example'), false],
    [http, seen('http://guard.example:8025', 'guard.example:8025'), true],
    [http, seen('http://localhost:8025', 'localhost:8025'), true],
    [unknown, seen('http://localhost:8025', 'localhost:8025'), true],
    [unknown, seen('https://localhost:8025', 'localhost:8025'), false],
    [unknown, seen('null', 'localhost:8025', 'same-origin'), false],
  ])('%o %o → %s', (site, provenance, expected) => {
    expect(isSameOrigin(site, provenance)).toBe(expected);
  });
});

describe('the answers', () => {
  it('carry headers that let a page load and do nothing but its own', async () => {
    const { headers } = await boss.get(`/held/${mailId}`);
    const list = (await boss.get('/held')).headers.get('content-security-policy');
    expect(list).toContain("default-src 'none';script-src 'self';connect-src 'self';style-src");
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none';style-src 'self';img-src 'self';form-action 'self';frame-ancestors 'none';base-uri 'none';require-trusted-types-for 'script'",
    );
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
    expect(headers.get('strict-transport-security')).toBe(null);
  });

  it('carry them when there is nothing, when something is refused, and with our own files', async () => {
    const answers = [await boss.get('/nothing'), await boss.post('/held', {}), await boss.get('/style.css')];
    for (const { headers } of answers) {
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  it('hold no script but ours on the list of held mails, no style of their own and nothing from elsewhere', async () => {
    for (const path of ['/held', '/recent', `/held/${mailId}`, '/nothing']) {
      const { html } = await boss.get(path);
      const scripts = html.match(/<script.*?<\/script>/g) ?? [];
      expect(scripts).toHaveLength(path === '/held' ? 1 : 0);
      for (const tag of scripts)
        expect(tag).toMatch(/^<script type="module" src="\/live\.js\?v=\w+"><\/script>$/);
      expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|<iframe|https?:\/\//i);
    }
  });

  it('are for machines without a session: alive, and ready while the store can be written', async () => {
    const [alive, ready] = [await boss.get('/livez'), await boss.get('/readyz')];
    expect([alive.status, ready.status]).toEqual([200, 200]);
  });
});

describe('while the store is gone', () => {
  it('the pages say so, nothing is lost, and the service is alive but not ready', async () => {
    const down = await openHouse();
    try {
      await down.addUser('boss', 'approver');
      const visitor = await down.signIn('boss');
      await down.store.close();
      const seen = await visitor.get('/held');
      expect(seen.status).toBe(503);
      expect(seen.text).toContain('Nothing is lost');
      expect(seen.text).not.toMatch(/sqlite|Error|\.ts/);
      expect((await visitor.get('/livez')).status).toBe(200);
      expect((await visitor.get('/readyz')).status).toBe(503);
      expect(down.log.map(({ event }) => event)).toEqual(expect.arrayContaining(['web-failed', 'not-ready']));
    } finally {
      await down.close();
    }
  });
});

describe('over https', () => {
  it('cookies are bound to this host, and the browser is told to stay with https', async () => {
    const secure = await openHouse({ web: { publicUrl: 'https://guard.example/' } });
    try {
      const response = await fetch(`${secure.url}/sign-in`);
      expect(response.headers.getSetCookie()).toEqual([
        expect.stringMatching(/^__Host-sekisho-form=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
      ]);
      expect(response.headers.get('strict-transport-security')).toBe('max-age=31536000');
    } finally {
      await secure.close();
    }
  });
});
