// What a column of a table is: by its head, by its cells where no head says it, and by both where they disagree.
// Called by tables.ts.

import { findAddresses, isAddressLike } from './addresses.ts';
import { isCardNumber, isLicenceNumber, isMyNumber } from './check-digits.ts';
import { findDates, lieLikeBirthDates, parsePackedDate } from './dates.ts';
import { hasMedicalWord } from './medical-words.ts';
import { bareName, hasHonorific, isGivenName, isSurname, scoreName } from './name-score.ts';
import { isOrganisation } from './not-names.ts';
import { parsePhone } from './phones.ts';
import type { Role } from './roles.ts';
import type { Column } from './table-regions.ts';
import { parseValue } from './values.ts';

/** How many cells of a column are looked at. */
const SAMPLE = 200;

/** At most SAMPLE items, spread over all of them. */
export function sampleOf<T>(items: readonly T[]): readonly T[] {
  if (items.length <= SAMPLE) return items;
  return Array.from({ length: SAMPLE }, (_, n) => items[Math.floor((n * items.length) / SAMPLE)]).filter(
    (item) => item !== undefined,
  );
}

export const shareOf = (cells: readonly string[], accept: (cell: string) => boolean): number =>
  cells.length === 0 ? 0 : cells.filter(accept).length / cells.length;

const isSpreadOut = (cells: readonly string[]): boolean => new Set(cells).size >= cells.length * 0.4;

export const looksLikeName = (cell: string): boolean => scoreName(bareName(cell)) >= 0.9;

const isoOf = (cell: string): string | null => findDates(cell)[0]?.iso ?? parsePackedDate(cell);

const areBirthDates = (cells: readonly string[]): boolean => lieLikeBirthDates(cells.map(isoOf));

const isPhone = (cell: string): boolean => parsePhone(cell) !== null && /^[+(\d][\d\s().+-]{8,}$/.test(cell);

const isLatinName = (cell: string): boolean =>
  /^\p{Lu}[\p{L}'’. -]+$/u.test(cell) && scoreName(bareName(cell)) >= 0.6;

/** A check digit alone is chance in one of ten: a whole column of eight or more must have it. */
const haveCheckDigit =
  (accept: (digits: string) => boolean) =>
  (cells: readonly string[]): boolean => {
    const numbers = cells.map((cell) => cell.replace(/[ -]/g, ''));
    // A word above the numbers is a head that calls them something else.
    return numbers.length >= 8 && shareOf(numbers, accept) >= 0.95 && !/\D/.test(numbers[0] ?? '');
  };

const areMailAddresses = (cells: readonly string[]): boolean =>
  shareOf(cells, (cell) => /^<?[^\s<>@]+@[^\s<>@]+>?$/.test(cell)) >= 0.6;

/** Form tools call the account of whoever answered `Username` or `ID`. */
const MAY_BE_ACCOUNTS: ReadonlySet<Role> = new Set<Role>(['thing', 'serial', 'reference']);

type Guess = readonly [role: Role, isIt: (cells: readonly string[]) => boolean];

/** In order: the first that fits is what the column is. */
const GUESSES: readonly Guess[] = [
  ['email', areMailAddresses],
  ['ssn', (cells) => shareOf(cells, (cell) => /^\d{3}-\d{2}-\d{4}$/.test(cell)) >= 0.9],
  ['nino', (cells) => shareOf(cells, (cell) => parseValue('nino', cell) !== null) >= 0.9],
  ['birth-date', areBirthDates],
  ['date', (cells) => shareOf(cells, (cell) => findDates(cell).length > 0) >= 0.6],
  ['medical', (cells) => shareOf(cells, (cell) => cell.length <= 40 && hasMedicalWord(cell)) >= 0.4],
  ['phone', (cells) => shareOf(cells, isPhone) >= 0.6],
  [
    'address',
    (cells) => shareOf(cells, (cell) => isAddressLike(cell) && findAddresses(cell).length > 0) >= 0.5,
  ],
  ['name', (cells) => isSpreadOut(cells) && shareOf(cells, looksLikeName) >= 0.7],
  ['name', (cells) => isSpreadOut(cells) && shareOf(cells, isLatinName) >= 0.85],
  [
    'kana',
    (cells) =>
      isSpreadOut(cells) &&
      shareOf(cells, (cell) => /^[ァ-ヺーぁ-ゖ\s・]{3,}$/.test(cell) && scoreName(cell) >= 0.5) >= 0.7,
  ],
];

/** Only where no head says 「製造番号」 or the like. */
const GUESSES_WITHOUT_LABEL: readonly Guess[] = [
  ['my-number', haveCheckDigit(isMyNumber)],
  ['credit-card', haveCheckDigit(isCardNumber)],
  ['driving-licence', haveCheckDigit(isLicenceNumber)],
  ...GUESSES,
];

/** The role that the cells of one column show, null when none. Blank cells are left out by the caller. */
function guessRole(cells: readonly string[], label: string): Role | null {
  if (cells.length < 2) return null;
  const guesses = label === '' ? GUESSES_WITHOUT_LABEL : GUESSES;
  return guesses.find(([, isIt]) => isIt(cells))?.[0] ?? null;
}

/** 姓 and 名 in two columns without a head. */
export const areNameParts = (left: readonly string[], right: readonly string[]): boolean =>
  shareOf(left, isSurname) >= 0.7 &&
  shareOf(right, (cell) => cell.length <= 5 && isGivenName(cell)) >= 0.6 &&
  isSpreadOut(right);

export const cellsUnder = (rows: readonly (readonly string[])[], { at }: Column): string[] =>
  rows.map((cells) => cells[at] ?? '').filter((cell) => cell !== '');

/** Whether the cells under 「氏名」, 「請求先」 or `Name` are names of persons. */
function isNameColumn(role: Role, cells: readonly string[]): boolean {
  const enough = role === 'weak-name' ? 0.6 : 0.3;
  const named = (cell: string) => scoreName(bareName(cell)) >= enough || hasHonorific(cell);
  return shareOf(cells, named) >= 0.4 && shareOf(cells, isOrganisation) < 0.5;
}

/** What a column is, when its cells have been asked too. */
function settleRole(column: Column, cells: readonly string[]): Column {
  const { role } = column;
  if (role !== null && MAY_BE_ACCOUNTS.has(role) && areMailAddresses(cells))
    return { ...column, role: 'email' };
  if (role === null) return { ...column, role: guessRole(cells, column.label) };
  if (role !== 'name' && role !== 'weak-name') return column;
  if (isNameColumn(role, cells)) return { ...column, role: 'name' };
  return { ...column, role: shareOf(cells, isOrganisation) >= 0.3 ? 'organisation' : null };
}

/** A name column that the head calls something else does not stand beside one that it calls 氏名. */
function dropDoubtfulNames(columns: readonly Column[], before: readonly Column[]): Column[] {
  const hasName = before.some(({ role }) => role === 'name' || role === 'surname');
  return columns.map((column, index) =>
    hasName && column.role === 'name' && before[index]?.role !== 'name' ? { ...column, role: null } : column,
  );
}

/** The columns with their roles, after their cells have been asked as well. */
export function settleColumns(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): readonly Column[] {
  const sample = sampleOf(rows);
  return dropDoubtfulNames(
    columns.map((column) => settleRole(column, cellsUnder(sample, column))),
    columns,
  );
}
