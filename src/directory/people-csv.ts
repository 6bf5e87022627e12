// People as a table: one row per person, group or deputy. Spreadsheets write it; so does whoever exports a personnel
// list. Pure but for its library. Called by people-file.ts.

import { type CsvError, parse } from 'csv-parse/sync';
import type { PeopleRows } from '../guard/people.ts';
import type { Draft, Fault } from './draft.ts';

/** The titles of the columns, in English and in Japanese. Lists within a cell are set off by spaces or semicolons. */
const TITLES: Readonly<Record<string, readonly string[]>> = {
  kind: ['kind', '種別'],
  id: ['id', '社員番号'],
  name: ['name', '氏名', '名前'],
  addresses: ['addresses', 'address', 'メールアドレス'],
  accounts: ['accounts', 'account', 'アカウント'],
  manager: ['manager', '上司'],
  members: ['members', 'メンバー'],
  deputy: ['deputy', '代理'],
  from: ['from', '開始日'],
  until: ['until', '終了日'],
};

const KINDS: Readonly<Record<string, 'person' | 'group' | 'deputy'>> = {
  '': 'person',
  person: 'person',
  個人: 'person',
  group: 'group',
  グループ: 'group',
  共有: 'group',
  deputy: 'deputy',
  代理: 'deputy',
};

type Cells = Readonly<Record<string, string>>;
type Row = { readonly cells: Cells; readonly line: number };
type Parsed = { readonly [List in keyof PeopleRows]-?: NonNullable<PeopleRows[List]> };
type Places = Map<string, number>;

const listOf = (cell = '') => cell.split(/[\s;；]+/).filter((item) => item !== '');
const textOf = (cell = '') => cell.trim();

/** `2026/4/1`, as spreadsheets write it, and `2026-04-01`; null when empty. */
function dayOf(cell = ''): string | null {
  const [, year, month = '', day = ''] = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(cell.trim()) ?? [];
  if (year === undefined) return cell.trim() === '' ? null : cell.trim();
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function columnsOf(titles: readonly string[]): readonly (string | null)[] {
  return titles.map((title) => {
    const written = title.trim().toLowerCase();
    return Object.entries(TITLES).find(([, names]) => names.includes(written))?.[0] ?? null;
  });
}

function readRows(text: string): readonly { readonly record: string[]; readonly line: number }[] {
  const records = parse(text, {
    bom: true,
    info: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    skip_empty_lines: true,
  });
  return (records as unknown as { record: string[]; info: { lines: number } }[]).map(({ record, info }) => ({
    record,
    line: info.lines,
  }));
}

function addDeputy({ cells, line }: Row, principal: string, rows: Parsed, places: Places): void {
  const deputy = textOf(cells.deputy);
  places.set(`deputies.${rows.deputies.length}`, line);
  rows.deputies.push({ for: principal, deputy, from: dayOf(cells.from), until: dayOf(cells.until) });
}

function addPerson(row: Row, rows: Parsed, places: Places): void {
  const { cells, line } = row;
  const addresses = listOf(cells.addresses);
  const id = textOf(cells.id) || (addresses[0] ?? '').toLowerCase();
  const manager = textOf(cells.manager);
  places.set(`people.${rows.people.length}`, line);
  rows.people.push({
    id,
    name: textOf(cells.name),
    addresses,
    accounts: listOf(cells.accounts),
    manager: manager === '' ? null : manager,
  });
  if (textOf(cells.deputy) !== '') addDeputy(row, id, rows, places);
}

function addGroup({ cells, line }: Row, rows: Parsed, places: Places): void {
  const [address = null] = listOf(cells.addresses);
  places.set(`groups.${rows.groups.length}`, line);
  rows.groups.push({
    name: textOf(cells.id) || textOf(cells.name) || (address ?? ''),
    address,
    members: listOf(cells.members),
  });
}

function addRow(row: Row, rows: Parsed, places: Places): Fault | null {
  const written = textOf(row.cells.kind).toLowerCase();
  const kind = KINDS[written];
  if (kind === 'person') addPerson(row, rows, places);
  if (kind === 'group') addGroup(row, rows, places);
  if (kind === 'deputy') addDeputy(row, textOf(row.cells.id), rows, places);
  if (kind !== undefined) return null;
  return { line: row.line, column: null, message: `kind "${written}" is not person, group or deputy` };
}

const isCsvError = (error: unknown): error is CsvError => error instanceof Error && 'lines' in error;

/** Never throws for what is in the text: faults say what is wrong where. */
export function parsePeopleCsv(text: string): Draft {
  const rows: Parsed = { people: [], groups: [], deputies: [] };
  const places: Places = new Map();
  const faults: Fault[] = [];
  try {
    const [head, ...records] = readRows(text);
    const columns = columnsOf(head?.record ?? []);
    if (!columns.includes('id') && !columns.includes('addresses')) {
      const known = Object.keys(TITLES).join(', ');
      faults.push({ line: 1, column: null, message: `the first line names no column id; known: ${known}` });
      return { rows, faults, placeOf: () => null };
    }
    for (const { record, line } of records) {
      const cells = Object.fromEntries(columns.map((name, n) => [name ?? '', record[n] ?? '']));
      const fault = addRow({ cells, line }, rows, places);
      if (fault !== null) faults.push(fault);
    }
  } catch (error) {
    if (!isCsvError(error)) throw error;
    faults.push({ line: Number(error.lines ?? 1), column: null, message: `not CSV: ${error.message}` });
  }
  const placeOf: Draft['placeOf'] = ([list, n]) => {
    const line = places.get(`${String(list)}.${String(n)}`);
    return line === undefined ? null : { line, column: null };
  };
  return { rows, faults, placeOf };
}
