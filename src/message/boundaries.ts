// Where a multipart body is cut (RFC 2046 §5.1.1). Delimiter lines are found by their octets; a line that some readers
// take for a delimiter and others do not is reported.

import { indexOf, latin1 } from '../attachment/octets.ts';
import type { Report } from './faults.ts';

export type Range = { readonly start: number; readonly end: number };

export type Cut = {
  readonly parts: readonly Range[];
  /** Before the first and after the last delimiter: no part, but it travels with the mail. */
  readonly preamble: Range;
  readonly epilogue: Range;
  /** White space behind delimiters, which is allowed and which some readers do not expect. */
  readonly paddings: readonly Range[];
};

type Delimiter = Range & { readonly isClose: boolean; readonly padding: Range | null };

const LF = 0x0a;

/** The line that holds `--boundary` at `at`: a delimiter, or null when it only looks like one. */
function readDelimiter(octets: Uint8Array, at: number, boundary: string, end: number): Delimiter | null {
  const feed = octets.indexOf(LF, at);
  const lineEnd = feed < 0 || feed >= end ? end : feed + 1;
  const after = latin1(octets, at + 2 + boundary.length, lineEnd);
  const [, close, blanks = ''] = /^(--)?([ \t]*)\r?\n?$/.exec(after) ?? [];
  if (!/^(?:--)?[ \t]*\r?\n?$/.test(after)) return null;
  const behind = at + 2 + boundary.length + (close === undefined ? 0 : 2);
  const padding = blanks === '' ? null : { start: behind, end: behind + blanks.length };
  return { start: at, end: lineEnd, isClose: close !== undefined, padding };
}

function* delimiters(
  octets: Uint8Array,
  { start, end }: Range,
  boundary: string,
  report: Report,
): Generator<Delimiter> {
  const mark = `--${boundary}`;
  for (let at = indexOf(octets, mark, start); at >= 0 && at < end; at = indexOf(octets, mark, at + 1)) {
    if (at !== start && octets[at - 1] !== LF) continue;
    const delimiter = readDelimiter(octets, at, boundary, end);
    if (delimiter !== null) yield delimiter;
    else report('ambiguous-boundary', 'a line that starts like a boundary and goes on');
  }
}

/** The line end before a delimiter belongs to it. */
function trimLineEnd(octets: Uint8Array, { start, end }: Range): Range {
  if (end <= start || octets[end - 1] !== LF) return { start, end: Math.max(start, end) };
  return { start, end: end - 1 > start && octets[end - 2] === 0x0d ? end - 2 : end - 1 };
}

/** Cuts the body at its boundary. */
export function cutAtBoundary(octets: Uint8Array, body: Range, boundary: string, report: Report): Cut {
  const parts: Range[] = [];
  const paddings: Range[] = [];
  let preamble: Range = body;
  let open: number | null = null;
  let closedAt: number | null = null;
  for (const delimiter of delimiters(octets, body, boundary, report)) {
    if (delimiter.padding !== null) paddings.push(delimiter.padding);
    if (closedAt !== null) {
      report('after-close', 'a boundary after the closing one');
      break;
    }
    if (open === null) preamble = { start: body.start, end: delimiter.start };
    else parts.push(trimLineEnd(octets, { start: open, end: delimiter.start }));
    open = delimiter.end;
    if (delimiter.isClose) closedAt = delimiter.end;
  }
  if (open !== null && closedAt === null) {
    report('missing-close', 'the closing boundary is missing');
    parts.push({ start: open, end: body.end });
  }
  if (parts.length === 0) report('no-parts', 'a multipart without any part');
  return { parts, preamble, epilogue: { start: closedAt ?? body.end, end: body.end }, paddings };
}
