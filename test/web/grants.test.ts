// Who may give which grant, pressed through the pages: nobody their own, in whatever disguise; and what a page says of
// what was given, what is asked, and why a press did nothing.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MailId, UserRole } from '../../src/store/store.ts';
import { PEOPLE } from '../guard/holds/world.ts';
import { type House, openHouse } from './house.ts';
import type { Visitor } from './visitor.ts';

const ACTIONS = { vip: 'approve', two: 'two-person', both: 'confirm-and-approve', later: 'delay' };

let house: House;
let count = 0;

/** The ways in which the sender sato might come as somebody else: sign-in name, role, address of the account. */
const DISGUISES: readonly (readonly [string, string, UserRole, string | null])[] = [
  ['an approver', 'sato', 'approver', 'sato@corp.example'],
  ['another case', 'sato.2', 'admin', 'SATO@CORP.example'],
  ['a sub-address', 'sato.3', 'admin', 'sato+boss@corp.example'],
  ['an alias', 'sato.4', 'admin', 's.sato@corp.co.example'],
  ['a second account without an address', 'adm-sato', 'admin', null],
  ['a shared mailbox one is a member of', 'sales', 'approver', 'sales@corp.example'],
];

beforeAll(async () => {
  house = await openHouse({
    people: PEOPLE,
    policy: {
      overrides: Object.entries(ACTIONS).map(([name, action]) => ({
        when: { to: [`${name}.example`] },
        checks: { 'first-contact': { holdOn: 'address', action } },
      })),
      holds: { escalations: 2, releaseSeveral: true },
    },
  });
  for (const [, name, role, address] of DISGUISES) await house.addUser(name, role, address);
  for (const name of ['mori', 'oda', 'abe', 'kato']) await house.addUser(name, 'sender');
  await house.addUser('root', 'admin', null);
});
afterAll(() => house.close());

function send(to: keyof typeof ACTIONS, from = 'sato@corp.example'): Promise<MailId> {
  count += 1;
  const path = `ceo@${to}.example`;
  const header = [
    `From: ${from}`,
    `To: ${path}`,
    `Subject: Plan ${count}`,
    `Message-ID: <${count}@corp.example>`,
  ];
  return house.accept({ from, to: [path], lines: [...header, '', 'Hello'] });
}

async function press(visitor: Visitor, id: MailId, fields: Record<string, string>) {
  const seen = await visitor.get(`/held/${id}`);
  const path = `/held/${id}/decision`;
  const token = /name="csrf" value="([^"]*)"/.exec(seen.html)?.[1] ?? '';
  const { mail } = (await house.store.findMail(id)) ?? { mail: null };
  const { sha256 = '', envelopeSha256 = '', revision = 0 } = mail ?? {};
  const saw = { sha256, envelopeSha256, revision: String(revision) };
  return visitor.post(path, { csrf: token, ...saw, decision: 'release', ...fields });
}

const stateOf = async (id: MailId) => (await house.store.findMail(id))?.mail.state;

describe('nobody approves their own mail', () => {
  it.each(DISGUISES)('as %s', async (_, name) => {
    for (const from of ['sato@corp.example', 'Sato+x@corp.example', 'sales@corp.example']) {
      const id = await send('vip', from);
      const visitor = await house.signIn(name);
      const page = await visitor.get(`/held/${id}`);
      expect(page.html).not.toContain('name="decision" value="release"');
      const refused = await press(visitor, id, {});
      expect(refused.status).toBe(403);
      expect(refused.text).toContain('This is your own mail: somebody else has to approve it.');
      expect(await stateOf(id)).toBe('held');
    }
  });

  it.each(DISGUISES)('as %s, by a request that no page of ours offers', async (_, name) => {
    const [id, both] = [await send('vip'), await send('both')];
    const visitor = await house.signIn(name);
    for (const one of [id, both]) {
      const { mail } = (await house.store.findMail(one)) ?? {};
      const seen = [one, mail?.sha256, mail?.envelopeSha256, mail?.revision].join(' ');
      await visitor.get('/held');
      for (const grant of ['supervisor', 'second-supervisor', 'sender']) {
        const several = { do: 'release', grant, mail: seen };
        const refused = await visitor.post('/held/several', several);
        expect(['Sent: 1 of 1', 'Approved: 1 of 1'].filter((text) => refused.text.includes(text))).toEqual(
          [],
        );
      }
      for (const grant of ['supervisor', 'second-supervisor'])
        expect((await press(visitor, one, { grant })).status).toBeGreaterThanOrEqual(400);
      const { hold } = (await house.store.findMail(one)) ?? {};
      expect([hold?.state, hold?.given.filter(({ grant }) => grant !== 'sender')]).toEqual(['held', []]);
      const events = await house.store.listEvents({ mailId: one, limit: 20 });
      expect(events.map(({ type }) => type)).not.toContain('released');
    }
  });

  it('as the deputy of their manager', async () => {
    const id = await send('vip');
    // Standing deputies are called: sato is one of mori's.
    house.wait(370);
    await house.tellTime(id);
    expect((await press(await house.signIn('sato'), id, {})).status).toBe(403);
    expect(await stateOf(id)).toBe('held');
  });

  it('and an account that the directory does not know decides nothing, for it might be theirs', async () => {
    const id = await send('vip');
    const refused = await press(await house.signIn('root'), id, {});
    expect(refused.text).toContain('The directory does not know whose account this is.');
    expect(await stateOf(id)).toBe('held');
  });
});

