// Calendars (RFC 5545). Who organises and attends a meeting is no personal data to guard, so an invitation is not read.
// The export of a whole calendar tells with whom somebody has met: its summaries and descriptions are read as text.

import { normaliseLine } from '../normalise.ts';
import { type FormatReading, type FormatReadings, firstText, rowOf } from './format.ts';

/** An invitation has one event and perhaps the exceptions to it. */
const EVENTS_OF_EXPORT = 5;
const TEXT = /^(?:summary|description|location)(?:;[^:]*)?:(.*)$/i;

/** Long lines go on behind a line end and a space (RFC 5545 §3.1). */
function unfolded(lines: readonly string[]): string[] {
  const whole: string[] = [];
  for (const line of lines) {
    const last = whole.length - 1;
    if (/^[ \t]/.test(line) && last >= 0) whole[last] += line.slice(1);
    else whole.push(line);
  }
  return whole;
}

function textsOf(lines: readonly string[]): FormatReading {
  const texts = unfolded(lines).flatMap((line) => {
    const value = TEXT.exec(line)?.[1];
    return value === undefined ? [] : value.split(/\\n/i).map((text) => text.replace(/\\([,;\\])/g, '$1'));
  });
  return {
    forms: [],
    rows: [],
    texts: texts.map((text, index) => rowOf([normaliseLine(text).trim()], index + 1)),
  };
}

export function readCalendar(lines: readonly string[]): FormatReadings | null {
  if (!/^begin:vcalendar/i.test(firstText(lines))) return null;
  const events = lines.filter((line) => /^begin:v(?:event|todo)/i.test(line)).length;
  return events < EVENTS_OF_EXPORT ? [] : [textsOf(lines)];
}
