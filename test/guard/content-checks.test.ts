// The checks that ask what a mail tells: personal data, My Numbers, health, confidentiality.

import { describe, expect, it } from 'vitest';
import type { CheckId } from '../../src/guard/checks-list.ts';
import type { MarkFact, PersonalKind, PersonalPlace } from '../../src/guard/facts.ts';
import { judge } from '../../src/guard/judge.ts';
import type { Action } from '../../src/guard/verdict.ts';
import { factsOf, type MailCase } from './mail.ts';

const OUT = ['x@customer.example'];

const place = (where: string, persons: number, ...kinds: readonly PersonalKind[]): PersonalPlace => ({
  where,
  persons,
  kinds: kinds.map((kind) => ({ kind, count: persons })),
  evidence: [{ at: 'line 2', kind: kinds[0] ?? 'name', masked: '森* 葵' }],
});

const telling = (persons: number, ...personalPlaces: readonly PersonalPlace[]) => ({
  persons,
  personalPlaces,
});

const marked = (word: string, at = ''): { marks: readonly MarkFact[] } => ({
  marks: [{ word, where: 'body', at }],
});

type Row = readonly [title: string, action: Action | 'clear', mail: MailCase];

const TABLES: Partial<Record<CheckId, readonly Row[]>> = {
  'unencrypted-personal-data': [
    ['one card number', 'confirm', { to: OUT, content: telling(1, place('body', 1, 'credit-card')) }],
    ['one name', 'clear', { to: OUT, content: telling(1, place('body', 1, 'name', 'phone')) }],
    [
      'a card number among colleagues',
      'clear',
      { to: ['bob@corp.example'], content: telling(1, place('body', 1, 'credit-card')) },
    ],
    [
      'five persons over two files',
      'confirm',
      { to: OUT, content: telling(5, place('a.csv', 3, 'name'), place('b.csv', 3, 'name')) },
    ],
  ],
  'my-number': [
    ['one My Number', 'approve', { to: OUT, content: telling(1, place('form.pdf', 1, 'my-number', 'name')) }],
    [
      'one to an affiliate',
      'approve',
      { to: ['x@sister.example'], content: telling(1, place('form.pdf', 1, 'my-number')) },
    ],
    [
      'one inside the company',
      'clear',
      { to: ['bob@corp.example'], content: telling(1, place('form.pdf', 1, 'my-number')) },
    ],
    ['other numbers', 'clear', { to: OUT, content: telling(3, place('form.pdf', 3, 'pension', 'passport')) }],
  ],
  'special-care-data': [
    [
      'thirteen users of care',
      'approve',
      { to: OUT, content: telling(13, place('users.pdf', 13, 'medical', 'name')) },
    ],
    ['one named patient', 'approve', { to: OUT, content: telling(1, place('body', 1, 'medical', 'name')) }],
    [
      'insurance numbers',
      'approve',
      { to: OUT, content: telling(2, place('users.pdf', 2, 'health-insurance', 'name')) },
    ],
    ['names and phones', 'clear', { to: OUT, content: telling(4, place('users.pdf', 4, 'name', 'phone')) }],
    [
      'patients inside the company',
      'clear',
      { to: ['bob@corp.example'], content: telling(1, place('body', 1, 'medical')) },
    ],
  ],
  'confidential-marking': [
    ['社外秘 to a customer', 'confirm', { to: OUT, content: marked('社外秘') }],
    ['社外秘 among colleagues', 'clear', { to: ['bob@corp.example'], content: marked('社外秘') }],
    [
      '御社限り to the company it is said to',
      'clear',
      { to: [...OUT, 'y@customer.example'], content: marked('御社限り') },
    ],
    [
      '御社限り to two companies',
      'confirm',
      { to: [...OUT, 'y@other.example'], content: marked('御社限り') },
    ],
    [
      '御社限り forwarded to somebody else',
      'confirm',
      { to: OUT, content: marked('御社限り', 'forwarded text line 3') },
    ],
    ['no mark', 'clear', { to: OUT }],
  ],
};

describe.each(Object.entries(TABLES))('%s', (id, rows) => {
  it.each(rows ?? [])('%s: %s', (_title, action, mail) => {
    const { facts, rules } = factsOf(mail);
    const verdict = judge(facts, rules);
    expect(verdict.findings.find(({ check }) => check === id)?.action ?? 'clear').toBe(action);
  });
});

describe('the finding about a card number', () => {
  it('names the place of the card and the limit of one', () => {
    const content = telling(2, place('list.csv', 1, 'name'), place('card.txt', 1, 'credit-card'));
    const { facts, rules } = factsOf({ to: OUT, content });
    const finding = judge(facts, rules).findings.find(({ check }) => check === 'unencrypted-personal-data');
    expect(finding?.values).toMatchObject({ where: 'card.txt', limit: 1, kinds: ['credit-card'] });
  });
});