describe('a supervisor', () => {
  it('decides what is asked of them, whatever their role, and colleagues do not even see it', async () => {
    const id = await send('vip');
    const mori = await house.signIn('mori');
    expect((await mori.get(`/held/${id}`)).text).toContain('Waits for an approval by mori@corp.example');
    expect((await mori.get(`/held?q=id:${id}`)).html).toContain(`/held/${id}"`);
    expect((await (await house.signIn('kato')).get(`/held?q=id:${id}`)).html).not.toContain(`/held/${id}"`);
    expect((await (await house.signIn('kato')).get(`/held/${id}`)).status).toBe(404);
    expect((await press(mori, id, {})).status).toBe(303);
    expect(await stateOf(id)).toBe('queued');
    for (const list of ['/held', '/recent'])
      expect((await mori.get(`${list}?q=id:${id}`)).html).not.toContain(`/held/${id}"`);
  });

  it('passes it on, and then the next manager may decide', async () => {
    const id = await send('vip');
    const oda = await house.signIn('oda');
    expect((await oda.get(`/held/${id}`)).status).toBe(404);
    expect((await press(await house.signIn('mori'), id, { decision: 'escalate' })).status).toBe(303);
    expect((await press(oda, id, {})).status).toBe(303);
    expect(await stateOf(id)).toBe('queued');
  });

  it('is the first of two once, and a second press meant as the first is no second one', async () => {
    const id = await send('two');
    const [mori, oda] = [await house.signIn('mori'), await house.signIn('oda')];
    expect((await press(mori, id, { grant: 'supervisor' })).status).toBe(303);
    expect((await press(mori, id, {})).text).toContain('a second person has to');
    const stale = await press(oda, id, { grant: 'supervisor' });
    expect([stale.status, stale.text]).toEqual([
      409,
      expect.stringContaining('not what the mail waits for now'),
    ]);
    expect((await oda.get(`/held/${id}`)).text).toContain('mori@corp.example approved on');
    expect((await press(oda, id, { grant: 'second-supervisor' })).status).toBe(303);
    expect(await stateOf(id)).toBe('queued');
  });
});

describe('the sender', () => {
  it('confirms, and only then the supervisor is asked', async () => {
    const id = await send('both');
    const [sato, mori] = [await house.signIn('sato'), await house.signIn('mori')];
    expect((await sato.get(`/held/${id}`)).text).toContain('Waits for the sender until');
    expect((await press(sato, id, { grant: 'sender' })).status).toBe(303);
    expect(await stateOf(id)).toBe('held');
    expect((await sato.get(`/held/${id}`)).text).toContain('Confirmed by sato@corp.example on');
    expect((await press(sato, id, { grant: 'supervisor' })).status).toBe(403);
    expect((await press(mori, id, { grant: 'supervisor' })).status).toBe(303);
    expect(await stateOf(id)).toBe('queued');
  });

  it('sends a delayed mail at once, or lets it go by itself, or stops it', async () => {
    const [now, alone, stopped] = [await send('later'), await send('later'), await send('later')];
    const sato = await house.signIn('sato');
    const seen = await sato.get(`/held/${now}`);
    expect(seen.text).toContain('Send now…');
    expect(seen.text).toContain('Is sent by itself on');
    expect((await press(sato, now, { grant: 'delay' })).status).toBe(303);
    expect((await press(sato, stopped, { decision: 'withdraw' })).status).toBe(303);
    house.wait(5);
    await house.tellTime(alone);
    await house.tellTime(stopped);
    expect(await Promise.all([now, alone, stopped].map(stateOf))).toEqual(['queued', 'queued', 'cancelled']);
  });
});
