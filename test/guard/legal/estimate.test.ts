// Promise: the legal estimate switches at the numbers of persons that the law names, for every category and both kinds of
// organisation, says its basis, and never more than that it is an estimate.

import { describe, expect, it } from 'vitest';
import type { PersonalKind, PersonalPlace } from '../../../src/guard/facts.ts';
import { estimateOf, type LegalCounts, legalEstimate } from '../../../src/guard/legal/estimate.ts';
import {
  LEGAL_CATEGORIES,
  type LegalCategory,
  type OrganizationKind,
} from '../../../src/guard/legal/rules.ts';
import { legalSentence } from '../../../src/guard/sentences/legal.ts';
import { factsOf, file } from '../mail.ts';

const COUNTS = [1, 100, 101, 1000, 1001] as const;

/** Whether so many persons of one category make a report due; nothing else was found. */
const DUE: Readonly<Record<OrganizationKind, Readonly<Record<LegalCategory, readonly boolean[]>>>> = {
  private: {
    'special-care': [true, true, true, true, true],
    financial: [true, true, true, true, true],
    wrongful: [true, true, true, true, true],
    'my-number': [false, false, true, true, true],
    many: [false, false, false, false, true],
  },
  public: {
    'special-care': [true, true, true, true, true],
    financial: [true, true, true, true, true],
    wrongful: [true, true, true, true, true],
    'my-number': [false, false, true, true, true],
    many: [false, false, true, true, true],
  },
};

const NOTHING: LegalCounts = {
  'special-care': 0,
  financial: 0,
  wrongful: 0,
  'my-number': 0,
  many: 0,
  uncountedFiles: 0,
};

const ROWS = (['private', 'public'] as const).flatMap((organization) =>
  LEGAL_CATEGORIES.flatMap((category) =>
    COUNTS.map((count, n) => ({ organization, category, count, due: DUE[organization][category][n] })),
  ),
);

describe('the legal estimate', () => {
  it.each(ROWS)('$organization, $category, $count: due is $due', ({ organization, category, count, due }) => {
    const estimate = estimateOf({ ...NOTHING, [category]: count }, organization);
    expect(estimate.isDue).toBe(due);
    expect(estimate.grounds.some((ground) => ground.category === category)).toBe(due || category === 'many');
  });

  it.each([
    ['private', 'special-care', '施行規則7条1号'],
    ['private', 'many', '施行規則7条4号'],
    ['public', 'financial', '施行規則43条2号'],
    ['public', 'many', '施行規則43条4号'],
    ['private', 'my-number', '番号法29条の4'],
  ] as const)('names its basis: %s, %s is %s', (organization, category, law) => {
    const estimate = estimateOf({ ...NOTHING, [category]: 5000 }, organization);
    expect(legalSentence(estimate, 'ja')).toContain(law);
  });

  it('says in both languages that it is an estimate and no advice', () => {
    for (const many of [1, 5000]) {
      const estimate = estimateOf({ ...NOTHING, many }, 'private');
      expect(legalSentence(estimate, 'ja')).toMatch(/目安であり、法的助言ではありません。$/);
      expect(legalSentence(estimate, 'en')).toMatch(/An estimate, not legal advice\.$/);
    }
  });
});

const place = (persons: number, kind: PersonalKind, count: number): PersonalPlace => ({
  where: 'list.csv',
  persons,
  kinds: [{ kind, count }],
  evidence: [],
});

function estimated(persons: number, places: readonly PersonalPlace[], to = ['guest@client.example']) {
  const content = { persons, personalPlaces: places };
  return legalEstimate(factsOf({ to, content }).facts, 'private');
}

describe('what is counted in a mail', () => {
  it.each([
    ['one named patient', 1, [place(1, 'medical', 3)], 'special-care', 1],
    ['a card number of nobody named', 0, [place(0, 'credit-card', 1)], 'financial', 1],
    ['a hundred and one My Numbers', 101, [place(101, 'my-number', 101)], 'my-number', 101],
    ['a thousand and one names', 1001, [place(1001, 'name', 1001)], 'many', 1001],
  ] as const)('%s makes it due', (_, persons, places, category, count) => {
    const estimate = estimated(persons, places);
    expect(estimate?.isDue).toBe(true);
    expect(estimate?.grounds.map((ground) => [ground.category, ground.persons])).toContainEqual([
      category,
      count,
    ]);
  });

  it.each([
    ['words about health that name nobody', 0, [place(0, 'medical', 2)]],
    ['account numbers', 3, [place(3, 'bank-account', 3)]],
    ['insurance numbers', 3, [place(3, 'health-insurance', 3)]],
  ] as const)('%s do not', (_, persons, places) => {
    expect(estimated(persons, places)?.isDue ?? false).toBe(false);
  });

  it('counts strangers who are shown to each other', () => {
    const to = Array.from({ length: 6 }, (_, n) => `guest@firm-${n}.example`);
    expect(estimated(0, [], to)?.persons).toBe(6);
  });

  it('says how many files it could not count', () => {
    const closed = file({ readable: false, protection: 'protected', protectionBy: 'zip-aes' });
    const { facts } = factsOf({ to: ['guest@client.example'], content: { files: [closed] } });
    const estimate = legalEstimate(facts, 'private');
    expect(estimate?.uncountedFiles).toBe(1);
    expect(estimate && legalSentence(estimate, 'en')).toContain('1 file whose contents could not be counted');
  });

  it('is silent where nobody is concerned, and inside the house', () => {
    expect(estimated(0, [])).toBeNull();
    expect(estimated(500, [place(500, 'name', 500)], ['bob@corp.example'])).toBeNull();
  });
});
