// What administrators and auditors do on the pages, programs do for them: the same figures, the same refusals, and every
// look and change in the audit with the token that it was made by.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventType, MailId } from '../../../src/store/store.ts';
import { type House, openHouse } from '../house.ts';
import { firstContact, winterClosing } from '../mails.ts';
import { type Program, program, tokenOf } from './client.ts';

let house: House;
let mailId: MailId;
let root: Program;
let audrey: Program;
let tokenId: string;

const as = async (name: string, ...scopes: Parameters<typeof tokenOf>[2] & object) =>
  program(house, await tokenOf(house, name, scopes));

beforeAll(async () => {
  house = await openHouse({ isPolicyOnPages: true });
  await house.addUser('root', 'admin');
  await house.addUser('audrey', 'auditor');
  mailId = await house.accept(winterClosing());
  root = await as('root', 'read', 'admin');
  audrey = await as('audrey', 'read', 'decide');
  tokenId = ((await audrey('GET', '/account')).body.token as { id: string }).id;
});
afterAll(() => house.close());

async function latest(type: EventType) {
  const [event] = await house.store.findEvents({ type, limit: 1 });
  return event;
}

describe('the policy', () => {
  const yaml = 'learnDays: 0\nchecks: { first-contact: { holdOn: address } }\n';

  it('is tried, applied on the version it was made from, and shown with what differs', async () => {
    const { body: before } = await root('GET', '/policy');
    expect(before).toMatchObject({ version: 1, isOnPages: true, policy: { mode: 'hold' } });
    const wrong = await root('POST', '/policy/trial', { yaml: 'checks: { burts: {} }' });
    expect(wrong).toMatchObject({
      status: 400,
      body: {
        errors: [{ path: 'body/yaml', message: '1:11: checks.burts: unknown key; did you mean "burst"?' }],
      },
    });
    const added = { kind: 'added', text: expect.stringContaining('holdOn: address') };
    const trial = await root('POST', '/policy/trial', { yaml });
    expect(trial).toMatchObject({ status: 200, body: { mails: 1, changed: [] } });
    expect(trial.body.diff).toContainEqual(added);
    expect((await root('GET', '/policy')).body).toEqual(before);

    house.wait(1);
    expect(await root('POST', '/policy', { yaml, base: 1 })).toMatchObject({ body: { version: 2 } });
    expect(await latest('policy-applied')).toMatchObject({ actor: { id: 'id-root', via: 'api' } });
    const { body: after } = await audrey('GET', '/policy');
    expect(after).toMatchObject({ version: 2, yaml });
    expect(after.policy).toMatchObject({ checks: { 'first-contact': { holdOn: 'address' } } });
    const late = await root('POST', '/policy', { yaml: 'learnDays: 0', base: 1 });
    expect(late).toMatchObject({ status: 409, body: { code: 'overtaken' } });
    const again = await root('POST', '/policy', { yaml, base: 2 });
    expect(again).toMatchObject({ status: 409, body: { code: 'same' } });
    expect((await root('POST', '/policy', { yaml: 'mode: maybe', base: 2 })).status).toBe(400);

    await house.forecasts();
    const { body: listed } = await audrey('GET', '/policy/versions');
    expect(listed).toMatchObject({
      versions: [
        { n: 2, source: 'pages', by: 'root', forecast: { mails: 1 } },
        { n: 1, by: null },
      ],
      watched: [{ n: 2, stage: 'watching' }],
    });
    const { body: second } = await audrey('GET', '/policy/versions/2');
    expect(second).toMatchObject({ yaml, base: 1 });
    expect(second.diff).toContainEqual(added);
    expect((await audrey('GET', '/policy/versions/9')).status).toBe(404);
  });
});

