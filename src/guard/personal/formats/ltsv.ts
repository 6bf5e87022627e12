// Labelled tab-separated values (ltsv.org): every cell of every line is `label:value`; a line is a record.

import { normaliseLine } from '../normalise.ts';
import type { Field } from '../record.ts';
import { roleOf } from '../roles.ts';
import { type FormatReading, type FormatReadings, ofForms, PIECE_SIZE } from './format.ts';

const CELL = /^([A-Za-z_][\w.-]{0,40}):(.*)$/;
const SAMPLE = 20;

const isLtsv = (line: string): boolean => {
  const cells = line.split('\t');
  return cells.length >= 2 && cells.every((cell) => CELL.test(cell));
};

function fieldsOf(text: string, line: number): Field[] {
  return text.split('\t').flatMap((cell) => {
    const [, label = '', value = ''] = CELL.exec(cell) ?? [];
    const role = roleOf(label);
    return role === null || value === '' ? [] : [{ role, value: normaliseLine(value), line }];
  });
}

function* readingsOf(lines: readonly string[]): Generator<FormatReading> {
  for (let from = 0; from < lines.length; from += PIECE_SIZE)
    yield ofForms(
      lines
        .slice(from, from + PIECE_SIZE)
        .map((text, index) => fieldsOf(text, from + index + 1))
        .filter((fields) => fields.length > 0),
    );
}

export function readLtsv(lines: readonly string[]): FormatReadings | null {
  const sample: string[] = [];
  for (const line of lines) {
    if (line.trim() !== '') sample.push(line);
    if (sample.length >= SAMPLE) break;
  }
  return sample.length > 0 && sample.every(isLtsv) ? readingsOf(lines) : null;
}
