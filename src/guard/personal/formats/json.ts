// JSON, one value or one on each line: every object of an array is one record, objects inside it belong to it. Reads
// tokens, not trees, so that broken and cut-off files are read as far as they go.

import type { Line } from '../lines.ts';
import { normaliseLine } from '../normalise.ts';
import type { Field } from '../record.ts';
import { roleOf } from '../roles.ts';
import { type FormatReading, firstText, rowOf } from './format.ts';

const TOKEN = /"((?:[^"\\]|\\.)*)"(\s*:)?|[{}[\]]|-?\d[\d.]*/g;
/** Shorter strings are values, not text. */
const MIN_TEXT = 12;
const MAX_DEPTH = 200;

type Level = { readonly record: Field[]; readonly isArray: boolean; readonly ownsRecord: boolean };

function decodeEscapes(text: string): string {
  if (!text.includes('\\')) return text;
  try {
    return String(JSON.parse(`"${text}"`));
  } catch {
    return text;
  }
}

class JsonWalk {
  readonly forms: Field[][] = [];
  readonly texts: Line[] = [];
  readonly #levels: Level[] = [];
  #key = '';

  read(line: string, number: number): void {
    for (const [token, text, colon] of line.matchAll(TOKEN)) {
      if (token === '{' || token === '[') this.#enter(token === '[');
      else if (token === '}' || token === ']') this.#leave();
      else if (colon !== undefined) this.#key = decodeEscapes(text ?? '');
      else this.#value(decodeEscapes(text ?? token), number);
    }
  }

  /** The objects that were never closed count as well. */
  finish(): void {
    while (this.#levels.length > 0) this.#leave();
  }

  #enter(isArray: boolean): void {
    const outer = this.#levels.at(-1);
    if (this.#levels.length >= MAX_DEPTH) return;
    const startsRecord = !isArray && (outer === undefined || outer.isArray);
    this.#levels.push({
      record: startsRecord || outer === undefined ? [] : outer.record,
      isArray,
      ownsRecord: startsRecord,
    });
    if (startsRecord) this.#key = '';
  }

  #leave(): void {
    const level = this.#levels.pop();
    if (level?.ownsRecord && level.record.length > 0) this.forms.push(level.record);
  }

  #value(text: string, line: number): void {
    const value = normaliseLine(text.replace(/[\t\r\n]+/g, ' ')).trim();
    const role = roleOf(this.#key);
    if (role !== null && value.length <= 200) this.#levels.at(-1)?.record.push({ role, value, line });
    else if (value.length >= MIN_TEXT && /[\d@]/.test(value)) this.texts.push(rowOf([value], line));
  }
}

export function readJson(lines: readonly string[]): FormatReading | null {
  const first = firstText(lines);
  const isJson = /^\[?\s*\{\s*("|$)/.test(first) || /^\[$/.test(first);
  if (!isJson) return null;
  const walk = new JsonWalk();
  for (const [index, line] of lines.entries()) walk.read(line, index + 1);
  walk.finish();
  return { forms: walk.forms, rows: [], texts: walk.texts };
}
