// The text of one part of an OpenDocument file (ODF 1.3 part 3): paragraphs, tables as sheets, and in sections of their own
// what stands apart from the sentence it hangs on or is not seen: notes, comments, tracked deletions, hidden text.

import type { HiddenFact } from '../guard/facts.ts';
import { addHidden, type Findings, openSection, type Writer } from './findings.ts';
import type { Budget } from './inspected.ts';
import { openSheet, type Sheet } from './sheet.ts';
import { type Attributes, attribute, type XmlReader } from './xml.ts';

const MAX_GAP = 64;
const SKIPPED = new Set(['ruby-text', 'binary-data']);
const PARAGRAPHS = new Set(['p', 'h']);
const CELLS = new Set(['table-cell', 'covered-table-cell']);

type Aside = { readonly section: string; readonly kind: HiddenFact['kind'] | null };

const HIDDEN_TEXT: Aside = { section: 'hidden text', kind: 'text' };
/** By prefixed name; footnotes are seen, if apart. */
const ASIDES: Readonly<Record<string, Aside>> = {
  'text:note': { section: 'footnotes', kind: null },
  'office:annotation': { section: 'comments', kind: 'comment' },
  'text:tracked-changes': { section: 'tracked changes', kind: 'tracked-change' },
  'presentation:notes': { section: 'notes', kind: 'notes' },
};

const numberOf = (attributes: Attributes, name: string): number => {
  const number = Number(attribute(attributes, name) ?? 1);
  return Number.isInteger(number) && number > 0 ? number : 1;
};

/** White space that is written as an element (§6.1). */
const SIGNS: Readonly<Record<string, (attributes: Attributes) => string>> = {
  'text:tab': () => '\t',
  'text:line-break': () => '\n',
  'text:s': (attributes) => ' '.repeat(Math.min(numberOf(attributes, 'c'), MAX_GAP)),
};

const isCollapsed = (attributes: Attributes): boolean =>
  /^(?:collapse|filter)$/.test(attribute(attributes, 'visibility') ?? '');

/** Where text goes: to a section, or to the cell at hand of a table. */
type Place = {
  readonly writer: Writer;
  readonly sheet: Sheet | null;
  /** Depth of the element that opened it. */
  readonly depth: number;
  paragraphs: number;
  cell: string | null;
  row: number;
  nextRow: number;
  column: number;
  nextColumn: number;
};

const NOWHERE: Writer = { write: () => undefined };

export class OdfText implements XmlReader {
  readonly #budget: Budget;
  readonly #found: Findings;
  readonly #outer: Place[] = [];
  /** Styles that hide what they are put on. */
  readonly #hiding = new Set<string>();
  #style = '';
  #place: Place;
  #depth = 0;
  #skipping = 0;
  /** Deleted text by its change, for the places that it was deleted from (§5.5). */
  readonly #deleted = new Map<string, string>();
  #change: string | null = null;
  /** The number of a footnote stands in the sentence, its text apart. */
  #isCitation = false;

  constructor(budget: Budget, found: Findings, section: string) {
    this.#budget = budget;
    this.#found = found;
    this.#place = this.#newPlace(openSection(found, budget, section), null);
  }

  #newPlace(writer: Writer, sheet: Sheet | null): Place {
    const counts = { row: -1, nextRow: 0, column: -1, nextColumn: 0 };
    return { writer, sheet, depth: this.#depth, paragraphs: 0, cell: null, ...counts };
  }

