// Excel workbooks (ECMA-376 part 1 §18): every sheet, hidden ones too; comments, shapes, charts, cached data of pivot
// tables and of linked workbooks, the properties.

import { readProperties } from './doc-properties.ts';
import { isDrawing, readDrawing } from './drawing.ts';
import { addFault, type Findings, openHidden, openSection } from './findings.ts';
import { addEmbedded, type ExtractPackage, type Package } from './package.ts';
import { readWorkbook } from './xlsx-book.ts';
import { readCachedData } from './xlsx-cache.ts';
import { readSheet } from './xlsx-sheet.ts';

const MACRO_SHEET = /^xl\/macrosheets\//i;
const COMMENTS = /^xl\/(?:comments[^/]*|threadedComments\/[^/]+|comments\/[^/]+)\.xml$/i;

function readTextParts(pack: Package, found: Findings): void {
  for (const part of pack.names) {
    if (COMMENTS.test(part))
      pack.readXml(part, readDrawing(openHidden(found, pack.budget, 'comment', 'comments')));
    else if (isDrawing(part) && part.endsWith('.xml'))
      pack.readXml(part, readDrawing(openSection(found, pack.budget, 'drawing')));
  }
}

export const extractXlsx: ExtractPackage = (pack, found) => {
  const book = readWorkbook(pack);
  if (book.sheets.length === 0) addFault(found, 'damaged-file', 'the workbook has no sheet');
  found.hasMacros ||= book.sheets.some(({ part }) => MACRO_SHEET.test(part));
  for (const sheet of book.sheets) readSheet(pack, found, sheet, book);
  readTextParts(pack, found);
  readCachedData(pack, found);
  readProperties(pack, found);
  addEmbedded(pack, found, (name) => name.endsWith('.xml'));
};
