// The tuning page: what the checks did, what another value would have done, and nothing else for nobody else.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, openHouse } from './house.ts';
import { firstContact } from './mails.ts';
import type { Visitor } from './visitor.ts';

const MOST_OCTETS = 60_000;

let house: House;
let admin: Visitor;

function toStrangers(count: number) {
  const to = Array.from({ length: count }, (_, n) => `guest@firm-${n}.example`);
  return {
    from: 'ann@corp.example',
    to,
    lines: [
      `To: ${to.join(', ')}`,
      'From: ann@corp.example',
      'Subject: Our new office',
      '',
      'We have moved.',
    ],
  };
}

beforeAll(async () => {
  house = await openHouse({
    policy: { checks: { 'many-recipients': { action: 'log' }, 'first-contact': { action: 'log' } } },
  });
  await house.addUser('admin', 'admin');
  await house.addUser('auditor', 'auditor');
  for (const count of [2, 5, 6, 12]) await house.accept(toStrangers(count));
  await house.accept(firstContact('ann@corp.example', 'A plan'));
  house.wait(10);
  admin = await house.signIn('admin', 'en');
});
afterAll(() => house.close());

const trying = (key: string, value: string | number) => `/tuning?days=30&key=${key}&value=${value}`;

describe('the tuning page', () => {
  it('shows what every check found and held, and what came of it', async () => {
    const { text } = await admin.get('/tuning');
    expect(text).toContain('Addresses shown to strangers a supervisor approves 3 3 0 0 0');
  });

  it('tries a higher threshold on the mails that were: those between pass, with what really happened', async () => {
    const { text, html, status } = await admin.get(trying('visible-recipients.confirmAt', 7));
    expect(status).toBe(200);
    expect(text).toContain('5 mails judged again');
    expect(text).toContain('2 mails would have fared differently');
    expect(text).toContain('Really: still held 2');
    expect(text).toContain('visible-recipients: { confirmAt: 7 }');
    expect(html.match(/<circle/g)?.length).toBeGreaterThan(5);
  });

  it('tries an action', async () => {
    const { text } = await admin.get(trying('visible-recipients.action', 'log'));
    expect(text).toContain('now a supervisor approves, tried record only');
    expect(text).toContain('3 mails would have fared differently');
  });

  it('is complete in Japanese', async () => {
    const auditor = await house.signIn('auditor');
    await auditor.get('/tuning');
    await auditor.post('/language', { language: 'ja', back: '/tuning' });
    const { text } = await auditor.get(trying('visible-recipients.confirmAt', 7));
    expect(text).toContain('2 通の結果が変わります');
    expect(text).not.toMatch(/\b(?:mails|held|tried|threshold)\b/);
  });

  it('is light, with everything on it', async () => {
    for (const path of ['/tuning', trying('visible-recipients.confirmAt', 1)]) {
      expect(Buffer.byteLength((await admin.get(path)).html)).toBeLessThan(MOST_OCTETS);
    }
  });

  it.each([
    ['no-such-check.confirmAt', '3'],
    ['visible-recipients.words', '3'],
    ['visible-recipients.confirmAt', '-1'],
    ['visible-recipients.confirmAt', 'many'],
    ['visible-recipients.confirmAt', ''],
    ['visible-recipients.action', 'shout'],
    ['__proto__.confirmAt', '3'],
  ])('understands nothing that there is not: %s = %s', async (key, value) => {
    expect((await admin.get(trying(key, value))).status).toBe(400);
  });
});

describe('a policy that is kept in files', () => {
  it('is tried on the pages and copied from them; they change nothing', async () => {
    expect((await admin.get('/policy')).text).toContain('which these pages never write');
    await admin.get('/policy/edit');
    const form = admin.hiddenFields('/policy/try');
    const { text, html } = await admin.post('/policy/try', { ...form, yaml: 'learnDays: 0\n' });
    expect(text).toContain('Copy it into the file');
    expect(html).not.toContain('action="/policy/apply"');
    expect((await admin.post('/policy/apply', { base: '1', yaml: 'learnDays: 0\n' })).status).toBe(400);
    expect(await house.store.listPolicyVersions(9)).toHaveLength(1);
  });
});
