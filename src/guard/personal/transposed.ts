// Tables that lie on their side: the first column holds the words of the head, every other column is one person.
// Turned here into an upright table; null for everything else. Called by tables.ts.

import { looksLikeName, shareOf } from './columns.ts';
import type { Line } from './lines.ts';
import { type Role, roleOf } from './roles.ts';
import type { Table } from './table-regions.ts';

const MAX_PERSONS = 300;
const MAX_LABELS = 60;

/** The words down the first column say different things, those along the first line at most one. */
function liesOnItsSide(labels: readonly (Role | null)[], first: Line): boolean {
  const down = new Set(labels.slice(1).filter((role) => role !== null));
  const along = new Set(
    first.cells
      .slice(1)
      .map(roleOf)
      .filter((role) => role !== null),
  );
  return down.size >= 2 && along.size <= 1;
}

export function transpose(lines: readonly Line[]): Table | null {
  const rows = lines.filter(({ cells }) => cells.length >= 3);
  const [first] = rows;
  if (first === undefined || rows.length < 2 || rows.length > MAX_LABELS) return null;
  const labels = rows.map(({ cells }) => cells[0] ?? '');
  const roles = labels.map(roleOf);
  const inner = rows.slice(1).flatMap(({ cells }) => cells.slice(1).filter((cell) => cell !== ''));
  if (!liesOnItsSide(roles, first) || shareOf(inner, (cell) => roleOf(cell) !== null) > 0.2) return null;
  const width = Math.min(MAX_PERSONS, Math.max(...rows.map(({ cells }) => cells.length)));
  const columns = rows.map(({ cells }, at) => {
    const isNames = roles[at] !== 'name' && shareOf(cells.slice(1), looksLikeName) >= 0.7;
    return { at, label: labels[at] ?? '', role: isNames ? ('name' as const) : (roles[at] ?? null) };
  });
  const persons = Array.from({ length: width - 1 }, (_, n) => rows.map(({ cells }) => cells[n + 1] ?? ''));
  return {
    head: [],
    groups: [columns],
    width: rows.length,
    linesPerRecord: 1,
    rows: persons.map((cells) => ({ number: first.number, text: cells.join('\t'), cells })),
  };
}
