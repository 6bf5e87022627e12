// Mail addresses of many persons, pasted into a text: each stands for its owner. A few are contacts.

import type { Line } from './lines.ts';
import { type PersonRecord, personRecord } from './record.ts';
import { isRoleAddress } from './role-addresses.ts';
import { findMailAddresses } from './spans.ts';

const MIN_ADDRESSES = 10;

export function readMailAddresses(
  lines: readonly Line[],
  skipped: ReadonlySet<number>,
): readonly PersonRecord[] {
  const records = new Map<string, PersonRecord>();
  for (const { text, number } of lines) {
    if (skipped.has(number) || !text.includes('@')) continue;
    for (const { value, start, end } of findMailAddresses(text)) {
      if (records.has(value) || isRoleAddress(value)) continue;
      const datum = { kind: 'email' as const, value, shown: text.slice(start, end), line: number };
      records.set(value, personRecord([], [datum], [], number));
    }
  }
  return records.size >= MIN_ADDRESSES ? [...records.values()] : [];
}
