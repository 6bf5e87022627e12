// What the readers of machine-made text have in common. Such text keeps its own rules of what a field and a record is;
// the readers here turn it into labelled values, rows of cells or plain lines, and decide nothing about persons.

import type { Line } from '../lines.ts';
import type { Field } from '../record.ts';

export type FormatReading = {
  /** One list of labelled values for each object, card or claim. */
  readonly forms: readonly (readonly Field[])[];
  /** Rows of cells under a head, as tables.ts reads them. */
  readonly rows: readonly Line[];
  /** Free text found in values. */
  readonly texts: readonly Line[];
};

/** What a text says, piece by piece, so that a large one need never be in memory as a whole. */
export type FormatReadings = Iterable<FormatReading>;

/** `lines` are as they came: widths and escapes still count. Null when the text is of another format. */
export type FormatReader = (lines: readonly string[]) => FormatReadings | null;

/** So many forms or rows make a piece. */
export const PIECE_SIZE = 2_000;

export const ofForms = (forms: readonly (readonly Field[])[]): FormatReading => ({
  forms,
  rows: [],
  texts: [],
});

export const ofRows = (rows: readonly Line[]): FormatReading => ({ forms: [], rows, texts: [] });

export const rowOf = (cells: readonly string[], number: number): Line => ({
  number,
  text: cells.join('\t'),
  cells,
});

/** The first line that is not blank, without the white space around it. */
export const firstText = (lines: readonly string[]): string =>
  lines
    .slice(0, 50)
    .map((line) => line.trim())
    .find((line) => line !== '') ?? '';
