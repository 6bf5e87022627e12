// What a field for date and time says (`2026-11-24T10:42`), on the clock of the organisation. Pure.

import { z } from 'zod';
import { instantAt } from '../guard/calendar/zone.ts';

export const localMinute = z.iso.datetime({ local: true, precision: -1 });

/** ISO instant of a minute of the wall clock. */
export function minuteOf(text: string, timezone: string): string {
  const minutes = Number(text.slice(11, 13)) * 60 + Number(text.slice(14, 16));
  return new Date(instantAt(text.slice(0, 10), minutes, timezone)).toISOString();
}

/** The minute of the wall clock at an instant, as such a field takes it. */
export function minuteText(iso: string, timezone: string): string {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: timezone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return format.format(new Date(iso)).replace(' ', 'T');
}
