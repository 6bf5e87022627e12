// Judged mails by day on the company's clock, from counts by hour. Pure.

import { dayNumber, dayOf } from '../guard/calendar/days.ts';
import { localDay } from '../guard/calendar/zone.ts';
import { addCounts, NONE, type Tally } from '../guard/what-if/tally.ts';
import type { JudgedCount } from '../store/figures.ts';

export type DayCount = { readonly day: string; readonly mails: number; readonly tally: Tally };

/** Every day of the period, those without mail included; oldest first, `2026-11-24`. */
export function countByDay(
  counts: readonly JudgedCount[],
  days: readonly string[],
  timeZone: string,
): readonly DayCount[] {
  const byDay = new Map(days.map((day) => [day, { mails: 0, tally: NONE }]));
  for (const { hour, action, count } of counts) {
    const day = localDay(Date.parse(`${hour}:00:00Z`), timeZone);
    const { mails, tally } = byDay.get(day) ?? { mails: 0, tally: NONE };
    byDay.set(day, { mails: mails + count, tally: addCounts(tally, action, count) });
  }
  return [...byDay].map(([day, count]) => ({ day, ...count })).toSorted((a, b) => (a.day < b.day ? -1 : 1));
}

/** The last `count` days that end with the one of `at`. */
export function daysUntil(at: Date, count: number, timeZone: string): readonly string[] {
  const last = dayNumber(localDay(at.getTime(), timeZone));
  return Array.from({ length: count }, (_, n) => dayOf(last - (count - 1 - n)));
}
