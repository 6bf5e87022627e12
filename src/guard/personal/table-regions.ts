// Where in a text tables stand, and what their head says: runs of lines with several cells, the lines of their head,
// the columns that belong together when two tables stand side by side. tables.ts decides what they tell.

import { findDates } from './dates.ts';
import { isBlank, type Line } from './lines.ts';
import { bareName, scoreName } from './name-score.ts';
import { type Role, roleOf } from './roles.ts';

/** One column: its place in the row, what its head says. */
export type Column = { readonly at: number; readonly label: string; readonly role: Role | null };

export type Table = {
  readonly head: readonly Line[];
  /** Columns that make up one record; several groups when tables stand side by side. */
  readonly groups: readonly (readonly Column[])[];
  readonly width: number;
  /** How many lines one record takes: two when reading and name stand above each other. */
  readonly linesPerRecord: number;
  readonly rows: readonly Line[];
};

/** Lines from `from` to before `to`, all of several cells but for single lines between. */
export type Region = { readonly from: number; readonly to: number };

/** So many lines without cells may stand between rows: a blank one, the title of a section. */
const MAX_GAP = 2;
/** The head stands among the first lines. */
const HEAD_WITHIN = 15;
const MAX_COLUMNS = 200;

export function findRegions(lines: readonly Line[], taken: ReadonlySet<number>): Region[] {
  const regions: Region[] = [];
  let from = -1;
  let last = -1;
  const close = () => {
    if (from >= 0) regions.push({ from, to: last + 1 });
    from = -1;
  };
  for (const [index, line] of lines.entries()) {
    if (taken.has(line.number)) close();
    else if (line.cells.length >= 2) {
      if (from < 0) from = index;
      last = index;
    } else if (from >= 0 && index - last > MAX_GAP) close();
  }
  close();
  return regions;
}

/** What only data look like; a head has none of it. */
const isDatum = (cell: string): boolean =>
  /\d{5,}|@|^[\d\s.,:/-]{4,}$|\d-\d{3,}/.test(cell) ||
  (findDates(cell)[0]?.start === 0 && cell.length < 14) ||
  scoreName(bareName(cell)) >= 0.9;

const NAMING: ReadonlySet<Role | null> = new Set<Role>(['name', 'weak-name', 'surname', 'kana']);

/** Whether a line is the head of a table: words of the table of roles, and nothing that looks like data. */
export function isHead(line: Line): boolean {
  const cells = line.cells.filter((cell) => cell !== '');
  if (cells.length < 2 || cells.length > MAX_COLUMNS || cells.some((cell) => cell.length > 60)) return false;
  const first = cells.slice(0, 30);
  if (first.some((cell) => roleOf(cell) === null && isDatum(cell))) return false;
  const roles = first.map(roleOf).filter((role) => role !== null);
  if (roles.length >= 2) return roles.length * 4 >= first.length || roles.some((role) => NAMING.has(role));
  return roles.length === 1 && NAMING.has(roles[0] ?? null);
}

const columnsOf = (cells: readonly string[]): Column[] =>
  cells.slice(0, MAX_COLUMNS).map((label, at) => ({ at, label, role: roleOf(label) }));

/** Two lines of head over one line of data: the lower word where it says something, else the upper. */
function mergeHeads(upper: Line, lower: Line): Column[] {
  const width = Math.max(upper.cells.length, lower.cells.length);
  return Array.from({ length: width }, (_, at) => {
    const below = lower.cells[at] ?? '';
    const above = upper.cells[at] ?? '';
    const label = below !== '' && (roleOf(below) !== null || above === '') ? below : above;
    return { at, label, role: roleOf(label) };
  });
}

const filledAt = ({ cells }: Line, at: number): boolean => (cells[at] ?? '') !== '';

/**
 * Whether a record takes two lines as the head does: both name data of the same column, and where only the upper line
 * has a word, the second line of the record is empty. Otherwise the upper line groups the words of the lower one.
 */
function isStacked(upper: Line, lower: Line, rows: readonly Line[]): boolean {
  const both = upper.cells.filter(
    (cell, at) => roleOf(cell) !== null && roleOf(lower.cells[at] ?? '') !== null,
  );
  if (both.length === 0) return false;
  const upperOnly = upper.cells.flatMap((cell, at) => (cell !== '' && !filledAt(lower, at) ? [at] : []));
  const seconds = rows.slice(0, 8).filter((_, index) => index % 2 === 1);
  if (upperOnly.length > 0)
    return seconds.length > 0 && seconds.every((row) => !upperOnly.some((at) => filledAt(row, at)));
  return upper.cells.some((cell) => roleOf(cell) === 'kana') && both.length >= 2;
}

/** Where the first labels of the head come again, another table begins. */
function splitGroups(columns: readonly Column[]): Column[][] {
  const [first] = columns;
  const filled = columns.filter(({ label }) => label !== '');
  const second = filled[1];
  if (first === undefined || second === undefined) return [[...columns]];
  const starts = columns.filter(
    ({ label }, at) => label !== '' && label === filled[0]?.label && columns[at + 1]?.label === second.label,
  );
  if (starts.length < 2) return [[...columns]];
  return starts.map(({ at }, index) => columns.slice(at, starts[index + 1]?.at ?? columns.length));
}

function tableOf(head: readonly Line[], rows: readonly Line[]): Table {
  const [upper, lower] = head;
  if (upper === undefined) return { head, groups: [], width: 0, linesPerRecord: 1, rows };
  if (lower === undefined)
    return {
      head,
      groups: splitGroups(columnsOf(upper.cells)),
      width: upper.cells.length,
      linesPerRecord: 1,
      rows,
    };
  if (!isStacked(upper, lower, rows)) {
    const columns = mergeHeads(upper, lower);
    return { head, groups: splitGroups(columns), width: columns.length, linesPerRecord: 1, rows };
  }
  const width = Math.max(upper.cells.length, lower.cells.length);
  const below = columnsOf(lower.cells).map((column) => ({ ...column, at: column.at + width }));
  return { head, groups: [[...columnsOf(upper.cells), ...below]], width, linesPerRecord: 2, rows };
}

/** Which lines of a region are heads: near its start, after a gap, or the same words again on the next page. */
function findHeads(lines: readonly Line[]): number[] {
  const heads: number[] = [];
  let known = '';
  let sinceGap = 0;
  for (const [index, line] of lines.entries()) {
    sinceGap = isBlank(line) || line.cells.length === 1 ? 0 : sinceGap + 1;
    const near = index < HEAD_WITHIN || sinceGap === 1;
    if ((near && isHead(line)) || (known !== '' && line.text === known)) {
      heads.push(index);
      known = line.text;
    }
  }
  return heads;
}

/** The tables of a region: from each head to the next. Lines before the first head belong to none. */
export function tablesIn(lines: readonly Line[]): Table[] {
  const heads = findHeads(lines);
  const tables: Table[] = [];
  for (let index = 0; index < heads.length; index++) {
    const at = heads[index] ?? 0;
    const next = heads[index + 1] ?? lines.length;
    const isDouble = next === at + 1 && lines[at]?.text !== lines[next]?.text;
    if (isDouble) index++;
    const end = isDouble ? (heads[index + 1] ?? lines.length) : next;
    const body = lines.slice(isDouble ? next + 1 : at + 1, end);
    tables.push(
      tableOf(
        lines.slice(at, isDouble ? next + 1 : at + 1),
        body.filter((line) => line.cells.length > 0),
      ),
    );
  }
  return tables;
}
