// Until when a leak is to be reported. Preliminary: "promptly", by the Commission's guidelines about three to five days;
// final: thirty days, sixty where a wrongful purpose is possible (Enforcement Rules art. 8(1), (2)). The day of becoming
// aware counts as the first, the earlier of the possible readings. A final day on which the Commission is closed moves to
// the next open one (Act on Holidays of Administrative Organs, art. 1, 2).

import { dayNumber, dayOf, weekdayOf } from '../calendar/days.ts';
import { japaneseHolidays } from '../calendar/japanese-holidays.ts';
import { localDay } from '../calendar/zone.ts';

/** Days as `YYYY-MM-DD` on the clock of the organisation. */
export type ReportDeadlines = {
  readonly awareOn: string;
  readonly preliminaryFrom: string;
  readonly preliminaryUntil: string;
  readonly finalDays: 30 | 60;
  readonly finalUntil: string;
};

function isClosed(number: number): boolean {
  const day = dayOf(number);
  const monthAndDay = day.slice(5);
  const weekday = weekdayOf(number);
  const isTurnOfYear = monthAndDay >= '12-29' || monthAndDay <= '01-03';
  return weekday === 0 || weekday === 6 || isTurnOfYear || japaneseHolidays(Number(day.slice(0, 4))).has(day);
}

function nextOpen(number: number): number {
  let day = number;
  while (isClosed(day)) day += 1;
  return day;
}

/** `awareAt`: an ISO instant. */
export function reportDeadlines(awareAt: string, timezone: string, isWrongful: boolean): ReportDeadlines {
  const awareOn = localDay(Date.parse(awareAt), timezone);
  const first = dayNumber(awareOn);
  const finalDays = isWrongful ? 60 : 30;
  return {
    awareOn,
    preliminaryFrom: dayOf(first + 2),
    preliminaryUntil: dayOf(first + 4),
    finalDays,
    finalUntil: dayOf(nextOpen(first + finalDays - 1)),
  };
}
