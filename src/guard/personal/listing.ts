// Persons in text that has neither columns nor labels: a line for each, cards of some lines, a sentence in a mail. One
// name beside one phone number is nobody's record; three such lines are a list, and a few kinds together are a record.
// Called by find-personal-data.ts with what tables and forms have left.

import type { PersonalKind } from '../facts.ts';
import { Context } from './context.ts';
import { type Draft, draftsOf, type Item, weightOf } from './drafts.ts';
import type { Line } from './lines.ts';
import { findNamesIn, type NameInText } from './names-in-text.ts';
import { isFirm } from './not-names.ts';
import { paragraphsOf } from './paragraphs.ts';
import { isPlaceholder, isSampleNumber } from './placeholders.ts';
import { type Datum, type PersonRecord, personRecord } from './record.ts';
import { findSpans, type Span, type SpanKind } from './spans.ts';
import { IDENTIFIERS } from './values.ts';

/** Names are looked for so far before and after a datum, and in lines of their own up to this length. */
const NEAR = 80;
const MAX_SPANS = 2_000;
/** A list has so many records, no further apart than this. */
const MIN_LIST = 3;
const MAX_APART = 8;
/** A record on its own needs so much weight. */
const MIN_WEIGHT = 3;
/** A firm or a title stands so close before a name. */
const NEAR_TITLE = 20;

/** A line without data is a name only if it begins like one. */
const MAY_BE_NAME = /^[\s\d.)(・•*、:-]*[\p{Lu}\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}]/u;

type Found = { readonly name: NameInText; readonly start: number };

/** Names in the text between two data: near to either of them when it is long. */
function namesBetween(text: string, from: number, to: number): Found[] {
  const shift = (start: number) => (name: NameInText) => ({ name, start: start + name.start });
  if (to - from <= NEAR * 2) return findNamesIn(text.slice(from, to)).map(shift(from));
  return [
    ...findNamesIn(text.slice(from, from + NEAR)).map(shift(from)),
    ...findNamesIn(text.slice(to - NEAR, to)).map(shift(to - NEAR)),
  ];
}

function namesIn(text: string, spans: readonly Span[]): Found[] {
  if (spans.length === 0)
    return text.length <= NEAR && MAY_BE_NAME.test(text) ? namesBetween(text, 0, text.length) : [];
  const borders = [{ start: 0, end: 0 }, ...spans, { start: text.length, end: text.length }];
  return borders.slice(1).flatMap(({ start }, index) => namesBetween(text, borders[index]?.end ?? 0, start));
}

/** What is left of a line around a name that fills it: numbering, brackets, an honorific. */
const isFilledBy = (text: string, { name }: Found): boolean =>
  text.replace(/[\s\d.)(・*•、:-]/g, '').length - name.text.replace(/\s/g, '').length <= 3;

function itemsOf({ text, number }: Line, context: Context): Item[] {
  context.read(text, number);
  const all = findSpans(text).slice(0, MAX_SPANS);
  const found = namesIn(text, all).filter(({ name }) => !isPlaceholder(name.text));
  const names = found.filter(
    (each) => each.name.isCertain || all.length > 0 || (found.length === 1 && isFilledBy(text, each)),
  );
  const spans = all.filter(
    ({ kind, start, end, value }) =>
      !isSampleNumber(value) && context.believes(kind, text.slice(start, end), number, names.length > 0),
  );
  const placed = [
    ...names.map((found) => ({
      start: found.start,
      item: {
        is: 'name' as const,
        name: found.name,
        start: found.start,
        line: number,
        fillsLine: spans.length === 0 && names.length === 1 && isFilledBy(text, found),
      },
    })),
    ...spans.map((span) => ({
      start: span.start,
      item: { is: 'datum' as const, span, shown: text.slice(span.start, span.end), line: number },
    })),
  ];
  return placed.sort((a, b) => a.start - b.start).map(({ item }) => item);
}

const NOT_DATA: ReadonlySet<SpanKind> = new Set<SpanKind>(['date', 'postal', 'age']);

const isKind = (kind: SpanKind): kind is PersonalKind => !NOT_DATA.has(kind);

function recordFrom({ name, data }: Draft): PersonRecord {
  const own = data.flatMap(({ span, shown, line }): Datum[] =>
    isKind(span.kind) ? [{ kind: span.kind, value: span.value, shown, line }] : [],
  );
  return personRecord(name === null ? [] : [name.name.text], own, [], name?.line ?? data[0]?.line ?? 1);
}

