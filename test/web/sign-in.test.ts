// Who one is: the one-time link, passwords, sessions, and how slowly one can guess.

import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSetupLink } from '../../src/web/setup.ts';
import { type House, openHouse, PASSWORD } from './house.ts';
import { openVisitor } from './visitor.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());
/** Each test finds a fresh installation. */
beforeEach(() => house.sql('DELETE FROM users; DELETE FROM setup_token; DELETE FROM sessions;'));

const NEW = { name: 'admin', password: 'four words that fit', password2: 'four words that fit' };

async function setupPath(): Promise<string> {
  const link = await createSetupLink(house.store, house.now(), house.url);
  if (link === null) throw new Error('no link');
  expect(link.startsWith(`${house.url}/setup/`)).toBe(true);
  return new URL(link).pathname;
}

describe('the one-time link', () => {
  it('makes the first administrator, signs them in, and is used up', async () => {
    const path = await setupPath();
    const visitor = openVisitor(house.url);
    for (let n = 0; n < 3; n += 1) expect((await visitor.get(path)).status).toBe(200);
    expect(await visitor.post(path, NEW)).toMatchObject({ status: 303, location: '/held' });
    expect((await visitor.get('/held')).text).toContain('Held mail');
    expect(await house.store.findUser('admin')).toMatchObject({ role: 'admin', language: 'en' });
    const second = openVisitor(house.url);
    expect((await second.get(path)).status).toBe(410);
    expect((await second.post(path, { ...NEW, name: 'evil' })).status).toBe(410);
    expect(await house.store.countUsers()).toBe(1);
    expect(await createSetupLink(house.store, house.now(), house.url)).toBe(null);
  });

  it('is made once however many press at the same moment', async () => {
    const path = await setupPath();
    const visitors = await Promise.all(
      ['one', 'two', 'three'].map(async (name) => {
        const visitor = openVisitor(house.url);
        await visitor.get(path);
        return () => visitor.post(path, { ...NEW, name });
      }),
    );
    const answers = await Promise.all(visitors.map((press) => press()));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 410, 410]);
    expect(await house.store.countUsers()).toBe(1);
  });

  it('is worth nothing when it is old, another, or only guessed', async () => {
    const path = await setupPath();
    const visitor = openVisitor(house.url);
    await visitor.get(path);
    expect((await visitor.post('/setup/guessed', NEW)).status).toBe(410);
    await visitor.get(path);
    house.wait(25 * 60);
    expect((await visitor.post(path, NEW)).status).toBe(410);
    expect(await house.store.countUsers()).toBe(0);
  });

  it.each([
    ['a short password', { password: 'short', password2: 'short' }, 'at least 12'],
    ['two different ones', { password2: 'four words that do not' }, 'not the same'],
    ['a name with markup', { name: '<b>admin</b>' }, 'letters, digits'],
  ])('says what is wrong with %s and stays usable', async (_, changed, said) => {
    const path = await setupPath();
    const visitor = openVisitor(house.url);
    await visitor.get(path);
    const seen = await visitor.post(path, { ...NEW, ...changed });
    expect(seen.status).toBe(422);
    expect(seen.text).toContain(said);
    expect((await visitor.post(path, NEW)).status).toBe(303);
  });
});

