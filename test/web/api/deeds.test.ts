// What a program does for a person is what the person may do, no more: the same lists, the same decisions, the same
// refusals; and the audit says that it was a program, and by which token.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MailId, UserRole } from '../../../src/store/store.ts';
import { PEOPLE } from '../../guard/holds/world.ts';
import { type House, openHouse } from '../house.ts';
import { firstContact } from '../mails.ts';
import { type Program, program, tokenOf } from './client.ts';

/** The ways in which the sender sato might come as somebody else: sign-in name, role, address of the account. */
const DISGUISES: readonly (readonly [string, string, UserRole, string | null])[] = [
  ['an approver', 'sato', 'approver', 'sato@corp.example'],
  ['another case', 'sato.2', 'admin', 'SATO@CORP.example'],
  ['a sub-address', 'sato.3', 'admin', 'sato+boss@corp.example'],
  ['a second account without an address', 'adm-sato', 'admin', null],
];

let house: House;
let count = 0;

beforeAll(async () => {
  const rule = { 'first-contact': { holdOn: 'address', action: 'approve' } };
  house = await openHouse({
    people: PEOPLE,
    policy: { overrides: [{ when: { to: ['vip.example'] }, checks: rule }] },
  });
  for (const [, name, role, address] of DISGUISES) await house.addUser(name, role, address);
  await house.addUser('mori', 'approver');
  await house.addUser('abe', 'sender');
  await house.addUser('auditor', 'auditor', null);
});
afterAll(() => house.close());

function send(from = 'sato@corp.example'): Promise<MailId> {
  count += 1;
  return house.accept(firstContact(from, `Plan ${count}`, `ceo${count}@vip.example`));
}

const as = async (name: string, ...scopes: Parameters<typeof tokenOf>[2] & object) =>
  program(house, await tokenOf(house, name, scopes.length > 0 ? scopes : ['read', 'decide']));

async function decide(by: Program, id: MailId, decision: string, more: object = {}) {
  const { body } = await by('GET', `/mails/${id}`);
  return by('POST', `/mails/${id}/decisions`, { decision, content: body.content, ...more });
}

