// How Excel shows a number: dates are stored as days since 1900 (or 1904), telephone and postal numbers as bare
// numbers whose leading zeros only the format knows. Used by xlsx.ts and xls.ts.

export type NumberFormat =
  | { readonly kind: 'general' }
  | { readonly kind: 'date' }
  /** `pattern` of zeros and hyphens, such as `000-0000`. */
  | { readonly kind: 'digits'; readonly pattern: string };

const GENERAL: NumberFormat = { kind: 'general' };
const DATE: NumberFormat = { kind: 'date' };

/** Built-in formats that show a day (ECMA-376 part 1 §18.8.30; 27–36 and 50–58 are the East Asian ones). */
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58);

/** `code` is the format of that id where the file defines one. */
export function parseNumberFormat(id: number, code: string | undefined): NumberFormat {
  if (code === undefined) return isBuiltInDate(id) ? DATE : GENERAL;
  const first = code.split(';', 1)[0] ?? '';
  const bare = first
    .replace(/"[^"]*"/g, '')
    .replace(/\\./g, (escaped) => (escaped === '\\-' ? '-' : ''))
    .replace(/\[[^\]]*\]/g, '')
    .replace(/_./g, '');
  if (/[yde]/i.test(bare.replace(/general|red|E[+-]/gi, ''))) return DATE;
  const pattern = bare.replaceAll(' ', '');
  return /^0[0-]*0$/.test(pattern) && pattern.length > 3 ? { kind: 'digits', pattern } : GENERAL;
}

const DAY_MS = 86_400_000;
/** Day 0: 1899-12-30 makes day 61 fall on 1900-03-01, past the leap day that Excel invented. */
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
const LAST_DAY = 2_958_465;

function showDate(serial: number, is1904: boolean): string | null {
  if (serial < 1 || serial > LAST_DAY) return null;
  const date = new Date((is1904 ? EPOCH_1904 : EPOCH_1900) + Math.floor(serial) * DAY_MS);
  return date.toISOString().slice(0, 10).replaceAll('-', '/');
}

function fillPattern(value: number, pattern: string): string {
  const places = pattern.replaceAll('-', '').length;
  const digits = String(value).padStart(places, '0');
  let at = digits.length - places;
  const head = digits.slice(0, at);
  return head + pattern.replace(/0/g, () => digits[at++] ?? '');
}

/** The number as its reader sees it, as far as that matters for recognising a person. */
export function showNumber(value: number, format: NumberFormat, is1904: boolean): string {
  if (format.kind === 'date') return showDate(value, is1904) ?? String(value);
  if (format.kind === 'digits' && Number.isInteger(value) && value >= 0)
    return fillPattern(value, format.pattern);
  return String(value);
}
