// `sekisho simulate`: what another policy would have made of recorded mail, and a clear word for what there is not.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judge } from '../../src/guard/judge.ts';
import { openStore } from '../../src/store/open-store.ts';
import { companies, factsOf } from '../guard/mail.ts';
import { newMail } from '../store/samples.ts';
import { runHere } from './run-here.ts';

const CONFIG = `organization: { domains: [corp.example] }
nextHop: { host: 127.0.0.1, port: 1 }
policy: { learnDays: 0, checks: { first-contact: { action: log }, many-recipients: { action: log } } }
`;

let cwd: string;

beforeAll(async () => {
  cwd = mkdtempSync(join(tmpdir(), 'sekisho-simulate-'));
  writeFileSync(join(cwd, 'sekisho.yaml'), CONFIG);
  const store = await openStore({
    url: `sqlite:${join(cwd, 'data/sekisho.db')}`,
    keyFile: join(cwd, 'data/sekisho.key'),
    writerId: 'relay-1',
    onFailure: (error) => expect.fail(error.message),
  });
  const checks = { 'first-contact': { action: 'log' }, 'many-recipients': { action: 'log' } };
  for (const count of [2, 5, 12]) {
    const { facts, rules } = factsOf({ to: companies(count), policy: { checks } });
    const verdict = judge(facts, rules);
    await store.insertMail(newMail({ facts, verdict, receivedAt: new Date().toISOString() }));
  }
  await store.close();
});

afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const simulate = (...words: string[]) => runHere(['simulate', ...words], { cwd });

describe('simulate', () => {
  it('counts what a higher threshold would have let pass', async () => {
    const { code, stdout } = await simulate('--set', 'visible-recipients.confirmAt=7', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      mails: 3,
      now: { held: 2, sender: 1, supervisor: 1 },
      tried: { held: 1, sender: 0, supervisor: 1 },
      changed: [{ now: 'confirm', tried: 'log', really: 'waiting' }],
      unforeseeable: [],
    });
  });

  it('says it in words, with a curve', async () => {
    const curve = ['--curve', 'policy.checks.visible-recipients.confirmAt=2,20'];
    const { stdout } = await simulate('--set', 'visible-recipients.action=log', ...curve);
    expect(stdout).toContain('3 mails of 30 days');
    expect(stdout).toMatch(/held +2 +0 +0\.1 → 0\.0/);
    expect(stdout).toContain('2 mails would have fared differently');
    expect(stdout).toMatch(/at 2 {2,}/);
  });

  it('says what recorded facts cannot show', async () => {
    const { stdout } = await simulate('--set', 'learnDays=30');
    expect(stdout).toContain('policy.learnDays: its effect cannot be seen');
  });

  it.each([
    [['--set', 'visible-recipient.confirmAt=3'], '--set visible-recipient.confirmAt=3: unknown setting'],
    [
      ['--set', 'visible-recipients.confirmAt=many'],
      '--set visible-recipients.confirmAt=many: policy.checks.visible-recipients.confirmAt: expected a number',
    ],
    [['--set', 'nothing'], 'expected KEY=VALUE'],
    [['--curve', 'first-contact.holdOn=1,2'], 'no threshold of that name; known: '],
    [['--since', 'yesterday'], 'a number of days such as 30d'],
  ])('refuses %s', async (words, said) => {
    const { code, stderr } = await simulate(...words);
    expect(code).not.toBe(0);
    expect(stderr).toContain(said);
  });
});
