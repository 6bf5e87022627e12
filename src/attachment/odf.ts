// OpenDocument text, sheets, slides and drawings (ODF 1.3): content.xml and what styles.xml puts on every page,
// embedded objects, tracked deletions, comments, notes, the properties. A package whose manifest names encryption is
// locked.

import { readProperties } from './doc-properties.ts';
import { type Findings, openSection, protect, type Writer } from './findings.ts';
import { addEmbedded, type ExtractPackage, type Package } from './package.ts';
import { type Attributes, attribute, readXml, type XmlReader } from './xml.ts';

const MAX_GAP = 64;
const SKIPPED = new Set(['ruby-text', 'note-citation', 'binary-data']);
const PARAGRAPHS = new Set(['p', 'h']);
const CELLS = new Set(['table-cell', 'covered-table-cell']);
/** Text that stands apart from the sentence it hangs on, with the section it is shown under. */
const ASIDE: Readonly<Record<string, string>> = { note: 'notes', annotation: 'comments' };

const numberOf = (attributes: Attributes, name: string): number => {
  const number = Number(attribute(attributes, name) ?? 1);
  return Number.isInteger(number) && number > 0 ? number : 1;
};

/** White space that is written as an element (ODF 1.3 part 3 §6.1). */
const SIGNS: Readonly<Record<string, (attributes: Attributes) => string>> = {
  'text:tab': () => '\t',
  'text:line-break': () => '\n',
  'text:s': (attributes) => ' '.repeat(Math.min(numberOf(attributes, 'c'), MAX_GAP)),
};

/** Cells of one table: empty repeated ones make tabs only when something follows, up to a limit. */
type Place = { writer: Writer; cells: number; pendingTabs: number; repeated: number };

function write(place: Place, text: string): void {
  if (text === '') return;
  if (place.pendingTabs > 0) place.writer.write('\t'.repeat(Math.min(place.pendingTabs, MAX_GAP)));
  place.pendingTabs = 0;
  place.writer.write(place.cells > 0 ? text.replace(/[\t\r\n]+/g, ' ') : text);
}

function endCell(place: Place): void {
  place.cells -= 1;
  place.pendingTabs += place.repeated;
  place.repeated = 1;
}

function endRow(place: Place): void {
  place.pendingTabs = 0;
  place.writer.write('\n');
}

function odfReader(pack: Package, found: Findings, section: string): XmlReader {
  const newPlace = (name: string): Place => {
    return { writer: openSection(found, pack.budget, name), cells: 0, pendingTabs: 0, repeated: 1 };
  };
  const main = newPlace(section);
  const outer: Place[] = [];
  let place = main;
  let paragraphs = 0;
  let skipping = 0;
  return {
    open(name, attributes, path) {
      if (SKIPPED.has(name)) skipping += 1;
      if (PARAGRAPHS.has(name)) paragraphs += 1;
      if (CELLS.has(name)) {
        place.cells += 1;
        place.repeated = numberOf(attributes, 'number-columns-repeated');
      }
      const aside = path === 'table:table' ? (attribute(attributes, 'name') ?? '') : ASIDE[name];
      if (aside !== undefined) {
        outer.push(place);
        place = newPlace(aside);
      }
      if (paragraphs > 0 && skipping === 0) write(place, SIGNS[path]?.(attributes) ?? '');
    },
    close(name) {
      if (SKIPPED.has(name)) skipping -= 1;
      if (PARAGRAPHS.has(name)) paragraphs -= 1;
      if (PARAGRAPHS.has(name)) place.writer.write(place.cells > 0 ? ' ' : '\n');
      if (CELLS.has(name)) endCell(place);
      if (name === 'table-row') endRow(place);
      if (name === 'table' || name in ASIDE) place = outer.pop() ?? main;
    },
    text(text) {
      if (paragraphs > 0 && skipping === 0) write(place, text);
    },
  };
}

/** Encrypted parts, or one encrypted package around all of them (ODF 1.3 part 2 §4.16, §5). */
function isLocked(pack: Package): boolean {
  if (pack.has('encrypted-package')) return true;
  const manifest = new TextDecoder('latin1').decode(pack.octets('META-INF/manifest.xml'));
  return /encryption-data/.test(manifest);
}

/** Modules of Basic and scripts; `-lc` and `-lb` files only list them. */
const MACRO_PART = /^(?:Basic|Scripts)\/.*(?<!-lc\.xml|-lb\.xml|\/)$/i;

export const extractOdf: ExtractPackage = (pack, found) => {
  if (isLocked(pack)) return protect(found, 'protected', 'odf-encryption');
  found.hasMacros = pack.names.some((name) => MACRO_PART.test(name));
  for (const name of pack.names.filter((part) => /(?:^|\/)(?:content|styles)\.xml$/.test(part))) {
    const section = name === 'content.xml' ? '' : name.replace(/\.xml$/, '');
    readXml(pack.xml(name), odfReader(pack, found, section), true);
  }
  readProperties(pack, found);
  addEmbedded(pack, found, (name) => name.endsWith('.xml') || name === 'mimetype');
};
