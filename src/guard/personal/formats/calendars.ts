// Calendars (RFC 5545): who organises and attends a meeting is no personal data to guard, so nothing is read.

import { type FormatReadings, firstText } from './format.ts';

export const readCalendar = (lines: readonly string[]): FormatReadings | null =>
  /^begin:vcalendar/i.test(firstText(lines)) ? [] : null;
