// JSON, one value or one on each line: every object of an array is one record, objects inside it belong to it; where no
// key says anything, and in arrays of arrays, records are rows of a table. Reads tokens, not trees, so that broken and cut-off files are read as far as they go.

import type { Line } from '../lines.ts';
import { normaliseLine } from '../normalise.ts';
import type { Field } from '../record.ts';
import { type Role, roleOf } from '../roles.ts';
import { type FormatReading, type FormatReadings, firstText, PIECE_SIZE, rowOf } from './format.ts';

const TOKEN = /"((?:[^"\\]|\\.)*)"(\s*:)?|[{}[\]]|-?\d[\d.]*|\bnull\b|\btrue\b|\bfalse\b/g;
const LITERALS = new Set(['null', 'true', 'false']);
/** Shorter strings are values, not text. */
const MIN_TEXT = 12;
const MAX_DEPTH = 200;

/** An object of an array, with the objects of the arrays inside it. */
type Entry = {
  readonly fields: Field[];
  readonly inner: Field[][];
  /** Values whose keys say nothing, in their order; a literal is an empty one. */
  readonly unnamed: { readonly value: string; readonly line: number }[];
};
type Level = { readonly entry: Entry; readonly isArray: boolean; readonly begins: boolean };

const NAMES: ReadonlySet<Role> = new Set<Role>(['name', 'weak-name', 'surname', 'given-name']);
const isNaming = ({ role }: Field): boolean => NAMES.has(role);

/** `{"name": [{"family": …}], "birthDate": …}` is one record; `{"members": [{…}, {…}]}` is as many as it has members. */
function formsOf({ fields, inner }: Entry): readonly (readonly Field[])[] {
  const naming = inner.filter((form) => form.some(isNaming));
  const isOne = naming.length === 1 && fields.length > 0 && !fields.some(isNaming);
  return isOne ? [[...fields, ...inner.flat()]] : [fields, ...inner];
}

function decodeEscapes(text: string): string {
  if (!text.includes('\\')) return text;
  try {
    return String(JSON.parse(`"${text}"`));
  } catch {
    return text;
  }
}

class JsonWalk {
  #forms: (readonly Field[])[] = [];
  #texts: Line[] = [];
  #rows: Line[] = [];
  readonly #levels: Level[] = [];
  #key = '';

  *read(line: string, number: number): Generator<FormatReading> {
    for (const [token, text, colon] of line.matchAll(TOKEN)) {
      if (token === '{' || token === '[') this.#enter(token === '[');
      else if (token === '}' || token === ']') this.#leave();
      else if (colon !== undefined) this.#key = decodeEscapes(text ?? '');
      else this.#value(LITERALS.has(token) ? '' : decodeEscapes(text ?? token), number);
      if (this.#forms.length + this.#texts.length + this.#rows.length >= PIECE_SIZE) yield this.#take();
    }
  }

  /** The objects that were never closed count as well. */
  finish(): FormatReading {
    while (this.#levels.length > 0) this.#leave();
    return this.#take();
  }

  #take(): FormatReading {
    const reading = { forms: this.#forms, rows: this.#rows, texts: this.#texts };
    this.#forms = [];
    this.#rows = [];
    this.#texts = [];
    return reading;
  }

  #enter(isArray: boolean): void {
    const outer = this.#levels.at(-1);
    if (this.#levels.length >= MAX_DEPTH) return;
    const isRow = isArray && roleOf(this.#key) === null;
    const begins = outer === undefined || (outer.isArray && (!isArray || isRow));
    this.#levels.push({
      entry: begins ? { fields: [], inner: [], unnamed: [] } : outer.entry,
      isArray,
      begins,
    });
    if (begins) this.#key = '';
  }

  #leave(): void {
    const level = this.#levels.pop();
    if (!level?.begins) return;
    this.#leaveUnnamed(level.entry);
    const forms = formsOf(level.entry).filter((form) => form.length > 0);
    const outer = this.#levels.at(-1);
    const isInside = outer !== undefined && this.#levels.some(({ isArray }) => !isArray);
    if (!isInside) this.#forms.push(...forms);
    else outer.entry.inner.push(...forms.map((form) => [...form]));
    // What has so many members is no record itself.
    if (outer !== undefined && outer.entry.inner.length >= PIECE_SIZE)
      this.#forms.push(...outer.entry.inner.splice(0));
  }

  /** An object none of whose keys says anything is a row of a table without a head; elsewhere such values are text. */
  #leaveUnnamed({ fields, inner, unnamed }: Entry): void {
    const values = unnamed.map(({ value }) => value);
    const [first] = unnamed;
    if (first !== undefined && fields.length + inner.length === 0 && unnamed.length > 1)
      this.#rows.push(rowOf(values, first.line));
    else
      for (const { value, line } of unnamed)
        if (value.length >= MIN_TEXT && /[\d@]/.test(value)) this.#texts.push(rowOf([value], line));
    unnamed.length = 0;
  }

  #value(text: string, line: number): void {
    const value = normaliseLine(text.replace(/[\t\r\n]+/g, ' ')).trim();
    const role = roleOf(this.#key);
    const entry = this.#levels.at(-1)?.entry;
    if (role === null || value.length > 200) entry?.unnamed.push({ value, line });
    else if (value !== '') entry?.fields.push({ role, value, line });
    if (entry !== undefined && entry.unnamed.length >= PIECE_SIZE) this.#leaveUnnamed(entry);
  }
}

function* readingsOf(lines: readonly string[]): Generator<FormatReading> {
  const walk = new JsonWalk();
  for (const [index, line] of lines.entries()) yield* walk.read(line, index + 1);
  yield walk.finish();
}

export function readJson(lines: readonly string[]): FormatReadings | null {
  const first = firstText(lines);
  const isJson = /^\[?\s*\{\s*("|$)/.test(first) || /^\[$/.test(first);
  return isJson ? readingsOf(lines) : null;
}
