// The business-hours clock against a slow one that counts every five minutes with Intl alone.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addBusinessTime,
  type BusinessCalendar,
  businessHoursSchema,
  calendarOf,
  isBusinessDay,
} from '../../../src/guard/calendar/business-time.ts';
import { japaneseHolidays } from '../../../src/guard/calendar/japanese-holidays.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const STEP = 5 * MINUTE;
const tokyo: BusinessCalendar = {
  timezone: 'Asia/Tokyo',
  holidays: 'japan',
  hours: businessHoursSchema.parse({}),
};
const at = (timezone: string, hours: object = {}): BusinessCalendar => ({
  timezone,
  holidays: 'none',
  hours: businessHoursSchema.parse(hours),
});

/** Counts every step of five minutes in which the wall clock stands within the opening hours. */
function slowly(startIso: string, steps: number, { timezone, holidays, hours }: BusinessCalendar): string {
  if (hours === null) throw new Error('has no hours');
  const wall = new Intl.DateTimeFormat('sv-SE', {
    timeZone: timezone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  const weekday = new Intl.DateTimeFormat('en-US', { timeZone: timezone, weekday: 'short' });
  let left = steps;
  let now = Date.parse(startIso);
  while (left > 0) {
    const [day = '', time = ''] = wall.format(now).split(' ');
    const isOpen =
      hours.days.some((name) => name === weekday.format(now).toLowerCase()) &&
      !hours.closedOn.includes(day) &&
      !hours.closedOn.includes(day.slice(5)) &&
      !(holidays === 'japan' && japaneseHolidays(Number(day.slice(0, 4))).has(day)) &&
      time >= hours.opens &&
      time < hours.closes;
    if (isOpen) left -= 1;
    now += STEP;
  }
  return new Date(now).toISOString();
}

describe('the business-hours clock', () => {
  it('stands still at night', () => {
    // Tuesday 17:00 in Tokyo and two hours: one today, one tomorrow.
    expect(addBusinessTime('2026-11-24T08:00:00.000Z', 2 * HOUR, tokyo)).toBe('2026-11-25T01:00:00.000Z');
  });

  it('stands still over a weekend and a holiday', () => {
    // Friday 17:30; Monday 2026-11-23 is 勤労感謝の日.
    expect(addBusinessTime('2026-11-20T08:30:00.000Z', HOUR, tokyo)).toBe('2026-11-24T00:30:00.000Z');
  });

  it('ends with the closing hour and not the next morning', () => {
    expect(addBusinessTime('2026-11-24T00:00:00.000Z', 9 * HOUR, tokyo)).toBe('2026-11-24T09:00:00.000Z');
  });

  it('starts in the morning for what comes at night', () => {
    expect(addBusinessTime('2026-11-24T15:00:00.000Z', MINUTE, tokyo)).toBe('2026-11-25T00:01:00.000Z');
  });

  it('keeps the days that the company is closed', () => {
    const closed = { closedOn: ['12-29', '12-30', '12-31', '01-02', '01-03', '2027-01-04'] };
    const calendar = { ...tokyo, hours: businessHoursSchema.parse(closed) };
    // Monday 2026-12-28 17:00; 2027-01-01 to 03 are free and 01-04 is the company's own day.
    expect(addBusinessTime('2026-12-28T08:00:00.000Z', 2 * HOUR, calendar)).toBe('2027-01-05T01:00:00.000Z');
    expect(isBusinessDay('2027-01-02', calendar)).toBe(false);
    expect(isBusinessDay('2027-01-05', calendar)).toBe(true);
  });

  it('is a plain clock where the calendar is none', () => {
    const plain = calendarOf({ timezone: 'Asia/Tokyo', calendar: 'none' }, businessHoursSchema.parse({}));
    expect(addBusinessTime('2026-11-20T08:30:00.000Z', 20 * HOUR, plain)).toBe('2026-11-21T04:30:00.000Z');
  });

  it('reads the wall clock when clocks are put forward and back', () => {
    // Opening at 01:00 and closing at 05:00 on every day: four hours, three in spring, five in autumn.
    const nightly = at('America/New_York', {
      opens: '01:00',
      closes: '05:00',
      days: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'],
    });
    expect(addBusinessTime('2026-03-07T05:00:00.000Z', 4 * HOUR, nightly)).toBe('2026-03-07T10:00:00.000Z');
    expect(addBusinessTime('2026-03-08T05:00:00.000Z', 3 * HOUR, nightly)).toBe('2026-03-08T09:00:00.000Z');
    expect(addBusinessTime('2026-11-01T04:00:00.000Z', 5 * HOUR, nightly)).toBe('2026-11-01T10:00:00.000Z');
  });

  it('opens at the jump when the opening hour is skipped, and gives a skipped day no time', () => {
    const early = at('Europe/Berlin', { opens: '02:30', closes: '12:00', days: ['sun'] });
    expect(addBusinessTime('2026-03-28T12:00:00.000Z', MINUTE, early)).toBe('2026-03-29T01:01:00.000Z');
    // Samoa had no 2011-12-30, a Friday.
    const samoa = at('Pacific/Apia');
    expect(addBusinessTime('2011-12-30T03:00:00.000Z', 2 * HOUR, samoa)).toBe('2012-01-01T20:00:00.000Z');
  });

  it('agrees with a clock that counts every five minutes, in any zone and across every change of clocks', () => {
    const zones = ['Asia/Tokyo', 'America/New_York', 'Europe/London', 'Australia/Lord_Howe', 'Asia/Kolkata'];
    const cases = fc.record({
      timezone: fc.constantFrom(...zones),
      holidays: fc.constantFrom('japan' as const, 'none' as const),
      // Days around which clocks change, and days with holidays.
      start: fc.constantFrom(
        '2026-03-07',
        '2026-03-28',
        '2026-04-04',
        '2026-10-03',
        '2026-10-24',
        '2026-11-01',
      ),
      startStep: fc.nat(288),
      steps: fc.integer({ min: 1, max: 400 }),
      days: fc.constantFrom(['mon', 'tue', 'wed', 'thu', 'fri'], ['sat', 'sun', 'mon']),
      hours: fc.constantFrom(['00:00', '24:00'], ['00:30', '03:15'], ['02:10', '24:00'], ['09:00', '18:00']),
    });
    fc.assert(
      fc.property(cases, ({ timezone, holidays, start, startStep, steps, days, hours: [opens, closes] }) => {
        const calendar = { timezone, holidays, hours: businessHoursSchema.parse({ opens, closes, days }) };
        const startIso = new Date(Date.parse(start) + startStep * STEP).toISOString();
        expect(addBusinessTime(startIso, steps * STEP, calendar)).toBe(slowly(startIso, steps, calendar));
      }),
      { numRuns: 80 },
    );
  });

  it('never runs backwards: more time ends later', () => {
    const start = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2029, 0, 1) });
    fc.assert(
      fc.property(start, fc.nat(400 * HOUR), fc.nat(HOUR), (from, first, more) => {
        const startIso = new Date(from).toISOString();
        const sooner = addBusinessTime(startIso, first, tokyo);
        const later = addBusinessTime(startIso, first + more + 1, tokyo);
        expect(later > sooner).toBe(true);
        expect(addBusinessTime(sooner, more + 1, tokyo)).toBe(later);
      }),
      { numRuns: 60 },
    );
  });

  it('refuses hours that make no sense', () => {
    expect(businessHoursSchema.safeParse({ opens: '18:00', closes: '09:00' }).success).toBe(false);
    expect(businessHoursSchema.safeParse({ opens: '9:00' }).success).toBe(false);
    expect(businessHoursSchema.safeParse({ days: [] }).success).toBe(false);
    expect(businessHoursSchema.safeParse({ lunch: '12:00' }).success).toBe(false);
    expect(() => addBusinessTime('yesterday', HOUR, tokyo)).toThrow(RangeError);
  });
});
