// SQL dumps: the tuples of INSERT are rows, the column list or the table's definition is their head.

import type { Line } from '../lines.ts';
import { normaliseLine } from '../normalise.ts';
import { type FormatReading, type FormatReadings, ofRows, PIECE_SIZE, rowOf } from './format.ts';

const INSERT = /\binsert\s+(?:ignore\s+)?into\s+[`"[]?[\w.]+[`"\]]?\s*(\([^()]{1,2000}\))?\s*(?:values)?/i;
const CREATE = /\bcreate\s+table\s+(?:if\s+not\s+exists\s+)?[`"[]?[\w.]+[`"\]]?\s*\(/i;
const NOT_A_COLUMN = /^(primary|unique|key|constraint|index|foreign|check|\))/i;
/** So many lines are looked at to see whether the text is SQL. */
const LOOK_AT = 200;

const bare = (text: string): string => text.trim().replace(/^[`"'[]|[`"'\]]$/g, '');

/** The values of every tuple in a line. A tab parts them as a comma does: attachment/ may have read the text as a table. */
function* tuplesIn(line: string): Generator<string[]> {
  let open: string[] | null = null;
  let value = '';
  let isQuoted = false;
  for (const letter of line) {
    if (isQuoted) {
      if (letter === "'") isQuoted = false;
      else value += letter;
    } else if (letter === "'") isQuoted = true;
    else if (letter === '(' && open === null) [open, value] = [[], ''];
    else if (open === null) continue;
    else if (letter === ',' || letter === '\t' || letter === ')') {
      open.push(normaliseLine(value).trim());
      value = '';
      if (letter === ')') {
        yield open;
        open = null;
      }
    } else value += letter;
  }
}

/** `CREATE TABLE t (id INT, name VARCHAR(40)` in one line or one column a line. */
function columnsOf(lines: readonly string[], from: number): string[] {
  const columns: string[] = [];
  const text = lines.slice(from, from + 100).join('\n');
  const body = text
    .slice(text.search(CREATE))
    .replace(CREATE, '')
    .replace(/\(\d+(?:,\s?\d+)?\)/g, '');
  for (const part of body.slice(0, Math.max(0, body.indexOf(')'))).split(/[,\t\n]+/)) {
    const name = bare(part.trim().split(/\s/)[0] ?? '');
    if (name !== '' && !NOT_A_COLUMN.test(name)) columns.push(name);
  }
  return columns;
}

function* readingsOf(lines: readonly string[]): Generator<FormatReading> {
  let rows: Line[] = [];
  let defined: string[] = [];
  let head = rowOf([], 0);
  let isInside = false;
  for (const [index, line] of lines.entries()) {
    if (CREATE.test(line)) defined = columnsOf(lines, index);
    const insert = INSERT.exec(line.slice(0, 3000));
    if (insert !== null) {
      const listed = insert[1]?.slice(1, -1).split(/[,\t]/).map(bare);
      head = rowOf(listed ?? defined, index + 1);
      rows.push(head);
      isInside = true;
    }
    if (isInside)
      for (const cells of tuplesIn(insert === null ? line : line.slice(insert.index + insert[0].length))) {
        rows.push(rowOf(cells, index + 1));
        if (rows.length < PIECE_SIZE) continue;
        yield ofRows(rows);
        rows = [head];
      }
    if (line.trimEnd().endsWith(';')) isInside = false;
  }
  yield ofRows(rows);
}

export function readSql(lines: readonly string[]): FormatReadings | null {
  const isSql = lines
    .slice(0, LOOK_AT)
    .some((line) => line.length < 1_000_000 && INSERT.test(line.slice(0, 400)));
  return isSql ? readingsOf(lines) : null;
}
