// Word documents (ECMA-376 part 1 §17): body, headers, footers, notes, comments, text boxes, charts, deleted and
// moved text, the properties. Phonetic guides (w:rt) are left out, or names would be broken in two.

import { readProperties } from './doc-properties.ts';
import { isDrawing, readDrawing } from './drawing.ts';
import { addFault, type Findings, openSection, type Writer } from './findings.ts';
import { addEmbedded, type ExtractPackage, type Package } from './package.ts';
import { type Attributes, attribute, readXml } from './xml.ts';

/** Parts that hold no text of people. */
const FURNITURE =
  /(?:^|\/)(?:styles\w*|fontTable|settings|webSettings|numbering|theme\d*|stylesWithEffects|people|commentsIds|commentsExtended|commentsExtensible|\[Content_Types\])\.xml$|^docProps\/|^customXml\/itemProps/i;

const TEXT = new Set(['t', 'delText']);
const SKIPPED = new Set(['rt', 'Fallback']);
const SIGNS: Readonly<Record<string, string>> = { noBreakHyphen: '-', softHyphen: '', ptab: '\t' };

function wordReader(writer: Writer) {
  let isText = false;
  let skipping = 0;
  let cells = 0;
  let properties = 0;
  const breakLine = () => writer.write(cells > 0 ? ' ' : '\n');
  return {
    open(name: string, attributes: Attributes) {
      if (SKIPPED.has(name)) skipping += 1;
      if (name === 'pPr') properties += 1;
      if (name === 'tc') cells += 1;
      isText = TEXT.has(name) && skipping === 0;
      if (skipping > 0 || properties > 0) return;
      const sign = SIGNS[name];
      if (sign !== undefined) writer.write(sign);
      if (name === 'tab') writer.write(cells > 0 ? ' ' : '\t');
      if (name === 'br' || name === 'cr') breakLine();
      if (name === 'sym') writer.write(symbol(attribute(attributes, 'char')));
    },
    close(name: string) {
      isText = false;
      if (SKIPPED.has(name)) skipping -= 1;
      if (name === 'pPr') properties -= 1;
      if (skipping > 0) return;
      if (name === 'p') breakLine();
      if (name === 'tc') cells -= 1;
      if (name === 'tc') writer.write(cells > 0 ? ' ' : '\t');
      if (name === 'tr') breakLine();
    },
    text(text: string) {
      if (isText) writer.write(text);
    },
  };
}

/** w:sym names a character by number; those of symbol fonts (U+F000–F0FF) are pictures. */
function symbol(char: string | undefined): string {
  const code = Number.parseInt(char ?? '', 16);
  return Number.isNaN(code) || code >= 0xf000 || code === 0 ? ' ' : String.fromCharCode(code);
}

function readWordPart(pack: Package, found: Findings, name: string): void {
  const section = name.replace(/^word\//, '').replace(/\.xml$/, '');
  const writer = openSection(found, pack.budget, section === 'document' ? '' : section);
  readXml(pack.xml(name), isDrawing(name) ? readDrawing(writer) : wordReader(writer));
}

export const extractDocx: ExtractPackage = (pack, found) => {
  const parts = pack.names.filter((name) => name.endsWith('.xml') && !FURNITURE.test(name));
  if (!parts.some((name) => /document\d*\.xml$/i.test(name)))
    addFault(found, 'damaged-file', 'the document has no body');
  for (const name of parts) readWordPart(pack, found, name);
  readProperties(pack, found);
  addEmbedded(pack, found, (name) => name.endsWith('.xml'));
};
