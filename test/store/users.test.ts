import { expect, it } from 'vitest';
import { eachDatabase } from './databases.ts';
import { at, user } from './samples.ts';

const session = (idHash: string, expiresAt: string) => ({
  idHash,
  userId: 'id-hanako',
  csrf: 'c',
  createdAt: at(1),
  seenAt: at(1),
  expiresAt,
  client: '192.0.2.7',
  agent: 'Browser/1',
});

eachDatabase('Users', (places) => {
  it('are added once by name, found, and given a new password', async () => {
    const store = await (await places.fresh()).open();
    expect(await store.countUsers()).toBe(0);
    const names = await Promise.all([1, 2, 3].map((n) => store.addUser(user('hanako', { id: `id-${n}` }))));
    expect(names.filter((answer) => answer === 'added')).toHaveLength(1);
    expect(await store.countUsers()).toBe(1);
    expect(await store.addUser(user('jiro', { address: null }))).toBe('added');
    expect(await store.findUser('jiro')).toEqual(user('jiro', { address: null }));
    expect(await store.getUser('id-jiro')).toMatchObject({ name: 'jiro' });
    expect([await store.findUser('nobody'), await store.getUser('nobody')]).toEqual([null, null]);
    expect(await store.setPassword('jiro', 'h2')).toBe(true);
    expect(await store.findUser('jiro')).toMatchObject({ passwordHash: 'h2' });
    expect(await store.setPassword('nobody', 'h2')).toBe(false);
  });

  it('have sessions that end by time, by signing out and by a new password', async () => {
    const store = await (await places.fresh()).open();
    await store.addUser(user('hanako'));
    await store.putSession(session('s1', at(10)));
    await store.touchSession('s1', at(4));
    expect(await store.findSession('s1', at(9))).toEqual({
      ...session('s1', at(10)),
      seenAt: at(4),
      user: user('hanako'),
    });
    expect(await store.findSession('s1', at(10))).toBeNull();
    await store.dropSession('s1');
    expect(await store.findSession('s1', at(2))).toBeNull();
    await store.putSession(session('s2', at(10)));
    await store.setPassword('hanako', 'h2');
    expect(await store.findSession('s2', at(2))).toBeNull();
  });

  it('begin with one administrator: the setup token works once, in time, and only while there is nobody', async () => {
    const store = await (await places.fresh()).open();
    await store.putSetupToken('old', at(10));
    await store.putSetupToken('t', at(10));
    const redeem = (hash: string, now: string, name: string) =>
      store.redeemSetupToken(hash, now, user(name, { role: 'admin' }));
    expect(await redeem('old', at(1), 'a')).toBe(false);
    expect(await redeem('t', at(10), 'a')).toBe(false);
    const redeemed = await Promise.all(['a', 'b', 'c', 'd'].map((name) => redeem('t', at(1), name)));
    expect(redeemed.filter(Boolean)).toHaveLength(1);
    expect(await store.countUsers()).toBe(1);
    await store.putSetupToken('t2', at(10));
    expect(await redeem('t2', at(1), 'e')).toBe(false);
  });

  it('of a provider may sign in for the first time several times at once: one user comes of it', async () => {
    const store = await (await places.fresh()).open();
    const external = (name: string, subject: string, id: string) =>
      store.putExternalUser(user(name, { id, subject, source: 'oidc', passwordHash: null }));
    const same = await Promise.all([1, 2, 3, 4].map((n) => external('sato', 'issuer sato', `id-${n}`)));
    expect(new Set(same.map(({ id }) => id)).size).toBe(1);
    const others = await Promise.all([5, 6, 7].map((n) => external('ito', `issuer ito ${n}`, `id-${n}`)));
    expect(new Set(others.map(({ name }) => name)).size).toBe(3);
    expect(await store.countUsers()).toBe(4);
  });
});

const token = (n: number, expiresAt: string, userId = 'id-hanako') => ({
  id: `t-${n}`,
  userId,
  label: 'ticket script',
  scopes: ['read', 'decide'] as const,
  createdAt: at(1),
  expiresAt,
  tokenHash: `${n}`.repeat(64),
});
const byHanako = { kind: 'user', id: 'id-hanako', via: 'web' } as const;

eachDatabase('Tokens of programs', (places) => {
  it('are found with their person until they run out, are revoked, or a new password is given', async () => {
    const place = await places.fresh();
    const store = await place.open();
    await store.addUser(user('hanako'));
    await store.addUser(user('jiro'));
    expect(await store.addApiToken(token(1, at(10)), byHanako)).toBe('added');
    const { tokenHash, ...kept } = token(1, at(10));
    const found = { ...kept, usedAt: null, client: null };
    expect(await store.findApiToken(tokenHash, at(9))).toEqual({ ...found, user: user('hanako') });
    expect(await store.findApiToken(tokenHash, at(10))).toBeNull();
    expect(await store.findApiToken('2'.repeat(64), at(2))).toBeNull();
    await store.touchApiToken('t-1', at(4), '192.0.2.7');
    expect(await store.listApiTokens({ now: at(5) })).toEqual([
      { ...found, usedAt: at(4), client: '192.0.2.7' },
    ]);
    expect(await store.listApiTokens({ userId: 'id-jiro', now: at(5) })).toEqual([]);
    const revoke = { id: 't-1', at: at(5), actor: byHanako };
    expect(await store.revokeApiToken({ ...revoke, userId: 'id-jiro' })).toBe(false);
    expect(await store.revokeApiToken({ ...revoke, userId: 'id-hanako' })).toBe(true);
    expect(await store.revokeApiToken(revoke)).toBe(false);
    expect(await store.findApiToken(tokenHash, at(6))).toBeNull();
    await store.addApiToken({ ...token(3, at(10)), createdAt: at(6) }, byHanako);
    await store.setPassword('hanako', 'h2');
    expect(await store.findApiToken('3'.repeat(64), at(2))).toBeNull();
    const types = (await store.listEvents({ limit: 9 })).map(({ type, detail }) => [type, detail.token]);
    expect(types).toEqual([
      ['token-added', 't-1'],
      ['token-revoked', 't-1'],
      ['token-added', 't-3'],
    ]);
  });

  it('stand in the database as a keyed hash alone: whoever can write there cannot make one', async () => {
    const place = await places.fresh();
    const store = await place.open();
    await store.addUser(user('hanako'));
    await store.addApiToken(token(1, at(10)), byHanako);
    const rows = await place.sql('select * from api_tokens');
    expect(JSON.stringify(rows)).not.toContain('1'.repeat(64));
    const { createHash } = await import('node:crypto');
    const guessed = createHash('sha256').update('2'.repeat(64)).digest('hex');
    for (const mac of ['2'.repeat(64), guessed]) {
      await place.sql(`update api_tokens set mac = '${mac}'`);
      expect(await store.findApiToken('2'.repeat(64), at(2))).toBeNull();
    }
  });

  it('are few per person', async () => {
    const store = await (await places.fresh()).open();
    await store.addUser(user('hanako'));
    const added: string[] = [];
    for (let n = 0; n <= 50; n += 1) {
      const one = { ...token(1, at(10)), id: `t-${n}`, tokenHash: String(n).padStart(64, '0') };
      added.push(await store.addApiToken(one, byHanako));
    }
    expect(added.filter((answer) => answer === 'added')).toHaveLength(50);
    expect(added.at(-1)).toBe('full');
  });
});
