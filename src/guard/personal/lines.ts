// A piece of text as numbered lines of cells, every line in one spelling. What all readers of this folder work on.

import { normaliseLine } from './normalise.ts';
import type { Piece } from './pieces.ts';
import { partRows } from './rows.ts';
import { partWordedRows } from './worded-rows.ts';

export type Line = {
  /** From 1. */
  readonly number: number;
  /** Normalised and trimmed; cells stay apart by tabs. */
  readonly text: string;
  /** Trimmed; empty cells inside a row stay, those at its end do not. A line of prose is one cell, a blank line none. */
  readonly cells: readonly string[];
};

const RULED = /^\||\s\|\s/;
/** What Markdown draws between head and rows. */
const RULE = /^[\s|:+-]+$/;

function cellsOf(text: string): string[] {
  const cells = text.includes('\t') ? text.split('\t') : RULED.test(text) ? text.split('|') : [text];
  const trimmed = cells.map((cell) => cell.trim());
  if (trimmed.length > 1 && trimmed[0] === '' && text.startsWith('|')) trimmed.shift();
  while (trimmed.length > 0 && trimmed.at(-1) === '') trimmed.pop();
  return trimmed;
}

export function linesOf({ lines: raws, from }: Piece): readonly Line[] {
  const lines = raws.map((raw, index) => {
    const line = normaliseLine(raw).trimEnd();
    const cells = line.includes('|') && RULE.test(line) ? [] : cellsOf(line);
    return { number: from + index + 1, text: cells.length === 1 ? (cells[0] ?? '') : line, cells };
  });
  return partWordedRows(partRows(lines));
}

export const isBlank = (line: Line): boolean => line.cells.length === 0;
