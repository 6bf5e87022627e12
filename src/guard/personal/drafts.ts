// Names and data in the order in which a paragraph gives them, put together to what may be records: whose data follow,
// or, on address labels, whose data came before. listing.ts decides which of them count.

import type { DatumItem, Item, NameItem } from './items.ts';
import type { SpanKind } from './spans.ts';

export type Draft = { readonly name: NameItem | null; readonly data: readonly DatumItem[] };

/** Data so many lines away from the name are not that person's. */
const REACH = 5;

type Open = { name: NameItem | null; data: DatumItem[] };

/** What is said of somebody is said after the name; before it stands what the text is about. */
const FOLLOWS_NAME: ReadonlySet<SpanKind> = new Set<SpanKind>(['medical', 'grade', 'salary']);

/** Address labels begin with the postal code and end with the name. */
function namesComeLast(items: readonly Item[]): boolean {
  const [first] = items;
  return first?.is === 'datum' && !FOLLOWS_NAME.has(first.span.kind) && items.at(-1)?.is === 'name';
}

/** The i-th datum before k names in a row belongs to name i modulo k: labels stand side by side. */
function draftsByFollowingName(items: readonly Item[]): Open[] {
  const drafts: Open[] = [];
  let pending: DatumItem[] = [];
  for (let index = 0; index < items.length; ) {
    const names: NameItem[] = [];
    for (let item = items[index]; item?.is === 'name'; item = items[++index]) names.push(item);
    for (const [place, name] of names.entries())
      drafts.push({ name, data: pending.filter((_, n) => n % names.length === place) });
    if (names.length > 0) pending = [];
    for (let item = items[index]; item?.is === 'datum'; item = items[++index]) pending.push(item);
  }
  return pending.length > 0 ? [...drafts, { name: null, data: pending }] : drafts;
}

/** The last drafts of names that stand side by side in one line: labels, cards in columns. */
function besideEachOther(drafts: readonly Open[]): readonly Open[] {
  const line = drafts.at(-1)?.name?.line;
  const before = drafts.findLastIndex(({ name }) => name?.line !== line);
  return line === undefined ? [] : drafts.slice(before + 1);
}

/** Whether a line below names gives one datum of one kind to each of them. */
const isOneForEach = (names: readonly Open[], data: readonly DatumItem[]): boolean =>
  names.length >= 2 && data.length === names.length && new Set(data.map(({ span }) => span.kind)).size === 1;

/** A line that names somebody begins anew: what stands before its first name is not about the line above. */
function draftsByLeadingName(items: readonly Item[]): Open[] {
  const naming = new Set(items.filter(({ is }) => is === 'name').map(({ line }) => line));
  const dataByLine = Map.groupBy(
    items.filter((item) => item.is === 'datum'),
    ({ line }) => line,
  );
  const drafts: Open[] = [];
  for (const item of items) {
    const open = drafts.at(-1);
    const isSameLine = open !== undefined && lastLine(open) === item.line;
    if (item.is === 'name') {
      const isWaiting = open !== undefined && open.name === null && isSameLine;
      if (isWaiting) drafts.pop();
      const before = isWaiting ? open.data.filter(({ span }) => !FOLLOWS_NAME.has(span.kind)) : [];
      drafts.push({ name: item, data: before });
    } else if (
      open !== undefined &&
      (isSameLine || (!naming.has(item.line) && item.line - lastLine(open) <= REACH))
    ) {
      const beside = naming.has(item.line) ? [] : besideEachOther(drafts);
      const data = dataByLine.get(item.line) ?? [];
      const own = isOneForEach(beside, data) ? beside[data.indexOf(item)] : open;
      (own ?? open).data.push(item);
    } else drafts.push({ name: null, data: [item] });
  }
  return drafts;
}

const lastLine = ({ name, data }: Open): number => data.at(-1)?.line ?? name?.line ?? 0;

export const draftsOf = (items: readonly Item[]): readonly Draft[] =>
  namesComeLast(items) ? draftsByFollowingName(items) : draftsByLeadingName(items);

/** How much a datum says that the text is about this person. */
const WEIGHTS: Readonly<Record<SpanKind, number>> = {
  'my-number': 4,
  'credit-card': 4,
  'driving-licence': 4,
  passport: 4,
  pension: 4,
  'residence-card': 4,
  ssn: 4,
  nino: 4,
  'health-insurance': 3,
  'birth-date': 3,
  'bank-account': 2,
  address: 2,
  medical: 2,
  salary: 2,
  grade: 1,
  phone: 1,
  email: 1,
  age: 1,
  name: 0,
  date: 0,
  postal: 0,
};

export const weightOf = ({ data }: Draft): number => {
  const kinds = new Set(data.map(({ span }) => span.kind));
  return [...kinds].reduce((sum, kind) => sum + WEIGHTS[kind], 0);
};
