// The formats in the order in which they are tried; the first that knows the text reads it.

import { readCalendar } from './calendars.ts';
import { readCards } from './cards.ts';
import { readClaims } from './claims.ts';
import { readFixedWidth } from './fixed-width.ts';
import type { FormatReader, FormatReadings } from './format.ts';
import { readHl7 } from './hl7.ts';
import { readJson } from './json.ts';
import { readLtsv } from './ltsv.ts';
import { readSql } from './sql.ts';
import { readXml } from './xml.ts';

const READERS: readonly FormatReader[] = [
  readCalendar,
  readCards,
  readJson,
  readXml,
  readLtsv,
  readClaims,
  readHl7,
  readSql,
  readFixedWidth,
];

/** Null for text that people write. */
export function readFormat(lines: readonly string[]): FormatReadings | null {
  for (const reader of READERS) {
    const reading = reader(lines);
    if (reading !== null) return reading;
  }
  return null;
}