describe('a token', () => {
  it.each(DISGUISES)('never approves the mail of its own person, who comes as %s', async (_, name) => {
    const id = await send();
    const told = await decide(await as(name), id, 'release', { grant: 'supervisor' });
    expect(told).toMatchObject({
      status: 403,
      body: { code: expect.stringMatching(/^(own-mail|not-a-person)$/) },
    });
    expect((await house.store.findMail(id))?.mail.state).toBe('held');
  });

  it('approves what its person is asked to, and the audit names the token', async () => {
    const id = await send();
    const mori = await as('mori');
    const { body } = await mori('GET', '/mails');
    expect(body.mails).toContainEqual(
      expect.objectContaining({ id, asks: { grant: 'supervisor', isLast: true } }),
    );
    const told = await decide(mori, id, 'release', { comment: 'fine' });
    expect(told).toMatchObject({
      status: 200,
      body: { id, state: 'queued', decided: { decision: 'release' } },
    });
    const account = await mori('GET', '/account');
    const released = (await house.store.listEvents({ mailId: id, limit: 20 })).find(
      (one) => one.type === 'released',
    );
    expect(released).toMatchObject({
      actor: { kind: 'user', id: 'id-mori', via: 'api' },
      detail: { via: 'api', token: (account.body.token as { id: string }).id },
    });
  });

  it('of somebody too late is told who decided; of one who saw another revision, that it changed', async () => {
    const id = await send();
    const mori = await as('mori');
    const { body } = await mori('GET', `/mails/${id}`);
    const content = body.content as object;
    const old = await mori('POST', `/mails/${id}/decisions`, {
      decision: 'release',
      content: { ...content, revision: 2 },
    });
    expect(old).toMatchObject({ status: 409, body: { code: 'changed' } });
    await decide(mori, id, 'return', { reasons: ['bcc'] });
    const late = await mori('POST', `/mails/${id}/decisions`, { decision: 'release', content });
    expect(late).toMatchObject({ status: 409, body: { code: 'ended', decided: { decision: 'return' } } });
  });

  it('sees the mail that its person sees, page by page; auditors read no text', async () => {
    const ids = [
      await send('abe@corp.example'),
      await send('abe@corp.example'),
      await send('nobody@corp.example'),
    ];
    const abe = await as('abe');
    const found: string[] = [];
    for (let cursor = ''; ; ) {
      const { body } = await abe('GET', `/mails?list=held&limit=1${cursor}`);
      found.push(...(body.mails as { id: string }[]).map(({ id }) => id));
      if (body.next === null) break;
      cursor = `&cursor=${body.next}`;
    }
    const own = await house.store.listMails({ states: ['held'], search: { from: ['abe@'] }, limit: 50 });
    expect(found).toEqual(expect.arrayContaining(own.map(({ mail }) => mail.id)));
    expect(new Set(found).size).toBe(found.length);
    expect(found).not.toContain(ids[2]);
    expect((await abe('GET', `/mails/${ids[2]}`)).status).toBe(404);
    expect((await abe('GET', `/mails/${ids[0]}?text=all`)).body.text).toMatchObject({
      kind: 'text',
      text: expect.stringContaining('Please find the plan'),
    });
    const auditor = await as('auditor');
    expect((await auditor('GET', `/mails/${ids[0]}?text=all`)).body.text).toMatchObject({
      kind: 'hidden',
      text: '',
    });
  });

  it('repairs: what the preview showed is stored, and asked for again', async () => {
    const id = await send();
    const sato = await as('sato');
    const { body: options } = await sato('GET', `/mails/${id}/repair`);
    expect(options.files).toEqual([expect.objectContaining({ part: '2', name: 'plan.txt', refusal: null })]);
    const operations = [{ op: 'add-cc', address: 'mori@corp.example', name: null }];
    const { body: offer } = await sato('POST', `/mails/${id}/repair/preview`, { operations });
    const { nonce, digest, content } = offer;
    const forged = await sato('POST', `/mails/${id}/repair`, {
      operations,
      nonce,
      digest: 'f'.repeat(64),
      content,
    });
    expect(forged).toMatchObject({ status: 409, body: { code: 'changed' } });
    const stored = await sato('POST', `/mails/${id}/repair`, { operations, nonce, digest, content });
    expect(stored).toMatchObject({ status: 200, body: { id, linked: [], sent: [] } });
    const { body: account } = await sato('GET', '/account');
    const events = await house.store.listEvents({ mailId: id, limit: 20 });
    expect(events.find(({ type }) => type === 'repaired')).toMatchObject({
      actor: { id: 'id-sato', via: 'api' },
      detail: { token: (account.token as { id: string }).id, operations: [{ op: 'add-cc' }] },
    });
    const { body } = await sato('GET', `/mails/${id}`);
    expect(body).toMatchObject({
      state: 'held',
      content: { revision: 2 },
      recipients: expect.arrayContaining(['mori@corp.example']),
    });
    const refused = await sato('POST', `/mails/${id}/repair/preview`, {
      operations: [{ op: 'drop-attachment', part: '9' }],
    });
    expect(refused).toMatchObject({ status: 409, body: { code: 'unknown-part' } });
  });

  it('judges, tries settings, and says what waits', async () => {
    const id = await send();
    const boss = await as('sato.2');
    expect((await boss('PUT', `/mails/${id}/judgement`, { judgement: 'wrong-hold' })).status).toBe(204);
    expect((await boss('PUT', `/mails/${id}/judgement`, { judgement: 'missed-hold' })).status).toBe(400);
    const trial = await boss('GET', '/trial?setting=first-contact.action&value=log');
    expect(trial).toMatchObject({ status: 200, body: { check: 'first-contact', value: 'log', purged: 0 } });
    expect((await boss('GET', '/trial?setting=no.such&value=1')).status).toBe(400);
    const { checks } = (await boss('GET', '/figures?days=7')).body as {
      checks: { check: string; wrong: number }[];
    };
    expect(checks.find(({ check }) => check === 'first-contact')).toMatchObject({ wrong: 1 });
    const { body } = await boss('GET', '/status');
    expect(body).toMatchObject({ mode: 'hold', held: { count: expect.any(Number) } });
  });
});
