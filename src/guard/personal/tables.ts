// Tables about persons: rosters, ledgers, results. Decides from the head and the cells whether the rows are persons, or
// shops, products, tasks with somebody in charge; then makes one record of every row. Called by find-personal-data.ts.

import { areNameParts, cellsUnder, looksLikeName, sampleOf, settleColumns } from './columns.ts';
import type { Line } from './lines.ts';
import { isSurname } from './name-score.ts';
import { fitsAsIs, placeCells } from './ragged.ts';
import { type Field, type PersonRecord, recordOf } from './record.ts';
import { type Column, findRegions, type Region, type Table, tablesIn } from './table-regions.ts';
import { judgeRows, mayBeAboutPersons } from './table-subject.ts';
import { transpose } from './transposed.ts';

type TableReading = {
  readonly records: readonly PersonRecord[];
  /** Numbers of the lines that were understood; nobody else looks at them. */
  readonly taken: readonly number[];
  /** The head of the last table, for the next page of the same file. */
  readonly columns: readonly Column[] | null;
};

/** So many rows that do not fit their columns are put right; a table with more is no table. */
const MAX_RAGGED = 2_000;
/** A sheet with more lines is no plan of groups or seats. */
const MAX_GRID = 1_000;

type Row = { readonly cells: readonly string[]; readonly line: number };

/** One row for each record: two lines side by side where the head has two. */
function rowsOf({ rows, linesPerRecord, width }: Table): Row[] {
  if (linesPerRecord === 1) return rows.map(({ cells, number }) => ({ cells, line: number }));
  const joined: Row[] = [];
  for (let index = 0; index + 1 < rows.length; index += 2) {
    const [upper, lower] = [rows[index], rows[index + 1]];
    if (upper === undefined || lower === undefined) break;
    const padding = Array.from({ length: Math.max(0, width - upper.cells.length) }, () => '');
    joined.push({ cells: [...upper.cells.slice(0, width), ...padding, ...lower.cells], line: upper.number });
  }
  return joined;
}

/** Rows of single cells are titles of sections, sums and notes, but for a name whose other cells are blank. */
const isRow = ({ cells }: Row, columns: readonly Column[]): boolean =>
  cells.length > 1 || columns.length === 1 || (columns[0]?.role === 'name' && looksLikeName(cells[0] ?? ''));

function straighten(rows: readonly Row[], columns: readonly Column[], width: number): Row[] {
  let ragged = 0;
  return rows.map((row) => {
    if (row.cells.length === width || ragged >= MAX_RAGGED) return row;
    if (row.cells.length < width && fitsAsIs(row.cells, columns)) return row;
    ragged++;
    const placed = placeCells(row.cells, columns);
    const cells = Array.from({ length: width }, () => '');
    for (const [index, { at }] of columns.entries()) cells[at] = placed[index] ?? '';
    return { ...row, cells };
  });
}

function fieldsOf({ cells, line }: Row, columns: readonly Column[]): Field[] {
  const fields: Field[] = [];
  for (const { at, role } of columns) {
    const value = cells[at];
    if (role !== null && value !== undefined && value !== '') fields.push({ role, value, line });
  }
  return fields;
}

/** The records of the rows under these columns; null when the table says nothing that could be understood. */
function readRows(
  given: readonly Row[],
  columns: readonly Column[],
  isHeaded: boolean,
): PersonRecord[] | null {
  const rows = given.filter((row) => isRow(row, columns));
  const isNamed = columns.some(({ role }) => role === 'name' || role === 'surname');
  const settled = settleColumns(
    isNamed || !isHeaded ? columns : joinNameParts(columns, rows),
    rows.map(({ cells }) => cells),
  );
  if (!mayBeAboutPersons(settled)) return null;
  const records = rows.map((row) => recordOf(fieldsOf(row, settled)));
  return judgeRows({ columns: settled, records, isHeaded });
}

function readTable(table: Table): PersonRecord[] | null {
  const rows = rowsOf(table);
  const readings = table.groups.map((columns) => {
    const fitting =
      table.groups.length === 1 ? straighten(rows, columns, table.linesPerRecord * table.width) : rows;
    return readRows(fitting, columns, true);
  });
  return readings.every((reading) => reading === null) ? null : readings.flatMap((reading) => reading ?? []);
}

