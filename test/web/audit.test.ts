// Promise: auditors find every event by time, kind, person and mail, see whether the records are whole, take them away in
// three formats, and read the text of a mail only after saying why; all of which is recorded.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MailId } from '../../src/store/store.ts';
import { type House, openHouse } from './house.ts';
import { firstContact, hostile, MARKUP } from './mails.ts';
import type { Visitor } from './visitor.ts';

const TEXT = 'Please find the plan attached.';
const REASON = 'Complaint 4711 of the customer';

let house: House;
let mailId: MailId;
let auditor: Visitor;

beforeAll(async () => {
  house = await openHouse();
  await house.addUser('root', 'admin');
  await house.addUser('audrey', 'auditor');
  await house.addUser('boss', 'approver');
  mailId = await house.accept(firstContact('ann@corp.example', 'A plan'));
  await house.accept(hostile());
  const boss = await house.signIn('boss');
  await boss.get(`/held/${mailId}`);
  auditor = await house.signIn('audrey');
});
afterAll(() => house.close());

const latest = async (type: 'audit-exported' | 'audit-verified' | 'text-opened') =>
  (await house.store.findEvents({ type, limit: 1 }))[0];

/** The names of the events on a page. */
const eventsOn = (html: string) => [...html.matchAll(/<div><b>([^<]+)<\/b>/g)].map(([, name]) => name);

describe('the audit', () => {
  it.each([
    ['type=viewed', ['Looked at']],
    ['actor=boss', ['Looked at']],
    ['actor=id-boss', ['Looked at']],
    ['actor=nobody', []],
    ['from=2026-11-25', []],
    ['from=2026-11-24&until=2026-11-24&type=viewed', ['Looked at']],
    ['until=2026-11-23', []],
  ])('is looked through by %s', async (query, names) => {
    expect(eventsOn((await auditor.get(`/audit?${query}`)).html)).toEqual(names);
  });

  it('is looked through by mail, and leads to it', async () => {
    const { html } = await auditor.get(`/audit?mail=${mailId}`);
    expect(new Set(html.match(/href="\/held\/m-[a-z0-9]+"/g))).toEqual(new Set([`href="/held/${mailId}"`]));
  });

  it('says what was asked in its own address, page by page', async () => {
    for (let n = 0; n < 20; n += 1) await auditor.get(`/held/${mailId}`);
    const { html } = await auditor.get(`/audit?type=viewed&mail=${mailId}`);
    const [, next = ''] = /rel="next" href="([^"]+)"/.exec(html) ?? [];
    const second = await auditor.get(next.replaceAll('&amp;', '&'));
    expect(eventsOn(second.html).length).toBeGreaterThan(0);
    expect(second.html).toContain('value="viewed" selected');
  });

  it.each(['type=shout', 'mail=x', 'from=yesterday', 'page=0'])(
    'understands nothing else: %s',
    async (query) => {
      expect((await auditor.get(`/audit?${query}`)).status).toBe(400);
    },
  );

  it('shows text as text', async () => {
    await auditor.get('/audit');
    const { html } = await auditor.get(`/audit?${new URLSearchParams({ actor: MARKUP })}`);
    expect(html).not.toContain('<script>alert');
  });

  it('says whether the records are whole, as of when', async () => {
    await auditor.get('/audit');
    expect((await auditor.post('/audit/verify', {})).location).toBe('/audit');
    expect((await auditor.get('/audit')).text).toMatch(/Unbroken: \d+ events verified 24 Nov 2026/);
    expect(await latest('audit-verified')).toMatchObject({
      detail: { firstBad: null },
      actor: { id: 'id-audrey' },
    });
  });

  it.each([
    ['csv', /^at,type,mailId,actorKind,.*\r\n"2026-11-24T/, 'text/csv; charset=utf-8'],
    ['json', /^\{"type":"\S+?","mailId":/, 'application/jsonl; charset=utf-8'],
    ['cef', /^CEF:0\|Sekisho\|Sekisho\|1\.2\.3\|/, 'text/plain; charset=utf-8'],
  ])('is taken away as %s, and that it was is recorded', async (format, begins, type) => {
    await auditor.get('/audit');
    const seen = await auditor.post('/audit/export', { format, type: 'viewed' });
    expect(seen.html).toMatch(begins);
    expect(seen.html).not.toContain('audit-exported');
    expect(seen.headers.get('content-type')).toBe(type);
    expect(seen.headers.get('content-disposition')).toMatch(/^attachment; filename="audit-2026-11-24\.\w+"$/);
    expect(await latest('audit-exported')).toMatchObject({
      actor: { id: 'id-audrey' },
      detail: { format, filter: { type: 'viewed' } },
    });
  });

  it('is complete in Japanese', async () => {
    await auditor.get('/audit');
    await auditor.post('/language', { language: 'ja', back: '/audit' });
    const { text } = await auditor.get('/audit');
    await auditor.post('/language', { language: 'en', back: '/audit' });
    expect(text).toContain('記録は欠けていないか');
    expect(text).not.toMatch(/\b(?:Verify|Looked|Signed)\b/);
  });
});

describe('the text of a mail', () => {
  const path = () => `/held/${mailId}`;

  it.each([{}, { reason: '' }, { reason: 'because' }, { reason: '          ' }])(
    'stays closed to an auditor who does not say why: %j',
    async (fields) => {
      await auditor.get(path());
      expect((await auditor.post(`${path()}/open`, fields)).status).toBe(400);
      expect((await auditor.get(path())).text).not.toContain(TEXT);
    },
  );

  it('opens for a reason: for this mail, this session and a quarter of an hour, all of it recorded', async () => {
    const other = await house.accept(firstContact('ann@corp.example', 'Another plan'));
    const elsewhere = await house.signIn('audrey');
    await auditor.get(path());
    expect((await auditor.post(`${path()}/open`, { reason: REASON })).location).toBe(`${path()}#text`);
    expect(await latest('text-opened')).toMatchObject({
      mailId,
      actor: { kind: 'user', id: 'id-audrey', via: 'web' },
      detail: { reason: REASON, minutes: 15 },
    });
    expect((await auditor.get(path())).text).toContain(TEXT);
    const [look] = await house.store.findEvents({ type: 'viewed', mailId, limit: 1 });
    expect(look).toMatchObject({ actor: { id: 'id-audrey' }, detail: { withText: true } });
    expect((await auditor.get(`/held/${other}`)).text).not.toContain(TEXT);
    expect((await elsewhere.get(path())).text).not.toContain(TEXT);
    house.wait(15);
    expect((await auditor.get(path())).text).not.toContain(TEXT);
  });
});