const hasIdentifier = ({ data }: Draft): boolean =>
  data.some(({ span }) => isKind(span.kind) && IDENTIFIERS.has(span.kind));

/** Somebody at work: a firm, a department or a title beside the name, and nothing private. */
const TITLE =
  /(?:部長|課長|係長|室長|所長|店長|主任|社長|取締役|担当|教授|先生|弁護士|税理士|議長|委員長|理事|(?:営業|総務|人事|経理|開発|技術|企画|製造|購買|広報)部?)/;
const PRIVATE: ReadonlySet<SpanKind> = new Set<SpanKind>([
  'birth-date',
  'address',
  'bank-account',
  'salary',
  'age',
  'health-insurance',
  ...IDENTIFIERS,
]);

/** What stands right before the name, or on the line above a name that begins its own, and right after it. */
function isAtWork({ name, data }: Draft, textOf: (line: number) => string): boolean {
  if (name === null || data.some(({ span }) => PRIVATE.has(span.kind))) return false;
  if (name.name.hasHonorific && data.some(({ span }) => span.kind === 'medical')) return false;
  const text = textOf(name.line);
  const before = text.slice(Math.max(0, name.start - NEAR_TITLE), name.start);
  const above = before.trim() === '' ? textOf(name.line - 1) : before;
  const after = text.slice(name.start + name.name.text.length, name.start + name.name.text.length + 5);
  return isFirm(above) || TITLE.test(above) || TITLE.test(after);
}

/** Health, marks and pay belong to the name in the same sentence or the one before, never to an addressee. */
const NEEDS_NEARNESS: ReadonlySet<SpanKind> = new Set<SpanKind>(['medical', 'grade', 'salary', 'age']);

function withoutDistant(draft: Draft): Draft {
  const { name } = draft;
  if (name === null) return draft;
  const reach = !name.name.isCertain || (name.fillsLine && name.name.hasHonorific) ? 0 : 2;
  return {
    name,
    data: draft.data.filter(({ span, line }) => !NEEDS_NEARNESS.has(span.kind) || line - name.line <= reach),
  };
}

/** Drafts that stand in a row of at least MIN_LIST, close to each other. */
function inLists(drafts: readonly Draft[]): ReadonlySet<Draft> {
  const listed = new Set<Draft>();
  let run: Draft[] = [];
  const close = () => {
    if (run.length >= MIN_LIST) for (const draft of run) listed.add(draft);
    run = [];
  };
  for (const draft of drafts) {
    const last = run.at(-1);
    if (last !== undefined && (draft.name?.line ?? 0) - (last.name?.line ?? 0) > MAX_APART) close();
    run.push(draft);
  }
  close();
  return listed;
}

function isRecordAlone(draft: Draft): boolean {
  const courtesy =
    draft.name?.name.hasHonorific && draft.data.some(({ span }) => span.kind === 'medical') ? 1 : 0;
  return weightOf(draft) + courtesy >= MIN_WEIGHT;
}

/** Records in lines of `lines` that are not in `skipped`. */
export function readListing(lines: readonly Line[], skipped: ReadonlySet<number>): readonly PersonRecord[] {
  const context = new Context();
  const textOf = (line: number) => lines[line - 1]?.text ?? '';
  const drafts: Draft[] = [];
  const counted = new Set<Draft>();
  for (const paragraph of paragraphsOf(lines)) {
    const open = paragraph.filter(({ number }) => !skipped.has(number));
    const own = draftsOf(open.flatMap((line) => itemsOf(line, context))).map(withoutDistant);
    drafts.push(...own);
  }
  const named = drafts.filter(
    (draft) => draft.name !== null && weightOf(draft) > 0 && !isAtWork(draft, textOf),
  );
  const listed = inLists(named);
  for (const draft of named) if (listed.has(draft) || isRecordAlone(draft)) counted.add(draft);
  for (const draft of drafts) if (draft.name === null && hasIdentifier(draft)) counted.add(draft);
  return drafts.filter((draft) => counted.has(draft)).flatMap(recordsOf);
}

/** Without a name every number is a person of its own. */
function recordsOf(draft: Draft): PersonRecord[] {
  if (draft.name !== null) return [recordFrom(draft)];
  return draft.data
    .filter(({ span }) => isKind(span.kind) && IDENTIFIERS.has(span.kind))
    .map((datum) => recordFrom({ name: null, data: [datum] }));
}
