// Tables whose columns are parted by one space, as Japanese text often has them: 「社員番号 氏名 評価」 over lines of so many
// words. Names hold a space too, so the words are only cut here; ragged.ts finds out which belong together.
// Called by linesOf for every piece.

import type { Line } from './lines.ts';
import { roleOf } from './roles.ts';

const NAMING = /氏名|姓名|名前|名\s|名$|カナ|フリガナ/;
const MAX_HEAD = 80;
const MIN_ROWS = 2;
/** A row has one word less when a value is missing, and more when names are of two words. */
const FEWER = 1;
const MORE = 3;

const wordsOf = ({ text }: Line): string[] => text.trim().split(/\s+/);

/** The words of a head, or none: many of them words of the table of roles. */
function headOf(line: Line): readonly string[] {
  if (line.cells.length !== 1 || line.text.length > MAX_HEAD || !NAMING.test(line.text)) return [];
  const words = wordsOf(line);
  const roles = words.map(roleOf).filter((role) => role !== null);
  const isHead =
    words.length >= 2 && roles.length >= Math.max(2, words.length * 0.4) && roles.includes('name');
  return isHead && words.every((word) => word.length <= 12 && !/[:。、]/.test(word)) ? words : [];
}

/** The number of lines after `from` that may be rows under a head of `width` words. */
function rowsUnder(lines: readonly Line[], from: number, width: number): number {
  let rows = 0;
  for (let line = lines[from]; line !== undefined; line = lines[from + ++rows]) {
    const words = line.cells.length === 1 ? wordsOf(line).length : 0;
    if (words < Math.max(2, width - FEWER) || words > width + MORE) break;
  }
  return rows;
}

/** The same lines, heads and rows of such tables with their words apart. */
export function partWordedRows(lines: readonly Line[]): readonly Line[] {
  const parted = [...lines];
  // A head that comes again among rows only goes on where these end, so that no line is looked at for every head.
  let end = 0;
  for (const [at, line] of lines.entries()) {
    const head = headOf(line);
    const from = Math.max(at + 1, end);
    const more = head.length === 0 ? 0 : rowsUnder(lines, from, head.length);
    if (from - at - 1 + more < MIN_ROWS) continue;
    for (let index = Math.max(at, end); index < from + more; index++) {
      const row = lines[index];
      if (row !== undefined) parted[index] = { ...row, cells: wordsOf(row) };
    }
    end = from + more;
  }
  return parted;
}
