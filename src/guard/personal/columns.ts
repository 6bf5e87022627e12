// What the cells of a column say it is, where no head does: phones, mail addresses, dates of birth, names.

import { findAddresses, isAddressLike } from './addresses.ts';
import { isCardNumber, isMyNumber } from './check-digits.ts';
import { findDates, parsePackedDate } from './dates.ts';
import { hasMedicalWord } from './medical-words.ts';
import { bareName, isGivenName, isSurname, scoreName } from './name-score.ts';
import { parsePhone } from './phones.ts';
import type { Role } from './roles.ts';
import { parseValue } from './values.ts';

/** How many cells of a column are looked at. */
export const SAMPLE = 200;

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

/** Dates of birth lie decades apart and in the past; dates of a business do not. */
function areBirthDates(cells: readonly string[]): boolean {
  const years = cells.map((cell) => Number(isoOf(cell)?.slice(0, 4) ?? Number.NaN));
  const known = years.filter((year) => !Number.isNaN(year));
  if (known.length < cells.length * 0.8 || known.length < 3) return false;
  return Math.max(...known) - Math.min(...known) >= 15 && Math.max(...known) <= 2025;
}

const isPhone = (cell: string): boolean => parsePhone(cell) !== null && /^[+(\d][\d\s().+-]{8,}$/.test(cell);

const isLatinName = (cell: string): boolean =>
  /^\p{Lu}[\p{L}'’. -]+$/u.test(cell) && scoreName(bareName(cell)) >= 0.6;

type Guess = readonly [role: Role, isIt: (cells: readonly string[]) => boolean];

/** In order; a check digit alone is chance in one of ten, so a whole column of eight or more must have it. */
const GUESSES: readonly Guess[] = [
  ['email', (cells) => shareOf(cells, (cell) => parseValue('email', cell) !== null) >= 0.6],
  [
    'my-number',
    (cells) => cells.length >= 8 && shareOf(cells, (cell) => isMyNumber(cell.replace(/[ -]/g, ''))) >= 0.95,
  ],
  [
    'credit-card',
    (cells) => cells.length >= 8 && shareOf(cells, (cell) => isCardNumber(cell.replace(/[ -]/g, ''))) >= 0.95,
  ],
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

/** The role that the cells of one column show, null when none. Blank cells are left out by the caller. */
export function guessRole(cells: readonly string[]): Role | null {
  if (cells.length < 2) return null;
  return GUESSES.find(([, isIt]) => isIt(cells))?.[0] ?? null;
}

/** 姓 and 名 in two columns without a head. */
export const areNameParts = (left: readonly string[], right: readonly string[]): boolean =>
  shareOf(left, isSurname) >= 0.7 &&
  shareOf(right, (cell) => cell.length <= 5 && isGivenName(cell)) >= 0.6 &&
  isSpreadOut(right);
