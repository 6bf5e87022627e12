// Word documents (ECMA-376 part 1 §17): body, headers, footers, notes, comments, text boxes, charts, the properties. How
// the text of a part is read is said in word-text.ts.

import { readProperties } from './doc-properties.ts';
import { isDrawing, readDrawing } from './drawing.ts';
import { addFault, type Findings, openHidden, openSection } from './findings.ts';
import { addEmbedded, type ExtractPackage, type Package } from './package.ts';
import { readElements } from './text-file.ts';
import { WordText } from './word-text.ts';

/** Parts that hold no text of people. */
const FURNITURE =
  /(?:^|\/)(?:styles\w*|fontTable|settings|webSettings|numbering|theme\d*|stylesWithEffects|people|commentsIds|commentsExtended|commentsExtensible|\[Content_Types\])\.xml$|^docProps\/|^customXml\/itemProps/i;
/** What content controls show is kept here, also when no control shows it any more. */
const DATA = /^customXml\/item\d*\.xml$/i;
const COMMENTS = /(?:^|\/)comments\d*\.xml$/i;

function readWordPart(pack: Package, found: Findings, name: string): void {
  const section = name.replace(/^word\//, '').replace(/\.xml$/, '');
  const writer = COMMENTS.test(name)
    ? openHidden(found, pack.budget, 'comment', section)
    : openSection(found, pack.budget, section === 'document' ? '' : section);
  if (DATA.test(name)) pack.readXml(name, readElements(writer));
  else if (isDrawing(name)) pack.readXml(name, readDrawing(writer));
  else pack.readXml(name, new WordText(writer, pack.budget, found));
}

export const extractDocx: ExtractPackage = (pack, found) => {
  const parts = pack.names.filter((name) => name.endsWith('.xml') && !FURNITURE.test(name));
  if (!parts.some((name) => /document\d*\.xml$/i.test(name)))
    addFault(found, 'damaged-file', 'the document has no body');
  for (const name of parts) readWordPart(pack, found, name);
  readProperties(pack, found);
  addEmbedded(pack, found, (name) => name.endsWith('.xml'));
};
