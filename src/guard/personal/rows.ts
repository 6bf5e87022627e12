// Rows that a text shows without tabs: neighbouring lines that the same separator cuts into equally many pieces,
// bars, semicolons, gaps of two spaces and more, commas. Called by linesOf for every piece.

import type { Line } from './lines.ts';

/** So many neighbouring lines are rows; fewer are chance. */
const MIN_ROWS = 3;
const MAX_CELLS = 60;
const MAX_LINE = 2_000;

type Cut = (text: string) => readonly string[];

/** A comma before a space is punctuation. */
const atCommas: Cut = (text) => (text.includes(', ') ? [text] : text.split(','));
/** Between words; between clauses it is punctuation. */
const atJapaneseCommas: Cut = (text) => {
  const pieces = text.split('、');
  return pieces.every((piece) => piece.length <= 30 && !piece.includes('。')) ? pieces : [text];
};
const atSemicolons: Cut = (text) => text.split(';');
const atBars: Cut = (text) => text.split('|');
const atGaps: Cut = (text) => text.trim().split(/ {2,}/);

const CUTS: readonly (readonly [hint: string, cut: Cut])[] = [
  ['|', atBars],
  [';', atSemicolons],
  ['  ', atGaps],
  [',', atCommas],
  ['、', atJapaneseCommas],
];

const bare = (cell: string): string => cell.trim().replace(/^"(.*)"$/, '$1');

/** The pieces of a line of prose, or none when the separator does not cut it. */
function piecesOf({ text, cells }: Line, hint: string, cut: Cut): readonly string[] {
  if (cells.length !== 1 || text.length > MAX_LINE || !text.includes(hint)) return [];
  const pieces = cut(text);
  return pieces.length >= 2 && pieces.length <= MAX_CELLS ? pieces : [];
}

function partBy(lines: readonly Line[], hint: string, cut: Cut): readonly Line[] {
  if (!lines.some(({ text, cells }) => cells.length === 1 && text.includes(hint))) return lines;
  const pieces = lines.map((line) => piecesOf(line, hint, cut));
  const parted = [...lines];
  for (let from = 0; from < lines.length; ) {
    const width = pieces[from]?.length ?? 0;
    let to = from + 1;
    while (width > 0 && pieces[to]?.length === width) to++;
    for (let at = from; to - from >= MIN_ROWS && at < to; at++) {
      const line = lines[at];
      if (line !== undefined) parted[at] = { ...line, cells: (pieces[at] ?? []).map(bare) };
    }
    from = to;
  }
  return parted;
}

/** The same lines, those that are rows with their cells apart. */
export const partRows = (lines: readonly Line[]): readonly Line[] =>
  CUTS.reduce((parted, [hint, cut]) => partBy(parted, hint, cut), lines);
