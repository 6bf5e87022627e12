// One sheet of a workbook as text: its cells in rows, hidden ones too; and once more, in sections of their own, the rows,
// columns and cells that its reader does not see. Used by the readers of xlsx, xlsb and xls.

import { addHidden, type Findings, openSection } from './findings.ts';
import { columnName, type Grid, openGrid } from './grid.ts';
import type { Budget } from './inspected.ts';

export type Sheet = {
  hideColumns(first: number, last: number): void;
  /** Says so before the cells of that row come. */
  hideRow(row: number): void;
  /** `isInvisible`: white on white, or a format that shows nothing. */
  cell(row: number, column: number, text: string, isInvisible?: boolean): void;
  close(): void;
};

type Range = { readonly first: number; readonly last: number };
type HeaderCell = readonly [column: number, text: string];

/** Cells that are not seen, written down again (they have been paid for); named when all are known. */
type Unseen = { readonly parts: string[]; readonly grid: Grid };

function newUnseen(): Unseen {
  const parts: string[] = [];
  return { parts, grid: openGrid({ write: (text) => parts.push(text) }) };
}

class SheetText implements Sheet {
  readonly #found: Findings;
  readonly #name: string;
  readonly #isHidden: boolean;
  readonly #grid: Grid;
  readonly #columns: Range[] = [];
  readonly #usedColumns = new Set<number>();
  #hiddenRow = -1;
  #rows: Range | null = null;
  #header: { readonly row: number; readonly cells: HeaderCell[] } | null = null;
  #unseenRows: Unseen | null = null;
  #unseenColumns: Unseen | null = null;
  #unseenCells: Unseen | null = null;

  constructor(found: Findings, budget: Budget, name: string, isHidden: boolean) {
    this.#found = found;
    this.#name = name;
    this.#isHidden = isHidden;
    this.#grid = openGrid(openSection(found, budget, name));
    if (isHidden) addHidden(found, 'sheet', name);
  }

  hideColumns(first: number, last: number): void {
    this.#columns.push({ first, last });
  }

  hideRow(row: number): void {
    this.#hiddenRow = row;
  }

  cell(row: number, column: number, text: string, isInvisible = false): void {
    if (text === '') return;
    this.#grid.cell(row, column, text);
    if (!this.#isHidden) this.#noteUnseen(row, column, text, isInvisible);
  }

  #noteUnseen(row: number, column: number, text: string, isInvisible: boolean): void {
    this.#header ??= { row, cells: [] };
    if (row === this.#hiddenRow) this.#addHiddenRow(row, column, text);
    else if (this.#header.row === row) this.#header.cells.push([column, text]);
    if (
      this.#columns.length > 0 &&
      this.#columns.some(({ first, last }) => column >= first && column <= last)
    ) {
      this.#unseenColumns ??= newUnseen();
      this.#unseenColumns.grid.cell(row, column, text);
      this.#usedColumns.add(column);
    }
    if (!isInvisible) return;
    this.#unseenCells ??= newUnseen();
    this.#unseenCells.grid.cell(row, column, text);
  }

  /** The first row goes in front, since it says what the columns are. */
  #addHiddenRow(row: number, column: number, text: string): void {
    if (this.#unseenRows === null) {
      this.#unseenRows = newUnseen();
      for (const [at, title] of this.#header?.cells ?? [])
        this.#unseenRows.grid.cell(this.#header?.row ?? 0, at, title);
    }
    this.#unseenRows.grid.cell(row, column, text);
    this.#rows = { first: this.#rows?.first ?? row, last: row };
  }

  close(): void {
    this.#grid.close();
    const columns = [...this.#usedColumns].sort((a, b) => a - b).map(columnName);
    this.#closeUnseen(
      this.#unseenRows,
      'row',
      `${(this.#rows?.first ?? 0) + 1}:${(this.#rows?.last ?? 0) + 1}`,
    );
    this.#closeUnseen(this.#unseenColumns, 'column', `${columns[0]}:${columns.at(-1)}`);
    this.#closeUnseen(this.#unseenCells, 'text', 'invisible');
  }

  #closeUnseen(unseen: Unseen | null, kind: 'row' | 'column' | 'text', range: string): void {
    if (unseen === null) return;
    unseen.grid.close();
    const section = `${this.#name}!${range}`;
    addHidden(this.#found, kind, section);
    this.#found.sections.push({ section, parts: unseen.parts });
  }
}

export function openSheet(found: Findings, budget: Budget, name: string, isHidden: boolean): Sheet {
  return new SheetText(found, budget, name, isHidden);
}
