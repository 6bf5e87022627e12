// What is shown of personal data: masked, with the place, a little of everything.

import { describe, expect, it } from 'vitest';
import { mask } from '../../../src/guard/personal/evidence.ts';
import { findPersonalData } from '../../../src/guard/personal/find-personal-data.ts';
import { readTexts } from './read-text.ts';

describe('masking', () => {
  it.each([
    ['name', '森下 葵', '森* 葵'],
    ['name', 'Ruth Fell', 'R*** F***'],
    ['phone', '090-1212-0002', '090-****-**02'],
    ['email', 'aoi@example.com', 'a***@example.com'],
    ['my-number', '1234 5678 9018', '123* **** **18'],
    ['credit-card', '4242-4242-4242-4242', '424*-****-****-**42'],
    ['birth-date', '1980/1/2', '1***/1/2'],
    ['address', '石川県白山市倉光2-1-7', '石川県白山市****'],
    ['medical', '高血圧', '高***'],
    ['salary', '245,000円', '2***'],
    ['passport', 'TR1234567', 'TR12***67'],
  ] as const)('shows %s %s as %s', (kind, shown, masked) => {
    expect(mask(kind, shown)).toBe(masked);
  });
});

describe('evidence', () => {
  it('names the line, counts distinct values and never shows one whole', () => {
    const { places } = readTexts('会員\n氏名\t電話\n森下 葵\t090-1212-0002\n堀江 渚\t090-1212-0003');
    expect(places).toEqual([
      {
        where: 'paper-1.txt',
        persons: 2,
        kinds: [
          { kind: 'name', count: 2 },
          { kind: 'phone', count: 2 },
        ],
        evidence: [
          { at: 'line 3', kind: 'name', masked: '森* 葵' },
          { at: 'line 3', kind: 'phone', masked: '090-****-**02' },
        ],
      },
    ]);
  });

  it('comes from every section, a hidden sheet behind a long one included', () => {
    const sheet = (section: string, text: string) =>
      ({ where: 'book.xlsx', section, kind: 'document', text }) as const;
    const many = Array.from(
      { length: 50 },
      (_, n) => `森下 葵\t090-1212-${1000 + n}\t石川県白山市倉光${n}-1`,
    );
    const { places } = findPersonalData([
      sheet('Sheet1', `氏名\t電話\t住所\n${many.join('\n')}`),
      sheet('Sheet2', '氏名\t病名\n堀江 渚\t高血圧'),
    ]);
    expect(places[0]?.evidence.map(({ at }) => at.split(' ')[0])).toContain('Sheet2');
    expect(places[0]?.evidence).toHaveLength(5);
  });

  it('goes on with the columns of the page before', () => {
    const page = (section: string, text: string) =>
      ({ where: 'roll.pdf', section, kind: 'document', text }) as const;
    const { persons } = findPersonalData([
      page('page 1', 'No\t氏名\t基本給\n1\t森下 葵\t245000\n2\t堀江 渚\t251000'),
      page('page 2', '3\t三木 陸\t262000\n4\t日野 栞\t233000'),
    ]);
    expect(persons).toBe(4);
  });
});
