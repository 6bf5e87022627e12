// What one line of running text holds, in order: names, and data that somebody may have. drafts.ts puts them together,
// listing.ts decides what counts.

import type { Context } from './context.ts';
import type { Line } from './lines.ts';
import { findNamesIn, findSurnameAddressed, type NameInText } from './names-in-text.ts';
import { isPlaceholder, isSampleNumber } from './placeholders.ts';
import { findSpans, type Span, type SpanKind } from './spans.ts';

export type NameItem = {
  readonly is: 'name';
  readonly name: NameInText;
  readonly line: number;
  /** Nothing else stands in the line but numbering and an honorific. */
  readonly fillsLine: boolean;
  /** What stands right before it, or on the line above when the name begins its own, and right after it. */
  readonly before: string;
  readonly after: string;
};

export type DatumItem = {
  readonly is: 'datum';
  readonly span: Span;
  /** As written. */
  readonly shown: string;
  readonly line: number;
};

export type Item = NameItem | DatumItem;

/** Names are looked for so far before and after a datum, and in lines of their own up to this length. */
const NEAR = 80;
/** A firm or a title stands so close before a name, or so close after it. */
const NEAR_BEFORE = 20;
const NEAR_AFTER = 5;
const MAX_SPANS = 2_000;
/** Beside one of these 「三浦様」 at the start of a line is somebody. */
const REACHING: ReadonlySet<SpanKind> = new Set<SpanKind>(['phone', 'email', 'address', 'birth-date']);

/** A line without data is a name only if it begins like one. */
const MAY_BE_NAME =
  /^[\s\d.)(・•*■□●○◆◇★☆▼▽▶【、:-]*[\p{Lu}\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}]/u;

const shifted = (names: readonly NameInText[], by: number): NameInText[] =>
  names.map((name) => ({ ...name, start: by + name.start }));

/** Names in the text between two data: near to either of them when it is long. */
function namesBetween(text: string, from: number, to: number): NameInText[] {
  if (to - from <= NEAR * 2) return shifted(findNamesIn(text.slice(from, to)), from);
  return [
    ...shifted(findNamesIn(text.slice(from, from + NEAR)), from),
    ...shifted(findNamesIn(text.slice(to - NEAR, to)), to - NEAR),
  ];
}

function namesIn(text: string, spans: readonly Span[]): NameInText[] {
  if (spans.length === 0)
    return text.length <= NEAR && MAY_BE_NAME.test(text) ? namesBetween(text, 0, text.length) : [];
  const borders = [{ start: 0, end: 0 }, ...spans, { start: text.length, end: text.length }];
  return borders.slice(1).flatMap(({ start }, index) => namesBetween(text, borders[index]?.end ?? 0, start));
}

const isFilledBy = (text: string, name: NameInText): boolean =>
  text.replace(/[\s\d.)(・*•■□●○◆◇★☆▼▽▶【】、:-]/g, '').length - name.text.replace(/\s/g, '').length <= 3;

const NOTHING: readonly Item[] = [];

/** `above`: the text of the line before in the same paragraph, or ''. */
export function itemsOf({ text, number: line }: Line, above: string, context: Context): readonly Item[] {
  context.read(text, line);
  const all = findSpans(text).slice(0, MAX_SPANS);
  const whole = namesIn(text, all).filter((name) => !isPlaceholder(name.text));
  if (all.length === 0 && whole.length === 0) return NOTHING;
  const found =
    whole.length === 0 && all.some(({ kind }) => REACHING.has(kind)) ? findSurnameAddressed(text) : whole;
  const fills = all.length === 0 && found.length === 1 && found.every((name) => isFilledBy(text, name));
  const names = found.filter(({ isCertain }) => isCertain || all.length > 0 || fills);
  const spans = all.filter(
    ({ kind, start, end, value }) =>
      !(kind === 'phone' && isSampleNumber(value)) &&
      context.believes(kind, text.slice(start, end), line, names.length > 0),
  );
  const nameItem = (name: NameInText): NameItem => {
    const before = text.slice(Math.max(0, name.start - NEAR_BEFORE), name.start);
    const end = name.start + name.text.length;
    return {
      is: 'name',
      name,
      line,
      fillsLine: fills,
      before: before.trim() === '' ? above : before,
      after: text.slice(end, end + NEAR_AFTER),
    };
  };
  const datumItem = (span: Span): DatumItem => ({
    is: 'datum',
    span,
    shown: text.slice(span.start, span.end),
    line,
  });
  return [
    ...names.map((name) => ({ start: name.start, item: nameItem(name) })),
    ...spans.map((span) => ({ start: span.start, item: datumItem(span) })),
  ]
    .sort((a, b) => a.start - b.start)
    .map(({ item }) => item);
}
