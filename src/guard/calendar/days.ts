// Days of the calendar as numbers, without time or zone: 0 is 1970-01-01. Called by the calendar only.

const DAY_MS = 86_400_000;

/** The number of `YYYY-MM-DD`; NaN when that is no day. */
export function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS;
}

/** `YYYY-MM-DD` of a number. */
export function dayOf(number: number): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

/** 0 is Sunday. */
export function weekdayOf(number: number): number {
  return (((number + 4) % 7) + 7) % 7;
}
