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

/** Above control characters and the space, below the white space of other scripts. */
const isBlackAscii = (code: number): boolean => code > 0x20 && code < 0x7f;
/** Kana, kanji, and all between them. */
const isBlackJapanese = (code: number): boolean => code > 0x3000 && code < 0xa000;
const isBlackAt = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  return isBlackAscii(code) || isBlackJapanese(code);
};

/** Nearly every cell is trimmed already, which its first and last letter tell at once. */
const trimmed = (text: string): string =>
  text === '' || (isBlackAt(text, 0) && isBlackAt(text, text.length - 1)) ? text : text.trim();

/** The pieces between tabs, trimmed, as many as there are. */
function cutAtTabs(text: string, firstTab: number): string[] {
  const cells: string[] = [];
  let from = 0;
  for (let tab = firstTab; tab >= 0; tab = text.indexOf('\t', from)) {
    cells.push(trimmed(text.slice(from, tab)));
    from = tab + 1;
  }
  cells.push(trimmed(text.slice(from)));
  return cells;
}

function cellsOf(text: string): string[] {
  const tab = text.indexOf('\t');
  const isRuled = tab < 0 && text.includes('|') && RULED.test(text);
  const cells = isRuled ? text.split('|').map(trimmed) : cutAtTabs(text, tab);
  if (cells.length > 1 && cells[0] === '' && text.startsWith('|')) cells.shift();
  while (cells.length > 0 && cells.at(-1) === '') cells.pop();
  return cells;
}

export function linesOf({ lines: raws, from }: Piece): readonly Line[] {
  const lines = raws.map((raw, index) => {
    const normal = normaliseLine(raw);
    const line = normal === '' || isBlackAt(normal, normal.length - 1) ? normal : normal.trimEnd();
    const cells = line.includes('|') && RULE.test(line) ? [] : cellsOf(line);
    return { number: from + index + 1, text: cells.length === 1 ? (cells[0] ?? '') : line, cells };
  });
  return partWordedRows(partRows(lines));
}

export const isBlank = (line: Line): boolean => line.cells.length === 0;
