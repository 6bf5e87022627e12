// PowerPoint presentations (ECMA-376 part 1 §19): slides in order, hidden ones too, notes, comments, charts, diagrams,
// what stands on masters and layouts, the properties.

import { readProperties } from './doc-properties.ts';
import { readDrawing } from './drawing.ts';
import { addHidden, type Findings, openSection } from './findings.ts';
import { addEmbedded, type ExtractPackage, type Package } from './package.ts';

const TEXT_PART =
  /^ppt\/(slides|notesSlides|comments|charts|diagrams|drawings|slideMasters|slideLayouts|handoutMasters|notesMasters)\/[^/]*?(\d*)\.xml$/i;
const FURNITURE = /\/(?:colors|quickStyle|layout|style)\d*\.xml$/i;

const ORDER = ['slides', 'notesslides', 'comments'];

type Part = { readonly name: string; readonly folder: string; readonly n: number };

function parsePart(name: string): Part[] {
  const match = TEXT_PART.exec(name);
  const isFurniture = FURNITURE.test(name) && /\/(?:charts|diagrams)\//i.test(name);
  if (match === null || isFurniture) return [];
  return [{ name, folder: (match[1] ?? '').toLowerCase(), n: Number(match[2] ?? 0) }];
}

const SECTIONS: Readonly<Record<string, string>> = { slides: 'slide', notesslides: 'notes' };

const rank = ({ folder }: Part): number => {
  const at = ORDER.indexOf(folder);
  return at < 0 ? ORDER.length : at;
};

function readPart(pack: Package, found: Findings, { name, folder, n }: Part): void {
  const section = `${SECTIONS[folder] ?? folder} ${n}`.trim();
  const drawing = readDrawing(openSection(found, pack.budget, section));
  if (folder === 'notesslides') addHidden(found, 'notes', section);
  if (folder === 'comments') addHidden(found, 'comment', section);
  pack.readXml(name, {
    ...drawing,
    open(element, attributes, path) {
      if (element === 'sld' && /^(?:0|false)$/.test(attributes.show ?? ''))
        addHidden(found, 'sheet', section);
      drawing.open?.(element, attributes, path);
    },
  });
}

export const extractPptx: ExtractPackage = (pack, found) => {
  const parts = pack.names.flatMap(parsePart).sort((a, b) => rank(a) - rank(b) || a.n - b.n);
  for (const part of parts) readPart(pack, found, part);
  readProperties(pack, found);
  addEmbedded(pack, found, (name) => name.endsWith('.xml'));
};
