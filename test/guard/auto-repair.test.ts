// Which repairs the policy asks for, for whom and with which exceptions, and what becomes of a mail that cannot be
// repaired.

import { describe, expect, it } from 'vitest';
import { autoRepairsFor, holdUnrepaired } from '../../src/guard/auto-repair.ts';
import { judge } from '../../src/guard/judge.ts';
import { parsePeople } from '../../src/guard/people.ts';
import { sentenceOf } from '../../src/guard/sentences.ts';
import { companies, factsOf, type MailCase } from './mail.ts';

const ops = (autoRepair: readonly object[], mail: MailCase = {}, policy: Record<string, unknown> = {}) => {
  const { facts, rules } = factsOf({ to: companies(12), ...mail, policy: { ...policy, autoRepair } });
  return autoRepairsFor(facts, rules).map((one) => (one.op === 'to-bcc' ? 'to-bcc' : one.address));
};
const toBcc = { do: 'to-bcc', atNewlyDisclosed: 10 };
const copy = (address: string) => ({ do: 'add-bcc', address });

describe('automatic repair', () => {
  it.each([
    ['nothing is asked for', [], {}, []],
    ['as many newly disclosed as the rule says', [toBcc], {}, ['to-bcc']],
    ['fewer', [toBcc], { to: companies(9) }, []],
    ['many in Bcc already', [toBcc], { to: [], bcc: companies(12) }, []],
    ['people who know each other', [toBcc], { together: [companies(12)] }, []],
    ['another limit for another group', [{ ...toBcc, when: { from: ['*@corp.example'] } }], {}, ['to-bcc']],
    ['a sender whom the rule does not name', [{ ...toBcc, when: { from: ['sales@corp.example'] } }], {}, []],
    ['an excepted sender', [{ ...toBcc, except: { from: ['ann@corp.example'] } }], {}, []],
    [
      'an excepted recipient in Bcc',
      [{ ...toBcc, except: { to: ['list.example'] } }],
      { bcc: ['x@list.example'] },
      [],
    ],
    ['a supervisor to be added', [copy('boss@corp.example')], {}, ['boss@corp.example']],
    ['a supervisor who gets it anyway', [copy('Ann@corp.example')], { cc: ['ann@corp.example'] }, []],
    ['mail that stays inside', [copy('boss@corp.example')], { to: ['bob@corp.example'] }, []],
    [
      'both, and the same address twice',
      [toBcc, copy('b@corp.example'), copy('B@corp.example')],
      {},
      ['to-bcc', 'B@corp.example'],
    ],
    ['an automatic reply', [toBcc], { header: { autoSubmitted: 'auto-replied' } }, []],
  ] as const)('%s', (_, rules, mail, expected) => {
    expect(ops(rules, mail)).toEqual(expected);
  });

  it('adds whom the table of approvers names, but never the sender', () => {
    const approvers = [
      { for: '*@corp.example', approver: 'boss@corp.example' },
      { for: 'ann@corp.example', approver: 'ann@corp.example' },
    ];
    expect(ops([{ do: 'add-approver' }], {}, { approvers })).toEqual(['boss@corp.example']);
    expect(ops([{ do: 'add-approver' }])).toEqual([]);
  });

  it('goes by groups of the policy and of the directory, and by the manager where nobody else is named', () => {
    const groups = { events: ['ann@corp.example'] };
    expect(ops([{ ...toBcc, when: { group: ['events'] } }], {}, { groups })).toEqual(['to-bcc']);
    expect(ops([{ ...toBcc, when: { group: ['sales'] } }], {}, { groups })).toEqual([]);
    expect(ops([{ ...toBcc, except: { group: ['events'] } }], {}, { groups })).toEqual([]);
    const { facts, rules } = factsOf({ to: companies(2), policy: { autoRepair: [{ do: 'add-approver' }] } });
    const people = parsePeople({
      people: [
        { id: 'ann', name: 'Ann', addresses: ['ann@corp.example'], manager: 'kim' },
        { id: 'kim', name: 'Kim', addresses: ['kim@corp.example'] },
      ],
    });
    expect(autoRepairsFor(facts, { ...rules, people })).toEqual([
      { op: 'add-bcc', address: 'kim@corp.example' },
    ]);
  });

  it('changes nothing while the policy only observes', () => {
    expect(ops([toBcc], {}, { mode: 'observe' })).toEqual([]);
  });
});

describe('a mail that cannot be repaired', () => {
  const held = (mail: MailCase) => {
    const { facts, rules } = factsOf(mail);
    return holdUnrepaired(judge(facts, rules), facts, 'sealed');
  };

  it('is held for that, in words', () => {
    const { action, needs, findings, cleared } = held({
      to: ['a@known.example'],
      history: [['ann@corp.example', 'a@known.example']],
    });
    expect([action, needs, findings[0]?.sentence]).toEqual([
      'hold',
      ['sender'],
      'visible-recipients/not-repaired',
    ]);
    expect(cleared).not.toContain('visible-recipients');
    const [finding] = findings;
    if (finding === undefined) throw new Error('no finding');
    expect(sentenceOf(finding, 'en').sentence).toContain('signed or encrypted');
    expect(sentenceOf(finding, 'ja').sentence).toContain('S/MIME');
  });

  it('still needs whatever it would have needed', () => {
    const { needs, findings } = held({ to: companies(12) });
    expect(needs).toEqual(['supervisor']);
    expect(findings.filter(({ check }) => check === 'visible-recipients')).toMatchObject([
      { sentence: 'visible-recipients/not-repaired', action: 'approve' },
    ]);
  });

  it('stays rejected if it is', () => {
    const policy = { blockedRecipients: ['a@known.example'] };
    expect(held({ to: ['a@known.example'], policy }).action).toBe('reject');
  });
});