  #enter(place: Place): void {
    this.#outer.push(this.#place);
    this.#place = place;
  }

  open(name: string, attributes: Attributes, path: string): void {
    this.#depth += 1;
    if (SKIPPED.has(name)) this.#skipping += 1;
    this.#isCitation = path === 'text:note-citation';
    this.#learnStyle(name, attributes);
    const aside = this.#asideFor(path, attributes);
    if (aside !== null) {
      this.#enter(this.#newPlace(openSection(this.#found, this.#budget, aside.section), null));
      if (aside.kind !== null) addHidden(this.#found, aside.kind, aside.section);
    }
    if (PARAGRAPHS.has(name)) this.#place.paragraphs += 1;
    this.#openTable(name, attributes, path);
    if (path === 'text:changed-region') this.#change = attribute(attributes, 'id') ?? '';
    if (path === 'text:change') this.#restore(attribute(attributes, 'change-id') ?? '');
    const sign = SIGNS[path];
    if (sign !== undefined) this.text(sign(attributes));
  }

  /** Whoever opens the list of changes reads the sentence as it was. */
  #restore(change: string): void {
    this.text((this.#deleted.get(change) ?? '').replace(/\n$/, ''));
  }

  #asideFor(path: string, attributes: Attributes): Aside | null {
    const mayHide = path.startsWith('text:') && this.#hiding.size > 0;
    const isHidden =
      (mayHide && this.#hiding.has(attribute(attributes, 'style-name') ?? '')) ||
      (path === 'text:section' && attribute(attributes, 'display') === 'none');
    return isHidden ? HIDDEN_TEXT : (ASIDES[path] ?? null);
  }

  /** `display` is `none` on text and `false` on tables (§20.259, §20.253). */
  #learnStyle(name: string, attributes: Attributes): void {
    if (name === 'style') this.#style = attribute(attributes, 'name') ?? '';
    const isHiding = /^(?:none|false)$/.test(attribute(attributes, 'display') ?? '');
    if ((name === 'text-properties' || name === 'table-properties') && isHiding)
      this.#hiding.add(this.#style);
  }

  #openTable(name: string, attributes: Attributes, path: string): void {
    if (path === 'table:table') {
      const isHidden = this.#hiding.has(attribute(attributes, 'style-name') ?? '');
      const sheet = openSheet(this.#found, this.#budget, attribute(attributes, 'name') ?? '', isHidden);
      this.#enter(this.#newPlace(NOWHERE, sheet));
    }
    const place = this.#place;
    if (name === 'table-column') {
      const count = numberOf(attributes, 'number-columns-repeated');
      const first = place.nextColumn;
      if (isCollapsed(attributes)) place.sheet?.hideColumns(first, first + count - 1);
      place.nextColumn += count;
    }
    if (name === 'table-row') {
      place.row = place.nextRow;
      place.nextRow += numberOf(attributes, 'number-rows-repeated');
      place.nextColumn = 0;
      if (isCollapsed(attributes)) place.sheet?.hideRow(place.row);
    }
    if (!CELLS.has(name)) return;
    place.cell = '';
    place.column = place.nextColumn;
    place.nextColumn += numberOf(attributes, 'number-columns-repeated');
  }

  close(name: string): void {
    const place = this.#place;
    this.#isCitation = false;
    if (SKIPPED.has(name)) this.#skipping -= 1;
    if (name === 'changed-region') this.#change = null;
    if (PARAGRAPHS.has(name)) {
      place.paragraphs -= 1;
      this.#write(place.cell === null ? '\n' : ' ');
    }
    if (CELLS.has(name) && place.cell !== null) {
      place.sheet?.cell(place.row, place.column, place.cell.trim());
      place.cell = null;
    }
    if (place.depth === this.#depth) this.#leave(place);
    this.#depth -= 1;
  }

  #leave(place: Place): void {
    place.sheet?.close();
    this.#place = this.#outer.pop() ?? place;
  }

  text(text: string): void {
    if (this.#isCitation) this.#write(text, this.#outer.at(-1));
    else if (this.#place.paragraphs > 0 && this.#skipping === 0) this.#write(text);
  }

  #write(text: string, place: Place = this.#place): void {
    if (this.#change !== null)
      this.#deleted.set(this.#change, (this.#deleted.get(this.#change) ?? '') + text);
    if (place.cell === null) place.writer.write(text);
    else place.cell += text;
  }
}
