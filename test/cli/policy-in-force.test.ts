// Promise: where the pages may change the policy, `check`, `explain`, `replay`, `simulate` and `config` take what was applied there,
// as a relay does, and say which version it was; else the configuration's.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parsePolicy } from '../../src/config/parse-policy.ts';
import { configSchema } from '../../src/config/schema.ts';
import { judge } from '../../src/guard/judge.ts';
import { NO_DIRECTORY } from '../../src/guard/people.ts';
import { startLivePolicy } from '../../src/relay/live-policy.ts';
import { openStore } from '../../src/store/open-store.ts';
import { factsOf } from '../guard/mail.ts';
import { newMail } from '../store/samples.ts';
import { runHere } from './run-here.ts';

const ORGANIZATION = 'organization: { domains: [corp.example], calendar: none }\n';
const REST = `${ORGANIZATION}nextHop: { host: 127.0.0.1, port: 1 }\npolicy: { learnDays: 0 }\n`;
const APPLIED = '# applied\nlearnDays: 0\nchecks: { first-contact: { holdOn: address } }\n';
const MAIL = 'From: ann@corp.example\r\nTo: bob@client.example\r\nSubject: Hello\r\n\r\nhi\r\n';
const ENVELOPE = { from: 'ann@corp.example', to: ['bob@client.example'] };
const PAGES = { from: 'pages', version: 2 };

let cwd: string;

beforeAll(async () => {
  cwd = mkdtempSync(join(tmpdir(), 'sekisho-in-force-'));
  writeFileSync(join(cwd, 'pages.yaml'), `${REST}policyFrom: pages\n`);
  writeFileSync(join(cwd, 'own.yaml'), REST);
  writeFileSync(
    join(cwd, 'fresh.yaml'),
    `${REST}policyFrom: pages\nstorage: { url: "sqlite:./none/x.db" }\n`,
  );
  writeFileSync(join(cwd, 'mail.eml'), MAIL);
  mkdirSync(join(cwd, 'case'));
  const recorded = {
    id: 'one',
    setup: { internalDomains: ['corp.example'], startAt: '2026-11-24T10:00:00Z' },
    session: [{ envelope: ENVELOPE, eml: '../mail.eml', atSeconds: 0 }],
  };
  writeFileSync(join(cwd, 'case', 'case.json'), JSON.stringify(recorded));

  const store = await openStore({
    url: `sqlite:${join(cwd, 'data/sekisho.db')}`,
    keyFile: join(cwd, 'data/sekisho.key'),
    writerId: 'relay-1',
    onFailure: (error) => expect.fail(error.message),
  });
  const config = configSchema.parse({ organization: { domains: ['corp.example'] }, nextHop: { host: 'h' } });
  const parse = (yaml: string) => parsePolicy(config, yaml);
  const own = parse('learnDays: 0');
  if (own.kind === 'faulty') throw new Error('the policy of the test is none');
  const rules = { organization: config.organization, policy: own.policy };
  const now = () => new Date();
  const live = await startLivePolicy(
    { store, people: () => NO_DIRECTORY, log: () => undefined, now },
    { isOnPages: true, rules: () => rules, text: () => 'learnDays: 0', parse },
  );
  const actor = { kind: 'user', id: 'id-root', via: 'web' } as const;
  expect(await live.apply({ yaml: APPLIED, base: 1, actor })).toEqual({ kind: 'applied', n: 2 });
  const { facts } = factsOf({ to: ENVELOPE.to });
  const verdict = judge(facts, live.rules());
  expect(verdict.action).toBe('hold');
  await store.insertMail(newMail({ facts, verdict, receivedAt: now().toISOString() }));
  await live.close();
  await store.close();
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const run = (words: readonly string[], env = {}) => runHere(words, { cwd, env });
const check = ['mail.eml', '--from', ENVELOPE.from, '--to', ...ENVELOPE.to];

it.each([
  ['pages.yaml', 'hold', PAGES, 'policy: version 2, applied on the pages'],
  ['own.yaml', 'forward', { from: 'config', version: null }, 'policy: own.yaml'],
  ['fresh.yaml', 'forward', { from: 'config', version: null }, 'policy: fresh.yaml'],
])(
  'check and explain judge by the policy in force and name it: %s',
  async (config, action, policy, named) => {
    for (const command of ['check', 'explain']) {
      const words = [command, ...check, '--config', config];
      const { stdout } = await run([...words, '--json']);
      expect(JSON.parse(stdout)).toMatchObject({ action, policy });
      expect((await run(words)).stdout.trimEnd().split('\n').at(-1)).toBe(named);
    }
  },
);

it('says where in the applied policy the setting stands that decides', async () => {
  const { stdout } = await run(['check', ...check, '--config', 'pages.yaml', '--json']);
  const [finding] = JSON.parse(stdout).findings;
  expect(finding.setting).toEqual({ key: 'policy.checks.first-contact', source: 'policy version 2:3:26' });
});

it.each([
  ['pages.yaml', 'hold', 'policy: version 2, applied on the pages\n'],
  ['own.yaml', 'pass', ''],
])('replay judges by it, and says so where that is not the file: %s', async (config, action, said) => {
  const { stdout, stderr } = await run(['replay', 'case', '--config', config, '--json']);
  expect([JSON.parse(stdout).action, stderr]).toEqual([action, said]);
});

it('simulate compares with it, and sets over it', async () => {
  const simulate = ['simulate', '--config', 'pages.yaml', '--json'];
  const held = { held: 1, sender: 1, supervisor: 0, rejected: 0 };
  const same = JSON.parse((await run([...simulate, '--set', 'burst.action=log'])).stdout);
  expect(same).toMatchObject({ policy: PAGES, mails: 1, now: held, tried: held, changed: [] });
  const words = [...simulate, '--set', 'first-contact.holdOn=domain-with-content'];
  expect(JSON.parse((await run(words)).stdout)).toMatchObject({ now: held, tried: { held: 0 } });
  const own = JSON.parse((await run(['simulate', '--config', 'own.yaml', '--json'])).stdout);
  expect(own).toMatchObject({ policy: { from: 'config' }, now: { held: 0 } });
});

it('config shows it with its places; variables that a relay does not heed are not shown as heeded', async () => {
  const env = { SEKISHO__POLICY__CHECKS__FIRST_CONTACT__HOLD_ON: 'domain' };
  const before = process.env;
  process.env = { ...before, ...env };
  try {
    const shown = await run(['config', 'show', '--config', 'pages.yaml', '--json']);
    expect(JSON.parse(shown.stdout).policy.checks['first-contact'].holdOn).toBe('address');
    expect(shown.stderr).toBe('policy: version 2, applied on the pages\n');
    const own = await run(['config', 'show', '--config', 'own.yaml', '--json']);
    expect(JSON.parse(own.stdout).policy.checks['first-contact'].holdOn).toBe('domain');
  } finally {
    process.env = before;
  }
  const { stdout } = await run(['config', 'explain', 'first-contact', '--config', 'pages.yaml', '--json']);
  expect(JSON.parse(stdout).settings).toContainEqual({
    key: 'holdOn',
    value: 'address',
    source: 'policy version 2:3:36',
  });
});
