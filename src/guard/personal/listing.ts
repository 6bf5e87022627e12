// Persons in text that has neither columns nor labels: a line for each, cards of some lines, a sentence in a mail. One
// name beside one phone number is nobody's record; three such lines are a list, and a few kinds together are a record.
// Called by find-personal-data.ts with what tables and forms have left.

import type { PersonalKind } from '../facts.ts';
import { withBirthDates } from './birth-dates.ts';
import { Context } from './context.ts';
import { type Draft, draftsOf, weightOf } from './drafts.ts';
import { itemsOf } from './items.ts';
import type { Line } from './lines.ts';
import { isFirm } from './not-names.ts';
import { paragraphsOf } from './paragraphs.ts';
import { type Datum, type PersonRecord, personRecord } from './record.ts';
import { mayHoldSpan, type SpanKind } from './spans.ts';
import { IDENTIFIERS } from './values.ts';

/** A list has so many records, no further apart than this. */
const MIN_LIST = 3;
const MAX_APART = 8;
/** A record on its own needs so much weight. */
const MIN_WEIGHT = 3;

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

function isAtWork({ name, data }: Draft): boolean {
  if (name === null || data.some(({ span }) => PRIVATE.has(span.kind))) return false;
  if (name.name.hasHonorific && data.some(({ span }) => span.kind === 'medical')) return false;
  return isFirm(name.before) || TITLE.test(name.before) || TITLE.test(name.after);
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

function draftsIn(lines: readonly Line[], skipped: ReadonlySet<number>): Draft[] {
  const context = new Context();
  return paragraphsOf(lines).flatMap((paragraph) => {
    const items = paragraph.flatMap((line, index) =>
      skipped.has(line.number) ? [] : itemsOf(line, paragraph[index - 1]?.text ?? '', context),
    );
    return draftsOf(items).map(withoutDistant);
  });
}

/** Without a name every number is a person of its own. */
function recordsOf(draft: Draft): PersonRecord[] {
  if (draft.name !== null) return [recordFrom(draft)];
  return draft.data
    .filter(({ span }) => isKind(span.kind) && IDENTIFIERS.has(span.kind))
    .map((datum) => recordFrom({ name: null, data: [datum] }));
}

/** Records in lines of `lines` that are not in `skipped`. */
export function readListing(lines: readonly Line[], skipped: ReadonlySet<number>): readonly PersonRecord[] {
  // A name alone is no record.
  if (!lines.some(({ text, number }) => mayHoldSpan(text) && !skipped.has(number))) return [];
  const drafts = withBirthDates(draftsIn(lines, skipped));
  const named = drafts.filter((draft) => draft.name !== null && weightOf(draft) > 0 && !isAtWork(draft));
  const listed = inLists(named);
  const counted = new Set([
    ...named.filter((draft) => listed.has(draft) || isRecordAlone(draft)),
    ...drafts.filter((draft) => draft.name === null && hasIdentifier(draft)),
  ]);
  return drafts.filter((draft) => counted.has(draft)).flatMap(recordsOf);
}
