// Sign-in with the password of a directory server, over TLS, against Debian's slapd.

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { configSchema } from '../../src/config/schema.ts';
import { BIND_DN, createSlapd, PASSWORD as READER, type Slapd } from '../directory/slapd.ts';
import { needs } from '../needs.ts';
import { type House, openHouse } from './house.ts';
import { openVisitor } from './visitor.ts';

const person = (uid: string, password: string, more = '') => `dn: uid=${uid},dc=corp,dc=example
objectClass: inetOrgPerson
uid: ${uid}
cn: ${uid} of Corp
sn: ${uid}
mail: ${uid}@corp.example
userPassword: ${password}
${more}`;

const LDIF = `${person('sato', 'correct horse')}
${person('ito', 'battery staple')}
${person('twin1', 'same name', 'mail: twin@corp.example\n')}
${person('twin2', 'same name', 'mail: twin@corp.example\n')}
dn: cn=Mail Approvers,dc=corp,dc=example
objectClass: groupOfNames
cn: Mail Approvers
member: uid=sato,dc=corp,dc=example
`;

describe.skipIf(!needs('slapd'))('sign-in by a directory server', () => {
  let slapd: Slapd;
  let house: House;

  beforeAll(async () => {
    slapd = await createSlapd(LDIF);
    await slapd.start();
    const { directory } = configSchema.parse({
      organization: { domains: ['corp.example'] },
      nextHop: { host: '127.0.0.1' },
      directory: { ldap: { url: slapd.url, base: slapd.base, startTls: true } },
    });
    if (directory.ldap === null) throw new Error('no directory');
    house = await openHouse({
      web: {
        identity: {
          roles: { admin: [], approver: ['mail approvers'], delegate: [], auditor: [], sender: ['*'] },
          oidc: null,
          ldap: {
            ...directory.ldap,
            bindDn: BIND_DN,
            password: READER,
            ca: readFileSync(slapd.caFile, 'utf8'),
            timeoutMs: 5000,
          },
        },
      },
    });
    await house.addUser('local', 'admin');
  });
  afterAll(async () => {
    await house?.close();
    await slapd?.stop();
    slapd?.remove();
  });

  async function trySignIn(name: string, password: string) {
    const visitor = openVisitor(house.url);
    await visitor.get('/sign-in');
    return visitor.post('/sign-in', { name, password });
  }

  it('takes the name or the mail address, and the role of the groups', async () => {
    expect((await trySignIn('sato', 'correct horse')).status).toBe(303);
    expect((await trySignIn('ITO@corp.example', 'battery staple')).status).toBe(303);
    expect(await house.store.findUser('sato')).toMatchObject({
      role: 'approver',
      address: 'sato@corp.example',
      source: 'ldap',
      subject: 'uid=sato,dc=corp,dc=example',
    });
    expect((await house.store.findUser('ito'))?.role).toBe('sender');
  });

  it.each([
    ['a wrong password', 'sato', 'battery staple'],
    ['no password, with which a server binds everybody', 'sato', ''],
    ['a name that nobody has', 'nobody', 'correct horse'],
    ['a name that would be a filter', '*', 'correct horse'],
    ['a filter that would be closed', 'sato)(uid=*', 'correct horse'],
    ['an address of two people', 'twin@corp.example', 'same name'],
    ['the account that reads the directory', 'reader', READER],
    ['a local user with the password of nobody', 'local', 'correct horse'],
  ])('refuses %s', async (_, name, password) => {
    const { status, location } = await trySignIn(name, password);
    expect([status, location]).toEqual([403, null]);
  });

  it('says so when the server cannot be asked; local users still come in', async () => {
    await slapd.stop();
    const seen = await trySignIn('sato', 'correct horse');
    expect([seen.status, seen.text]).toEqual([503, expect.stringContaining('cannot be checked right now')]);
    expect(house.log).toContainEqual(
      expect.objectContaining({ event: 'identity-unavailable', level: 'error' }),
    );
    expect((await trySignIn('local', 'correct horse battery')).status).toBe(303);
  });
});
