// Dates right behind the names of a list: where they lie decades apart, they are dates of birth, as in the column of a table.
// Called by listing.ts with the drafts of a text.

import { lieLikeBirthDates } from './dates.ts';
import type { Draft } from './drafts.ts';
import type { DatumItem } from './items.ts';

/** An honorific or a bracket may stand between the name and its date. */
const MAX_BETWEEN = 5;
/** Earlier dates are history. */
const EARLIEST = '1900';

function dateBehindName({ name, data }: Draft): DatumItem | null {
  if (name === null) return null;
  const end = name.name.start + name.name.text.length;
  const isBehind = ({ span, line }: DatumItem) =>
    span.kind === 'date' && line === name.line && span.start >= end && span.start - end <= MAX_BETWEEN;
  return data.find((datum) => isBehind(datum) && datum.span.value >= EARLIEST) ?? null;
}

const asBirthDate = (datum: DatumItem): DatumItem => ({
  ...datum,
  span: { ...datum.span, kind: 'birth-date' },
});

/** The same drafts; such dates are dates of birth. */
export function withBirthDates(drafts: readonly Draft[]): readonly Draft[] {
  const named = drafts.filter(({ name }) => name !== null);
  const dates = new Map(named.map((draft) => [draft, dateBehindName(draft)]));
  if (!lieLikeBirthDates([...dates.values()].map((datum) => datum?.span.value ?? null))) return drafts;
  return drafts.map((draft) => {
    const date = dates.get(draft);
    return { ...draft, data: draft.data.map((datum) => (datum === date ? asBirthDate(datum) : datum)) };
  });
}
