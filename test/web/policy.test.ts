// The policy on the pages: what is in force and what it did, another one tried on the mails that were, applied where the
// pages may, and taken back; and the dashboard.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, openHouse } from './house.ts';
import { firstContact } from './mails.ts';
import type { Visitor } from './visitor.ts';

const LOUD = 'learnDays: 0\nchecks:\n  first-contact: { action: approve }\n';

let house: House;
let admin: Visitor;

async function tryOut(visitor: Visitor, yaml: string) {
  await visitor.get('/policy/edit');
  const seen = await visitor.post('/policy/try', { ...visitor.hiddenFields('/policy/try'), yaml });
  return seen;
}

async function apply(visitor: Visitor, yaml: string) {
  await tryOut(visitor, yaml);
  return visitor.post('/policy/apply', visitor.hiddenFields('/policy/apply'));
}

beforeAll(async () => {
  house = await openHouse({ isPolicyOnPages: true });
  for (const role of ['admin', 'auditor'] as const) await house.addUser(role, role);
  await house.addUser('other', 'admin');
  for (const subject of ['A plan', 'Another plan'])
    await house.accept(firstContact('ann@corp.example', subject));
  house.wait(10);
  admin = await house.signIn('admin');
});
afterAll(() => house.close());

describe('the policy page', () => {
  it('shows what is in force, what every check did, and that nothing was forecast yet', async () => {
    const { text, status } = await admin.get('/policy');
    expect(status).toBe(200);
    expect(text).toContain('Version 1 · in force');
    expect(text).toMatch(/First contact the sender confirms 2 2 0 0 0/);
    expect(text).toContain('No change has been forecast yet.');
  });

  it('refuses what is no policy with line, column and what was probably meant, and keeps the text', async () => {
    const yaml = 'mode: hold\nchecks:\n  first-contact: { acton: log }\n';
    const { text, status, html } = await tryOut(admin, yaml);
    expect(status).toBe(400);
    expect(text).toContain(
      'line 3, column 20 checks.first-contact.acton unknown key – did you mean "action"?',
    );
    expect(html).toContain('first-contact: { acton: log }');
    expect((await tryOut(admin, 'approvers: [{ for: all, approver: nobody }]')).text).toContain(
      'is not an address',
    );
    expect((await tryOut(admin, 'mode: [')).text).toContain('not YAML');
  });

  it('takes a list of ten thousand, and is not brought down by a text made to', async () => {
    const blocked = Array.from({ length: 10_000 }, (_, n) => `  - a${n}@d${n}.example\n`).join('');
    const long = await tryOut(admin, `blockedRecipients:\n${blocked}`);
    expect([long.status, long.text.includes('2 mails judged again')]).toEqual([200, true]);
    const lists = Array.from('bcdefghij', (name, n) => {
      const before = 'abcdefghij'[n];
      return `  ${name}: &${name} [${Array(9).fill(`*${before}`).join(', ')}]\n`;
    });
    const growing = `groups:\n  a: &a [x@corp.example, x@corp.example]\n${lists.join('')}`;
    for (const [text, said] of [
      [growing, 'aliases that stand for more than'],
      [`knownDomains: ${'['.repeat(5000)}${']'.repeat(5000)}`, 'not YAML'],
    ] as const) {
      const { status, text: told } = await tryOut(admin, text);
      expect([status, told.includes(said)]).toEqual([400, true]);
    }
  });

  it('takes empty lists, and patterns as they are written, never as expressions', async () => {
    const empty = ['knownDomains', 'blockedRecipients', 'overrides', 'allow', 'approvers', 'systemSenders'];
    expect((await tryOut(admin, empty.map((key) => `${key}: []\n`).join(''))).status).toBe(200);
    const words = 'checks:\n  confidential-marking: { words: ["(a+)+$", ".*", "["] }\n';
    const { status, text } = await tryOut(admin, words);
    expect([status, text.includes('judged again')]).toEqual([200, true]);
  });

  it('tries another policy on the mails that were, says what would change, and changes nothing', async () => {
    const { text, status } = await tryOut(admin, LOUD);
    expect(status).toBe(200);
    expect(text).toMatch(/- first-contact: \{ action: confirm, .*\+ first-contact: \{ action: approve, /);
    expect(text).toContain('2 mails judged again');
    expect(text).toContain('2 mails would have fared differently');
    expect(await house.store.listPolicyVersions(9)).toHaveLength(1);
  });

  it('applies what was tried: mail from then on is judged by it, with an event of who and what', async () => {
    expect((await apply(admin, LOUD)).location).toBe('/policy?applied=1');
    const id = await house.accept(firstContact('ann@corp.example', 'After the change'));
    expect((await house.store.findMail(id))?.mail.needs).toEqual(['supervisor']);
    const [newest, first] = await house.store.listPolicyVersions(2);
    const events = await house.store.listEvents({ limit: 100 });
    expect(events.find(({ type }) => type === 'policy-applied')).toMatchObject({
      actor: { kind: 'user', id: 'id-admin', via: 'web' },
      detail: { version: 2, base: 1, before: first?.digest, after: newest?.digest },
    });
  });

  it('holds the change against its forecast', async () => {
    await house.forecasts();
    const { text } = await admin.get('/policy');
    expect(text).toContain('Too little mail to say anything.');
    expect(text).toMatch(/Mails – 1 /);
    const version = await admin.get('/policy/versions/2');
    expect(version.text).toContain('What changed since version 1');
    expect(version.text).toContain('- first-contact: { action: confirm');
  });

  it('tells whoever was overtaken, and keeps what they wrote', async () => {
    const other = await house.signIn('other');
    await tryOut(other, 'learnDays: 3\n');
    const fields = other.hiddenFields('/policy/apply');
    expect((await apply(admin, 'learnDays: 5\n')).status).toBe(303);
    const late = await other.post('/policy/apply', fields);
    expect(late.status).toBe(409);
    expect(late.text).toContain('Version 3 came while you wrote. Nothing was changed.');
    expect(late.text).toMatch(/- learnDays: 5 \+ learnDays: 3/);
    expect((await house.store.newestPolicy())?.yaml).toBe('learnDays: 5\n');
  });

  it('says that nothing changes when it is what holds already', async () => {
    await admin.get('/policy/edit');
    const { base = '' } = admin.hiddenFields('/policy/try');
    const seen = await admin.post('/policy/apply', { base, yaml: 'learnDays: 5 # the same\n' });
    expect([seen.status, seen.text]).toEqual([409, expect.stringContaining('what is in force already')]);
  });

  it('goes back to a version by trying it', async () => {
    const edit = await admin.get('/policy/edit?from=1');
    expect(edit.status).toBe(200);
    const first = (await house.store.findPolicyVersion(1))?.yaml ?? '';
    expect((await apply(admin, first)).status).toBe(303);
    const [newest] = await house.store.listPolicyVersions(1);
    expect(newest).toMatchObject({ n: 4, digest: (await house.store.findPolicyVersion(1))?.digest });
  });

  it('gives a version and a draft as a file, to auditors too, who change nothing', async () => {
    const auditor = await house.signIn('auditor');
    await auditor.get('/policy');
    const file = await auditor.post('/policy/download', { version: '2' });
    expect(file.html).toBe(LOUD);
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="policy.yaml"');
    await auditor.get('/policy');
    expect((await auditor.post('/policy/apply', { base: '4', yaml: LOUD })).status).toBe(404);
    expect((await auditor.get('/policy/versions/99')).status).toBe(404);
    expect((await auditor.get('/policy/versions/x')).status).toBe(404);
    const draft = await admin.post('/policy/download', { base: '4', yaml: 'mode: observe\r\n' });
    expect(draft.html).toBe('mode: observe\n');
  });

  it('is complete in Japanese', async () => {
    const visitor = await house.signIn('admin', 'ja');
    visitor.cookies.set('sekisho-language', 'ja');
    for (const path of ['/policy', '/policy/edit', '/dashboard']) {
      const { text } = await visitor.get(path);
      expect(text.replace(/sekisho reload/g, '')).not.toMatch(/\b(?:version|held|forecast|since|mails)\b/i);
    }
  });
});

describe('the dashboard', () => {
  it('says what waits, what was asked of all mail, and what came of it', async () => {
    const id = await house.accept(firstContact('ann@corp.example', 'Soon returned'));
    house.wait(30);
    const path = `/held/${id}/decision`;
    await admin.get(`/held/${id}`);
    await admin.post(path, { ...admin.hiddenFields(path), decision: 'return' });
    const { text, status } = await admin.get('/dashboard');
    expect(status).toBe(200);
    expect(text).toContain('Held 3 The oldest waits since');
    expect(text).toMatch(/the sender 3 75\.00\s% at most 1\s% above the aim/);
    expect(text).toMatch(/a supervisor 1 25\.00\s% at most 0\.2\s% above the aim/);
    expect(text).toContain('Returned 1');
    expect(text).toContain('Median wait for a decision 30 min');
    expect(text).toContain('Approvals given in under 3 seconds 0 of 0');
  });

  it('shows how quickly people approve to administrators only', async () => {
    const auditor = await house.signIn('auditor');
    expect((await auditor.get('/dashboard')).text).not.toContain('under 3 seconds');
    expect((await auditor.get('/dashboard?days=5')).status).toBe(400);
  });
});
