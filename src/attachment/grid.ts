// Rows of present cells as text. Columns stay aligned by tabs, but a wide gap is never filled: one cell in column XFD on
// each of a million rows must not cost sixteen thousand million cells.

import type { Writer } from './findings.ts';

const MAX_GAP = 64;

export type Grid = {
  /** Cells may come in any column order; rows must come one after the other. */
  cell(row: number, column: number, text: string): void;
  close(): void;
};

const oneLine = (text: string): string => (/[\t\r\n]/.test(text) ? text.replace(/[\t\r\n]+/g, ' ') : text);

export function openGrid(writer: Writer): Grid {
  let current = -1;
  let next = 0;
  let line = '';
  const endRow = () => {
    if (current >= 0) writer.write(`${line}\n`);
    line = '';
  };
  return {
    cell(row, column, text) {
      if (text === '') return;
      if (row !== current) {
        endRow();
        current = row;
        next = 0;
      }
      if (column > next) line += '\t'.repeat(Math.min(column - next, MAX_GAP));
      line += oneLine(text);
      next = column;
    },
    close: endRow,
  };
}

const CODE_0 = 48;
const CODE_A = 65;

/** `BC12` → [11, 54]: row and column counted from 0; null when it is no cell reference. */
export function parseCellReference(reference: string): readonly [row: number, column: number] | null {
  let column = 0;
  let at = 0;
  for (; at < reference.length; at += 1) {
    const letter = (reference.charCodeAt(at) & ~0x20) - CODE_A;
    if (letter < 0 || letter > 25) break;
    column = column * 26 + letter + 1;
  }
  const digitsAt = at;
  let row = 0;
  for (; at < reference.length; at += 1) {
    const digit = reference.charCodeAt(at) - CODE_0;
    if (digit < 0 || digit > 9) return null;
    row = row * 10 + digit;
  }
  const isReference = digitsAt > 0 && digitsAt <= 3 && at > digitsAt && at - digitsAt <= 7;
  return isReference ? [row - 1, column - 1] : null;
}

/** 0 → `A`, 54 → `BC`. */
export function columnName(column: number): string {
  let name = '';
  for (let left = column; left >= 0; left = Math.floor(left / 26) - 1)
    name = String.fromCharCode(CODE_A + (left % 26)) + name;
  return name;
}
