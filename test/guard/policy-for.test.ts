// Which setting decides: the policy's own, then overrides in the order of the file, then what is allowed for a while.

import { describe, expect, it } from 'vitest';
import { judge } from '../../src/guard/judge.ts';
import { parsePeople } from '../../src/guard/people.ts';
import { policySchema } from '../../src/guard/policy.ts';
import { holdRulesFor } from '../../src/guard/policy-for.ts';
import { factsOf, type MailCase } from './mail.ts';

const address = { holdOn: 'address' };
const BASE = { checks: { 'first-contact': { ...address, action: 'confirm' } } };
const people = parsePeople({
  people: [{ id: 'ann', addresses: ['ann@corp.example', 'a.ann@corp.example'] }],
  groups: [
    { name: 'Sales', address: 'sales@corp.example', members: ['ann'] },
    { name: 'All', members: ['Sales'] },
  ],
});

/** The finding of a first mail to bob@client.example, and what the mail needs. */
function judged(policy: Record<string, unknown>, mail: MailCase = {}) {
  const { facts, rules } = factsOf({ to: ['bob@client.example'], ...mail, policy: { ...BASE, ...policy } });
  const verdict = judge(facts, { ...rules, people });
  const finding = verdict.findings.find(({ check }) => check === 'first-contact');
  return { ...finding, needs: verdict.needs };
}

const override = (when: object, action: string) => ({ when, checks: { 'first-contact': { action } } });

describe('the setting that decides', () => {
  it('is the policy’s own, and the finding says so', () => {
    expect(judged({})).toMatchObject({ action: 'confirm', setting: 'policy.checks.first-contact' });
  });

  it.each<[string, readonly object[], string, number | null]>([
    ['the last override that fits', [override({}, 'log'), override({}, 'approve')], 'approve', 1],
    ['one for the sender', [override({ from: ['ann@corp.example'] }, 'log')], 'log', 0],
    ['one for a list of the policy', [override({ group: ['planning'] }, 'log')], 'log', 0],
    ['one for a group of the directory', [override({ group: ['Sales'] }, 'log')], 'log', 0],
    ['one for its address', [override({ group: ['SALES@corp.example'] }, 'log')], 'log', 0],
    ['one for a group of groups', [override({ group: ['All'] }, 'log')], 'log', 0],
    ['none for another sender', [override({ from: ['bea@corp.example'] }, 'log')], 'confirm', null],
    ['none for a group nobody knows', [override({ group: ['constructor'] }, 'log')], 'confirm', null],
    [
      'none whose sender fits but not its group',
      [override({ from: ['ann@corp.example'], group: ['x'] }, 'log')],
      'confirm',
      null,
    ],
    ['none for other recipients', [override({ to: ['partner.example'] }, 'log')], 'confirm', null],
  ])('is %s', (_, overrides, action, n) => {
    const setting =
      n === null ? 'policy.checks.first-contact' : `policy.overrides[${n}].checks.first-contact`;
    const groups = { planning: ['ann@corp.example'], x: [] };
    expect(judged({ groups, overrides })).toMatchObject({ action, setting });
  });

  it('keeps the numbers that an override does not name', () => {
    expect(judged({ overrides: [override({}, 'approve')] }).needs).toEqual(['supervisor']);
  });

  it('asks first the sender and then a supervisor when the action says both', () => {
    expect(judged({ overrides: [override({}, 'confirm-and-approve')] }).needs).toEqual([
      'sender',
      'supervisor',
    ]);
  });
});

describe('what is allowed', () => {
  const entry = (over: object = {}) => ({
    check: 'first-contact',
    to: ['client.example'],
    reason: 'launch',
    until: '2026-11-24',
    ...over,
  });

  it('is only recorded, with the reason and its end, whatever overrides say', () => {
    const overrides = [override({}, 'two-person')];
    expect(judged({ allow: [entry({ from: ['x@corp.example'] }), entry()], overrides })).toMatchObject({
      action: 'log',
      needs: [],
      setting: 'policy.overrides[0].checks.first-contact',
      allowed: { by: 'policy.allow[1]', reason: 'launch', until: '2026-11-24' },
    });
  });

  it.each<[string, object, string]>([
    ['to the end of its day on the company’s clock', {}, '2026-11-24T14:59:59.999Z'],
    ['for a group', { group: ['Sales'] }, '2026-11-24T01:00:00.000Z'],
  ])('holds %s', (_, over, receivedAt) => {
    const { facts, rules } = factsOf({
      to: ['bob@client.example'],
      policy: { ...BASE, allow: [entry(over)] },
    });
    expect(judge({ ...facts, receivedAt }, { ...rules, people }).action).toBe('forward');
  });

  it.each<[string, object, readonly string[], string]>([
    ['the day after', {}, ['bob@client.example'], '2026-11-24T15:00:00.000Z'],
    ['for another check', { check: 'burst' }, ['bob@client.example'], '2026-11-24T01:00:00.000Z'],
    [
      'when somebody else gets the mail too',
      {},
      ['bob@client.example', 'eve@else.example'],
      '2026-11-24T01:00:00.000Z',
    ],
    [
      'for another sender',
      { from: ['bea@corp.example'] },
      ['bob@client.example'],
      '2026-11-24T01:00:00.000Z',
    ],
  ])('does not hold %s', (_, over, to, receivedAt) => {
    const { facts, rules } = factsOf({ to, policy: { ...BASE, allow: [entry(over)] } });
    expect(judge({ ...facts, receivedAt }, { ...rules, people }).action).toBe('hold');
  });

  it('never makes a finding stronger, and needs a reason and an end', () => {
    const checks = { 'first-contact': { action: 'off' } };
    expect(judged({ checks, allow: [entry()] }).action).toBeUndefined();
    for (const missing of ['reason', 'until']) {
      const parsed = policySchema.safeParse({ allow: [{ ...entry(), [missing]: undefined }] });
      expect(parsed.error?.issues[0]?.path).toEqual(['allow', 0, missing]);
    }
  });
});

describe('how long a hold waits', () => {
  it('follows the same order, key by key', () => {
    const overrides = [
      { when: { group: ['Sales'] }, holds: { answerWithinMinutes: 60, delayMinutes: 9 } },
      { when: {}, holds: { answerWithinMinutes: 30 } },
      { when: { from: ['bea@corp.example'] }, holds: { answerWithinMinutes: 5 } },
    ];
    const { facts, rules } = factsOf({ policy: { holds: { whenUnconfirmed: 'send' }, overrides } });
    expect(holdRulesFor(facts, { ...rules, people })).toMatchObject({
      answerWithinMinutes: 30,
      delayMinutes: 9,
      whenUnconfirmed: 'send',
      whenUnapproved: 'escalate',
    });
    expect(holdRulesFor(null, rules).answerWithinMinutes).toBe(1080);
  });

  it('is refused where it is no number of minutes, naming the place', () => {
    const parsed = policySchema.safeParse({ overrides: [{ when: {}, holds: { answerWithinMinutes: 0 } }] });
    expect(parsed.error?.issues[0]?.path).toEqual(['overrides', 0, 'holds', 'answerWithinMinutes']);
  });
});
