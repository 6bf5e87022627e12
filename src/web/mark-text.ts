// The text of a mail cut into pieces, some of them marked: what the findings point at. Pure.

import { normaliseLine } from '../guard/personal/normalise.ts';
import { findSpans, type SpanKind } from '../guard/personal/spans.ts';
import type { Finding } from '../guard/verdict.ts';

export type Piece = { readonly text: string; readonly isMarked: boolean };

type Range = { readonly start: number; readonly end: number };

const PERSONAL_CHECKS = new Set(['unencrypted-personal-data', 'my-number', 'special-care-data']);
/** They belong to a person only together with others; marked, they would cover half of an invoice. */
const UNMARKED = new Set<SpanKind>(['date', 'postal', 'age']);

/** Found in the text itself: a file's persons are no reason to mark the signature. */
function isPersonalInBody({ check, evidence }: Finding): boolean {
  return PERSONAL_CHECKS.has(check) && evidence.some(({ value }) => value === 'body');
}

/** A line in the spelling that the checks compare, and where each of its characters comes from. */
function foldLine(line: string): { readonly folded: string; readonly from: readonly number[] } {
  let folded = '';
  const from: number[] = [];
  let at = 0;
  for (const character of line) {
    const unit = normaliseLine(character);
    for (let n = 0; n < unit.length; n += 1) from.push(at);
    folded += unit;
    at += character.length;
  }
  from.push(at);
  return { folded, from };
}

function findAll(text: string, needle: string): Range[] {
  const found: Range[] = [];
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) {
    found.push({ start: at, end: at + needle.length });
  }
  return found;
}

/** Words and addresses that stand as evidence, folded, longest first. */
function needlesOf(findings: readonly Finding[]): readonly string[] {
  const values = findings
    .flatMap(({ evidence }) => evidence)
    .filter(({ kind }) => kind === 'text' || kind === 'address' || kind === 'domain')
    .map(({ value }) => normaliseLine(value).toLowerCase().trim());
  return [...new Set(values)].filter((value) => value.length > 1);
}

function rangesOf(line: string, needles: readonly string[], marksPersonal: boolean): readonly Range[] {
  const { folded, from } = foldLine(line);
  const lower = folded.toLowerCase();
  const words = lower.length === folded.length ? needles.flatMap((needle) => findAll(lower, needle)) : [];
  const personal = marksPersonal ? findSpans(folded).filter(({ kind }) => !UNMARKED.has(kind)) : [];
  return [...words, ...personal]
    .map(({ start, end }) => ({ start: from[start] ?? 0, end: from[end] ?? line.length }))
    .sort((a, b) => a.start - b.start);
}

function cut(line: string, ranges: readonly Range[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { start, end } of ranges) {
    const from = Math.max(start, at);
    if (end <= from) continue;
    pieces.push(
      { text: line.slice(at, from), isMarked: false },
      { text: line.slice(from, end), isMarked: true },
    );
    at = end;
  }
  pieces.push({ text: line.slice(at), isMarked: false });
  return pieces;
}

/** Joined again, the pieces are the text, with every line end as one line feed. */
export function markText(text: string, findings: readonly Finding[]): readonly Piece[] {
  const needles = needlesOf(findings);
  const marksPersonal = findings.some(isPersonalInBody);
  const pieces: Piece[] = [];
  for (const [n, line] of text.split(/\r\n|\r|\n/).entries()) {
    if (n > 0) pieces.push({ text: '\n', isMarked: false });
    pieces.push(...cut(line, rangesOf(line, needles, marksPersonal)));
  }
  return joinAlike(pieces);
}

/** Neighbours of one kind become one piece; empty ones vanish. */
function joinAlike(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (piece.text === '') continue;
    if (last?.isMarked === piece.isMarked)
      joined[joined.length - 1] = { ...last, text: last.text + piece.text };
    else joined.push(piece);
  }
  return joined;
}