describe('signing in', () => {
  beforeEach(() => house.addUser('bob', 'approver'));

  it('says the same of a wrong password and of a wrong name, and records both', async () => {
    const visitor = openVisitor(house.url);
    await visitor.get('/sign-in');
    const wrong = await visitor.post('/sign-in', { name: 'bob', password: 'not the password' });
    const nobody = await visitor.post('/sign-in', { name: 'bab', password: 'not the password' });
    expect([wrong.status, nobody.status]).toEqual([403, 403]);
    expect(nobody.text.replaceAll('bab', 'bob')).toBe(wrong.text);
    const events = await house.store.listEvents({ limit: 2 });
    expect(events.map(({ type }) => type)).toEqual(['sign-in-failed', 'sign-in-failed']);
    expect(JSON.stringify(events)).not.toContain('not the password');
  });

  it('begins a session whose id only the browser knows, another one each time', async () => {
    const first = openVisitor(house.url);
    await first.get('/sign-in');
    await first.post('/sign-in', { name: 'bob', password: PASSWORD });
    const before = first.cookies.get('sekisho') ?? '';
    expect(before).toMatch(/^[\w-]{43}$/);
    expect(await house.store.findSession(before, house.now().toISOString())).toBe(null);
    const hash = createHash('sha256').update(before).digest('hex');
    expect(await house.store.findSession(hash, house.now().toISOString())).toMatchObject({
      userId: 'id-bob',
    });
    await first.get('/held');
    await first.post('/sign-in', { name: 'bob', password: PASSWORD });
    expect(first.cookies.get('sekisho')).not.toBe(before);
    expect(await house.store.findSession(hash, house.now().toISOString())).toBe(null);
  });

  it('does not take over a session id that somebody else put into the browser', async () => {
    const visitor = openVisitor(house.url);
    visitor.cookies.set('sekisho', 'chosen-by-somebody-else');
    await visitor.get('/sign-in');
    await visitor.post('/sign-in', { name: 'bob', password: PASSWORD });
    expect(visitor.cookies.get('sekisho')).not.toBe('chosen-by-somebody-else');
  });

  it('ends with the session: by signing out, after eight idle hours, after a week in any case', async () => {
    const out = await house.signIn('bob');
    const stolen = out.cookies.get('sekisho') ?? '';
    await out.get('/held');
    expect((await out.post('/sign-out', {})).location).toBe('/sign-in?out=1');
    out.cookies.set('sekisho', stolen);
    expect((await out.get('/held')).location).toContain('/sign-in');

    const idle = await house.signIn('bob');
    house.wait(8 * 60 + 1);
    expect((await idle.get('/held')).location).toContain('/sign-in');

    const busy = await house.signIn('bob');
    const days: number[] = [];
    for (let hours = 0; hours < 200; hours += 7) {
      if ((await busy.get('/held')).status === 200) days.push(hours / 24);
      house.wait(7 * 60);
    }
    expect(Math.max(...days)).toBeGreaterThan(6);
    expect(Math.max(...days)).toBeLessThan(7);
  });

  it('goes on to the page that was asked for, and never off this site', async () => {
    const visitor = openVisitor(house.url);
    const { location } = await visitor.get('/held?q=sale');
    expect(location).toBe('/sign-in?next=%2Fheld%3Fq%3Dsale');
    await visitor.get(location ?? '');
    const { next } = visitor.hiddenFields('/sign-in');
    expect(
      (await visitor.post('/sign-in', { name: 'bob', password: PASSWORD, next: next ?? '' })).location,
    ).toBe('/held?q=sale');
    for (const foreign of [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      'javascript:alert(1)',
      '/\nx',
    ]) {
      const other = openVisitor(house.url);
      await other.get('/sign-in');
      expect(
        (await other.post('/sign-in', { name: 'bob', password: PASSWORD, next: foreign })).location,
      ).toBe('/held');
    }
  });

  it('is slowed down for one who guesses, and not for the owner of the name', async () => {
    const guesser = openVisitor(house.url, 'en', '198.51.100.6');
    await guesser.get('/sign-in');
    const answers: number[] = [];
    for (let n = 0; n < 12; n += 1) {
      answers.push(
        (await guesser.post('/sign-in', { name: 'bob', password: 'guess', next: `/${n}` })).status,
      );
    }
    expect(answers).toEqual([...Array(10).fill(403), 429, 429]);
    const late = await guesser.post('/sign-in', { name: 'bob', password: PASSWORD });
    expect(late.status).toBe(429);
    expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(0);
    const owner = openVisitor(house.url, 'en', '198.51.100.7');
    await owner.get('/sign-in');
    expect((await owner.post('/sign-in', { name: 'bob', password: PASSWORD })).status).toBe(303);
  });
});
