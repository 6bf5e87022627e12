// Sessions are seen and ended: one's own by oneself, everybody's by an administrator.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deviceOf } from '../../src/web/device.ts';
import { type House, openHouse } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
  for (const [name, role] of [
    ['boss', 'admin'],
    ['sato', 'approver'],
    ['ito', 'sender'],
  ] as const) {
    await house.addUser(name, role);
  }
});
afterAll(() => house.close());

const isIn = async (visitor: Awaited<ReturnType<House['signIn']>>) =>
  (await visitor.get('/held')).status === 200;

describe('sessions', () => {
  it('are listed with where they began, and one of them or all others ended', async () => {
    const [here, there, elsewhere] = [
      await house.signIn('sato'),
      await house.signIn('sato'),
      await house.signIn('sato'),
    ];
    const { text, html } = await here.get('/account');
    expect(text).toMatch(/Signed in at 3 .*198\.51\.100\.7/);
    expect(text.match(/this browser/g)).toHaveLength(1);
    const [foreign = ''] = html.match(/(?<=name="end" value=")[0-9a-f]{64}(?=" class="button">End<)/g) ?? [];
    expect((await here.post('/account/sessions', { end: foreign })).location).toBe('/account');
    expect([await isIn(there), await isIn(elsewhere)].filter(Boolean)).toHaveLength(1);
    await here.get('/account');
    await here.post('/account/sessions', { end: 'others' });
    expect([await isIn(here), await isIn(there), await isIn(elsewhere)]).toEqual([true, false, false]);
  });

  it('of others are not there for anybody but an administrator', async () => {
    const [boss, sato, ito] = [
      await house.signIn('boss'),
      await house.signIn('sato'),
      await house.signIn('ito'),
    ];
    const own = await ito.get('/account');
    const [id = ''] = own.html.match(/(?<=name="end" value=")[0-9a-f]{64}/) ?? [];
    await sato.get('/account');
    expect((await sato.post('/account/sessions', { end: id })).status).toBe(404);
    expect((await sato.get('/people')).status).toBe(404);
    expect(await isIn(ito)).toBe(true);
    const people = await boss.get('/people');
    expect(people.text).toMatch(/boss Administrator .*ito Sender .*signed in at 1 place/);
    expect((await boss.post('/people/sessions', { user: 'id-ito' })).location).toBe('/people');
    expect([await isIn(ito), await isIn(sato), await isIn(boss)]).toEqual([false, true, true]);
    expect((await house.store.listEvents({ limit: 100 })).at(-1)).toMatchObject({
      type: 'sessions-ended',
      actor: { id: 'id-boss' },
      detail: { userId: 'id-ito', count: 1 },
    });
  });

  it('are told apart by browser and system', () => {
    const iphone =
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile Safari/604.1';
    const edge =
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0';
    expect([deviceOf(iphone), deviceOf(edge), deviceOf('')]).toEqual([
      'Safari, iPhone',
      'Edge, Windows',
      null,
    ]);
  });
});

describe('tokens for programs', () => {
  it('are made on the page, shown once, listed without themselves, and revoked', async () => {
    const sato = await house.signIn('sato');
    await sato.get('/account');
    const made = await sato.post('/account/tokens', {
      label: 'ticket desk',
      scope: ['read', 'decide'],
      days: '7',
    });
    const [token = ''] = made.html.match(/sekisho_[\w-]{43}/) ?? [];
    const ask = () => fetch(`${house.url}/api/v1/account`, { headers: { authorization: `Bearer ${token}` } });
    expect(await (await ask()).json()).toMatchObject({
      name: 'sato',
      token: { label: 'ticket desk', scopes: ['read', 'decide'] },
    });
    const { html, text } = await sato.get('/account');
    expect(text).toMatch(/Tokens for programs 1 .*ticket desk read decide .*last used just now/);
    expect(html).not.toContain('sekisho_');
    const [id = ''] = html.match(/(?<=name="id" value=")t-[0-9a-f]+/) ?? [];
    const ito = await house.signIn('ito');
    await ito.get('/account');
    expect((await ito.post('/account/tokens/revoke', { id })).status).toBe(404);
    expect((await ask()).status).toBe(200);
    await sato.get('/account');
    expect((await sato.post('/account/tokens/revoke', { id })).location).toBe('/account');
    expect((await ask()).status).toBe(401);
  });

  it('give no right that their person may not give, and do not outlast a year', async () => {
    const sato = await house.signIn('sato');
    for (const wrong of [{ scope: 'admin', days: '7' }, { days: '7' }, { scope: 'read', days: '366' }]) {
      await sato.get('/account');
      expect((await sato.post('/account/tokens', { label: '', ...wrong })).status).toBe(400);
    }
    expect(await house.store.listApiTokens({ now: house.now().toISOString() })).toEqual([]);
  });
});