describe('an overseer', () => {
  it('reads the figures of the dashboard; how fast approvals come is for administrators', async () => {
    const { body } = await root('GET', '/dashboard?days=7');
    const { mails, held, byDay } = body as { mails: number; held: object; byDay: { mails: number }[] };
    expect([mails, byDay.length]).toEqual([1, 7]);
    expect(byDay.reduce((sum, day) => sum + day.mails, 0)).toBe(1);
    expect(held).toMatchObject({ count: 1 });
    expect(body).toMatchObject({ asked: { held: 1 }, quickApprovals: { all: 0, quick: 0 } });
    expect((await audrey('GET', '/dashboard')).body).toMatchObject({ days: 30, quickApprovals: null });
  });

  it('looks through the audit, verifies it and takes it away, all of it recorded', async () => {
    const { body: held } = await audrey('GET', `/audit?type=held&mail=${mailId}`);
    expect(held).toMatchObject({ events: [{ type: 'held', mailId }], hasMore: false });
    expect((await audrey('GET', '/audit?type=nothing')).status).toBe(400);
    expect((await audrey('GET', '/audit?mail=nothing')).status).toBe(400);
    const { body: verified } = await audrey('POST', '/audit/verification');
    expect(verified).toMatchObject({ firstBad: null, at: house.now().toISOString() });
    expect(verified.checked).toBeGreaterThan(3);
    expect(await latest('audit-verified')).toMatchObject({
      actor: { via: 'api' },
      detail: { token: tokenId },
    });
    const { body: taken } = await audrey('POST', '/audit/export', { format: 'csv', type: 'held' });
    expect(taken).toMatchObject({ name: 'audit-2026-11-24.csv', type: 'text/csv; charset=utf-8' });
    expect(String(taken.text).split('\r\n')[1]).toContain(`"held","${mailId}"`);
    expect(await latest('audit-exported')).toMatchObject({ detail: { format: 'csv' } });
  });

  it('finds a mail that went out wrong prepared, as its page has it', async () => {
    house.sql(`update mails set state = 'done' where id = '${mailId}'`);
    house.sql(`update recipients set state = 'delivered', settled_at = '2026-11-24T01:45:00.000Z'`);
    const { body } = await audrey('GET', `/mails/${mailId}/incident?aware=2026-11-24T10:00:00%2B09:00`);
    expect(body).toMatchObject({
      awareAt: '2026-11-24T01:00:00.000Z',
      deadlines: { preliminaryFrom: '2026-11-26', finalDays: 30, finalUntil: '2026-12-23' },
      estimate: { summary: expect.stringContaining('An estimate, not legal advice.') },
      report: Array.from({ length: 9 }, (_, n) => expect.objectContaining({ no: n + 1 })),
    });
    const letters = body.letters as { to: string }[];
    expect(new Set(letters.map(({ to }) => to)).size).toBe(letters.length);
    expect(letters.length).toBeGreaterThan(5);
    expect(await latest('viewed')).toMatchObject({ mailId, detail: { withText: false, token: tokenId } });
    const longer = await audrey('GET', `/mails/${mailId}/incident?wrongful=true`);
    expect(longer.body).toMatchObject({ deadlines: { finalDays: 60 } });
  });
});

it('an auditor’s program reads a text only for a reason, by this token, for a quarter of an hour', async () => {
  const id = await house.accept(firstContact('ann@corp.example', 'A plan'));
  const path = `/mails/${id}/text-openings`;
  const textBy = async (by: Program) => (await by('GET', `/mails/${id}?text=all`)).body.text;
  const open = { kind: 'text', text: expect.stringContaining('Please find the plan') };
  expect((await audrey('POST', path, { reason: '  because    ' })).status).toBe(400);
  expect(await textBy(audrey)).toMatchObject({ kind: 'hidden' });
  const reason = 'Complaint 4711 of the data protection officer';
  expect((await audrey('POST', path, { reason })).body).toEqual({
    until: new Date(house.now().getTime() + 900_000).toISOString(),
  });
  expect(await latest('text-opened')).toMatchObject({
    mailId: id,
    actor: { id: 'id-audrey', via: 'api' },
    detail: { reason, token: tokenId },
  });
  expect(await textBy(audrey)).toMatchObject(open);
  expect(await textBy(await as('audrey', 'read'))).toMatchObject({ kind: 'hidden' });
  house.wait(15);
  expect(await textBy(audrey)).toMatchObject({ kind: 'hidden' });
});
