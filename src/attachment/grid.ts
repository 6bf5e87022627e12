// Rows of present cells as text. Columns stay aligned by tabs, but a gap is never filled to the last column: one cell
// in column XFD on each of a million rows must cost a million cells, not sixteen thousand million.

import { spend } from './budget.ts';
import type { Writer } from './findings.ts';
import type { Budget } from './inspected.ts';

const MAX_GAP = 64;

export type Grid = {
  /** Cells may come in any column order; rows must come one after the other. */
  cell(row: number, column: number, text: string): void;
  close(): void;
};

export function openGrid(writer: Writer, budget: Budget): Grid {
  let current = -1;
  let next = 0;
  return {
    cell(row, column, text) {
      if (text === '') return;
      spend(budget, 'cells', 1);
      if (row !== current) {
        if (current >= 0) writer.write('\n');
        current = row;
        next = 0;
      }
      writer.write('\t'.repeat(Math.min(Math.max(column - next, 0), MAX_GAP)));
      writer.write(text.replace(/[\t\r\n]+/g, ' '));
      next = column;
    },
    close() {
      if (current >= 0) writer.write('\n');
    },
  };
}

/** `BC12` → [11, 54]: row and column counted from 0; null when it is no cell reference. */
export function parseCellReference(reference: string): readonly [row: number, column: number] | null {
  const match = /^([A-Za-z]{1,3})(\d{1,7})$/.exec(reference);
  if (match === null) return null;
  const [, letters = '', digits = ''] = match;
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return [Number(digits) - 1, column - 1];
}
