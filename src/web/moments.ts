// Times as people read them: on the company's clock, and how long until or since. Pure.

import type { Language } from '../guard/sentences.ts';
import type { Words } from './words/en.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const LOCALES: Readonly<Record<Language, string>> = { ja: 'ja-JP', en: 'en-GB' };

/** `24 Nov 2026, 14:00` on the clock of `timeZone`. */
export function fullTime(iso: string, timeZone: string, language: Language): string {
  const format = new Intl.DateTimeFormat(LOCALES[language], {
    timeZone,
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  return format.format(new Date(iso));
}

/** Without the year: for what happened lately. */
export function shortTime(iso: string, timeZone: string, language: Language): string {
  const format = new Intl.DateTimeFormat(LOCALES[language], {
    timeZone,
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return format.format(new Date(iso));
}

/** `3 h 18 min`: two units at most, rounded down. */
export function span(ms: number, { time }: Words): string {
  const days = Math.floor(ms / DAY_MS);
  const hours = Math.floor((ms % DAY_MS) / HOUR_MS);
  const minutes = Math.floor((ms % HOUR_MS) / MINUTE_MS);
  if (days >= 3 || (days > 0 && hours === 0)) return time.days(days);
  if (days > 0) return `${time.days(days)} ${time.hours(hours)}`;
  if (hours === 0) return time.minutes(minutes);
  return minutes === 0 ? time.hours(hours) : `${time.hours(hours)} ${time.minutes(minutes)}`;
}

export function timeLeft(deadline: string, at: Date, words: Words): string {
  const ms = Date.parse(deadline) - at.getTime();
  return ms <= 0 ? words.time.overdue : words.time.left(span(Math.max(ms, MINUTE_MS), words));
}

/** Whether a deadline is so near that it is shown in the colour of a warning. */
export function isNear(deadline: string, at: Date): boolean {
  return Date.parse(deadline) - at.getTime() < HOUR_MS;
}

/** In one unit: `3 days ago`. */
export function timeAgo(iso: string, at: Date, words: Words): string {
  const ms = at.getTime() - Date.parse(iso);
  const { time } = words;
  if (ms < MINUTE_MS) return time.justNow;
  if (ms < HOUR_MS) return time.minutesAgo(Math.floor(ms / MINUTE_MS));
  return ms < DAY_MS ? time.hoursAgo(Math.floor(ms / HOUR_MS)) : time.daysAgo(Math.floor(ms / DAY_MS));
}

const UNITS = ['B', 'KB', 'MB', 'GB'] as const;

/** `84 KB`; thousands, as file managers count them. */
export function size(octets: number): string {
  const power = octets < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(octets) / 3));
  const value = octets / 1000 ** power;
  return `${value < 10 && power > 0 ? value.toFixed(1) : Math.round(value)} ${UNITS[power] ?? 'GB'}`;
}
