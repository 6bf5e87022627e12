// The days off that the Cabinet Office has published (内閣府「国民の祝日」について), and what the law says of later years.

import { describe, expect, it } from 'vitest';
import { japaneseHolidays } from '../../../src/guard/calendar/japanese-holidays.ts';

const PUBLISHED: Readonly<Record<number, string>> = {
  2024:
    '01-01 01-08 02-11 02-12 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-15 08-11 08-12 09-16 09-22 09-23 ' +
    '10-14 11-03 11-04 11-23',
  2025:
    '01-01 01-13 02-11 02-23 02-24 03-20 04-29 05-03 05-04 05-05 05-06 07-21 08-11 09-15 09-23 10-13 11-03 ' +
    '11-23 11-24',
  2026:
    '01-01 01-12 02-11 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-20 08-11 09-21 09-22 09-23 10-12 11-03 ' +
    '11-23',
  2027: '01-01 01-11 02-11 02-23 03-21 03-22 04-29 05-03 05-04 05-05 07-19 08-11 09-20 09-23 10-11 11-03 11-23',
  2028: '01-01 01-10 02-11 02-23 03-20 04-29 05-03 05-04 05-05 07-17 08-11 09-18 09-22 10-09 11-03 11-23',
};

describe('the national holidays of Japan', () => {
  it.each(Object.entries(PUBLISHED))('of %s are those that were published', (year, days) => {
    const expected = days.split(' ').map((day) => `${year}-${day}`);
    expect([...japaneseHolidays(Number(year)).keys()]).toEqual(expected);
  });

  it('name the substitute for a Sunday, past the other holidays of the golden week', () => {
    expect(japaneseHolidays(2026).get('2026-05-06')).toBe('振替休日');
    expect(japaneseHolidays(2024).get('2024-02-12')).toBe('振替休日');
  });

  it('free the day between two holidays', () => {
    expect(japaneseHolidays(2026).get('2026-09-22')).toBe('国民の休日');
    expect(japaneseHolidays(2032).get('2032-09-21')).toBe('国民の休日');
    expect(japaneseHolidays(2027).has('2027-09-21')).toBe(false);
  });

  it('follow the sun: the equinoxes move within two days', () => {
    const springs = [2022, 2023, 2024, 2026, 2027, 2031].map(
      (year) => [...japaneseHolidays(year)].find(([, name]) => name === '春分の日')?.[0],
    );
    expect(springs).toEqual([
      '2022-03-21',
      '2023-03-21',
      '2024-03-20',
      '2026-03-20',
      '2027-03-21',
      '2031-03-21',
    ]);
    expect(japaneseHolidays(2012).get('2012-09-22')).toBe('秋分の日');
    expect(japaneseHolidays(2030).get('2030-09-23')).toBe('秋分の日');
  });
});