/** A table whose head is missing: the columns of the page before, when their number is the same, else by the cells. */
function readHeadless(lines: readonly Line[], known: readonly Column[] | null): PersonRecord[] | null {
  const rows = lines
    .filter(({ cells }) => cells.length >= 2)
    .map(({ cells, number }) => ({ cells, line: number }));
  if (rows.length === 0) return null;
  const widths = rows.map(({ cells }) => cells.length).sort((a, b) => a - b);
  const width = widths[Math.floor(widths.length * 0.75)] ?? 0;
  if (known !== null && known.length === width) return readRows(straighten(rows, known, width), known, true);
  if (rows.length < 3 || width > 60) return null;
  const blank = Array.from({ length: width }, (_, at): Column => ({ at, label: '', role: null }));
  const columns = joinNameParts(blank, rows);
  return readRows(rows, columns, false);
}

function joinNameParts(columns: readonly Column[], rows: readonly Row[]): Column[] {
  const sample = sampleOf(rows).map(({ cells }) => cells);
  const cells = columns.map((column) => cellsUnder(sample, column));
  const isOpen = (column: Column | undefined) => column?.role === null && !isSurname(column.label);
  const at = columns.findIndex(
    (column, index) =>
      isOpen(column) &&
      isOpen(columns[index + 1]) &&
      areNameParts(cells[index] ?? [], cells[index + 1] ?? []),
  );
  return columns.map((column, index) => {
    if (at >= 0 && index === at) return { ...column, role: 'surname' };
    if (at >= 0 && index === at + 1) return { ...column, role: 'given-name' };
    return column;
  });
}

/** Names in every cell: groups of pupils, seats. Ten or more, and hardly anything else. */
function readGrid(lines: readonly Line[]): PersonRecord[] | null {
  if (lines.length > MAX_GRID) return null;
  const cells = lines.flatMap(({ cells: row, number }) => row.map((cell) => ({ cell, line: number })));
  const filled = cells.filter(({ cell }) => cell !== '' && !/^\d{1,3}$/.test(cell));
  if (filled.length < 10) return null;
  const names = filled.filter(({ cell }) => looksLikeName(cell));
  if (names.length < 10 || names.length < filled.length * 0.75) return null;
  return names.map(({ cell, line }) => recordOf([{ role: 'name', value: cell, line }]));
}

/** A table on its side, taken whole; null when the region is upright. */
function readTurned(lines: readonly Line[]): TableReading | null {
  const turned = transpose(lines);
  const records = turned === null ? null : readTable(turned);
  if (records === null || records.length === 0) return null;
  return { records, taken: lines.map(({ number }) => number), columns: null };
}

function readUpright(lines: readonly Line[], known: readonly Column[] | null): TableReading {
  const records: PersonRecord[] = [];
  const taken: number[] = [];
  let columns = known;
  const take = (read: PersonRecord[] | null, from: readonly Line[]) => {
    if (read === null) return;
    for (const record of read) records.push(record);
    for (const { number } of from) taken.push(number);
  };
  const tables = tablesIn(lines);
  const [first] = tables;
  const start = first?.head[0];
  const before = start === undefined ? lines : lines.slice(0, lines.indexOf(start));
  take(readGrid(before) ?? readHeadless(before, known), before);
  for (const table of tables) {
    take(readTable(table), [...table.head, ...table.rows]);
    columns = table.groups.length === 1 && table.linesPerRecord === 1 ? (table.groups[0] ?? null) : null;
  }
  return { records, taken, columns };
}

/** `known`: the columns of the last table on the page before, or null. */
export function readTables(
  lines: readonly Line[],
  alreadyTaken: ReadonlySet<number>,
  known: readonly Column[] | null,
): TableReading {
  const readings = findRegions(lines, alreadyTaken).map(({ from, to }: Region) => {
    const region = lines.slice(from, to);
    return readTurned(region) ?? readUpright(region, known);
  });
  const columns = readings.at(-1)?.columns ?? known;
  const [only] = readings;
  if (only !== undefined && readings.length === 1) return { ...only, columns };
  return {
    records: readings.flatMap(({ records }) => records),
    taken: readings.flatMap(({ taken }) => taken),
    columns,
  };
}
