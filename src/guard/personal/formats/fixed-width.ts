// Exports of fixed width, without separators: the bank transfer file of the Zengin system (全銀フォーマット), and any
// other whose columns show themselves by what stands at one place in every line.

import { parsePackedDate } from '../dates.ts';
import type { Line } from '../lines.ts';
import { normaliseLine } from '../normalise.ts';
import { type FormatReading, type FormatReadings, ofRows, rowOf } from './format.ts';

const ZENGIN_WIDTH = 120;
const MIN_LINES = 5;
const SAMPLE = 100;
const MAX_WIDTH = 600;
const KANA_NAME = /[ｦ-ﾟァ-ヺー]+(?:[ 　][ｦ-ﾟァ-ヺー]+){1,2}|[\u4e00-\u9fff]+　[\u4e00-\u9fffぁ-ゖ]+/;

/** Header record 1, kinds 11 (salary), 12 (bonus), 21 (transfer) and the like; data records 2. */
function readZengin(lines: readonly string[]): FormatReading | null {
  if (!/^1[1-9]\d/.test(lines[0] ?? '') || (lines[0] ?? '').length < ZENGIN_WIDTH - 20) return null;
  const rows: Line[] = [];
  for (const [index, line] of lines.entries()) {
    if (!/^2\d{4}/.test(line) || line.length < 80) continue;
    const account = line.slice(42, 50).replace(/\D/g, '').slice(-7);
    rows.push(rowOf([normaliseLine(line.slice(50, 80)).trim(), account], index + 1));
  }
  return rows.length === 0 ? null : ofRows([rowOf(['氏名', '口座番号'], 0), ...rows]);
}

/** Lines that begin and end a file of records. */
const MAX_OTHER_LINES = 3;
const DATA_LINE = /^"?2"?[,\t]/;

/** Known by the beginnings of lines: a large text of another kind is not taken apart for it. */
function mayBeZenginCsv(lines: readonly string[]): boolean {
  let others = 0;
  for (const line of lines) {
    if (DATA_LINE.test(line) || !isFilled(line)) continue;
    others += 1;
    if (others > MAX_OTHER_LINES) return false;
  }
  return true;
}

/** The same records with commas, as banks' web sites take them: 種別, 銀行番号, …, 口座番号, 受取人名, 金額. */
function readZenginCsv(lines: readonly string[]): FormatReading | null {
  if (!mayBeZenginCsv(lines)) return null;
  const cells = lines
    .filter(isFilled)
    .map((line) => line.split(/[,\t]/).map((cell) => cell.replace(/^"|"$/g, '')));
  const data = cells.filter(([kind, bank]) => kind === '2' && /^\d{4}$/.test(bank ?? ''));
  if (data.length < MIN_LINES || data.length < cells.length - MAX_OTHER_LINES) return null;
  const rows = data.flatMap((row, index) => {
    const name = row.findIndex((cell) => KANA_NAME.test(cell));
    const account = row.slice(0, name).findLast((cell) => /^\d{7}$/.test(cell));
    return name < 0 || account === undefined
      ? []
      : [rowOf([normaliseLine(row[name] ?? '').trim(), account], index + 1)];
  });
  return rows.length === 0 ? null : ofRows([rowOf(['氏名', '口座番号'], 0), ...rows]);
}

/** The place where every line of the sample passes, or -1. */
function findPlace(
  sample: readonly string[],
  width: number,
  passes: (line: string, at: number) => boolean,
): number {
  for (let at = 0; at < width; at++)
    if (sample.filter((line) => passes(line, at)).length >= sample.length * 0.95) return at;
  return -1;
}

const isBirthDateAt = (line: string, at: number): boolean =>
  /^(19|20)\d{6}$/.test(line.slice(at, at + 8)) && parsePackedDate(line.slice(at, at + 8)) !== null;

const isPhoneAt = (line: string, at: number): boolean => /^0[5789]0\d{8}(?!\d)/.test(line.slice(at, at + 12));

const isFilled = (line: string): boolean => line.trim() !== '';

function isOfWidth(lines: readonly string[], width: number): boolean {
  const filled = lines.filter(isFilled);
  return filled.filter(({ length }) => Math.abs(length - width) <= 2).length >= filled.length * 0.9;
}

function readAnyWidth(lines: readonly string[]): FormatReading | null {
  const sample = lines
    .slice(0, 2 * SAMPLE)
    .filter(isFilled)
    .slice(0, SAMPLE);
  const width = sample[0]?.length ?? 0;
  if (sample.length < MIN_LINES || width < 20 || width > MAX_WIDTH) return null;
  const name = KANA_NAME.exec(sample[0] ?? '')?.index ?? -1;
  if (name < 0 || sample.some((line) => line.includes('\t'))) return null;
  if (!isOfWidth(sample, width) || !isOfWidth(lines, width)) return null;
  const born = findPlace(sample, width, isBirthDateAt);
  const phone = findPlace(sample, width, isPhoneAt);
  if (born < 0 && phone < 0) return null;
  const rows = lines.flatMap((text, index) => {
    if (!isFilled(text)) return [];
    const who = KANA_NAME.exec(text.slice(name, name + 40))?.[0] ?? '';
    const birth = born < 0 ? '' : text.slice(born, born + 8);
    const call = phone < 0 ? '' : text.slice(phone, phone + 11);
    return [rowOf([normaliseLine(who), birth, call], index + 1)];
  });
  return ofRows([rowOf(['氏名', '生年月日', '電話番号'], 0), ...rows]);
}

export function readFixedWidth(lines: readonly string[]): FormatReadings | null {
  const reading = readZengin(lines) ?? readZenginCsv(lines) ?? readAnyWidth(lines);
  return reading === null ? null : [reading];
}
