// The business-hours clock: it runs while the office is open and stands still at night, on free days and holidays.
// Deadlines, reminders and escalations of holds are read from it. Pure: the start comes in as an ISO instant.

import { z } from 'zod';
import type { Organization } from '../policy.ts';
import { dayNumber, dayOf, weekdayOf } from './days.ts';
import { japaneseHolidays } from './japanese-holidays.ts';
import { instantAt, localDay } from './zone.ts';

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

const timeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'expected HH:MM');

/** When the office is open. `closedOn` holds days of every year (`12-29`) and single days (`2026-08-14`). */
export const businessHoursSchema = z
  .strictObject({
    opens: timeOfDay.default('09:00'),
    closes: timeOfDay.default('18:00'),
    days: z.array(z.enum(WEEKDAYS)).min(1).default(['mon', 'tue', 'wed', 'thu', 'fri']),
    closedOn: z.array(z.string().regex(/^(?:\d{4}-)?\d\d-\d\d$/, 'expected MM-DD or YYYY-MM-DD')).default([]),
  })
  .refine(({ opens, closes }) => opens < closes, { message: 'opens must be before closes', path: ['closes'] })
  .prefault({});

export type BusinessHours = z.output<typeof businessHoursSchema>;

/** `hours: null` is the plain clock, which never stands still. */
export type BusinessCalendar = {
  readonly timezone: string;
  readonly holidays: 'japan' | 'none';
  readonly hours: BusinessHours | null;
};

/** The calendar that `organization` names; `calendar: none` asks for the plain clock. */
export function calendarOf(
  { timezone, calendar }: Pick<Organization, 'timezone' | 'calendar'>,
  hours: BusinessHours,
): BusinessCalendar {
  return calendar === 'none'
    ? { timezone, holidays: 'none', hours: null }
    : { timezone, holidays: calendar, hours };
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Whether the office opens on `day` (`YYYY-MM-DD`) at all. */
export function isBusinessDay(day: string, { holidays, hours }: BusinessCalendar): boolean {
  if (hours === null) return true;
  const weekday = WEEKDAYS[weekdayOf(dayNumber(day))];
  if (!hours.days.some((open) => open === weekday)) return false;
  if (hours.closedOn.includes(day) || hours.closedOn.includes(day.slice(5))) return false;
  return holidays === 'none' || !japaneseHolidays(Number(day.slice(0, 4))).has(day);
}

/** Ten years: an office that is closed for so long has no hours. */
const MAX_DAYS = 3660;

/**
 * The instant at which the clock has run `durationMs` since `startIso`. A time that runs out with the closing hour is
 * that closing hour, not the next morning. Throws RangeError when `startIso` is no instant or the office never opens.
 */
export function addBusinessTime(startIso: string, durationMs: number, calendar: BusinessCalendar): string {
  const start = Date.parse(startIso);
  const { hours, timezone } = calendar;
  if (hours === null) return new Date(start + durationMs).toISOString();
  const first = dayNumber(localDay(start, timezone));
  let leftMs = durationMs;
  for (let n = first; n < first + MAX_DAYS; n += 1) {
    const day = dayOf(n);
    if (!isBusinessDay(day, calendar)) continue;
    const opens = Math.max(start, instantAt(day, minutesOf(hours.opens), timezone));
    const openMs = Math.max(0, instantAt(day, minutesOf(hours.closes), timezone) - opens);
    if (leftMs <= openMs) return new Date(opens + leftMs).toISOString();
    leftMs -= openMs;
  }
  throw new RangeError('the calendar has no business hours within ten years');
}
