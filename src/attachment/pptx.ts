// PowerPoint presentations (ECMA-376 part 1 §19): slides in order, hidden ones too, notes, comments, charts, diagrams,
// what stands on masters and layouts, the properties.

import { readProperties } from './doc-properties.ts';
import { readDrawing } from './drawing.ts';
import { openSection } from './findings.ts';
import { addEmbedded, type ExtractPackage } from './package.ts';
import { readXml } from './xml.ts';

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

export const extractPptx: ExtractPackage = (pack, found) => {
  const parts = pack.names.flatMap(parsePart).sort((a, b) => rank(a) - rank(b) || a.n - b.n);
  for (const { name, folder, n } of parts) {
    const writer = openSection(found, pack.budget, `${SECTIONS[folder] ?? folder} ${n}`.trim());
    readXml(pack.xml(name), readDrawing(writer));
  }
  readProperties(pack, found);
  addEmbedded(pack, found, (name) => name.endsWith('.xml'));
};
