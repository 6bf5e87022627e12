// Relations between the parts of an OOXML package (ECMA-376 part 2 §6.5): which part a part points to, and as what.

import type { Package } from './package.ts';
import { attribute } from './xml.ts';

export type Relation = {
  readonly id: string;
  /** Last step of the type's address: `worksheet`, `sharedStrings`, `notesSlide` … */
  readonly kind: string;
  /** Name of the part pointed to. */
  readonly part: string;
};

const folderOf = (part: string): string => part.slice(0, part.lastIndexOf('/') + 1);

/** `../drawings/a.xml` seen from `xl/worksheets/` is `xl/drawings/a.xml`. */
function resolve(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const steps: string[] = [];
  for (const step of `${folder}${target}`.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.') steps.push(step);
  }
  return steps.join('/');
}

/** Relations of `part`; of the package itself when `part` is empty. Those that point outside are left out. */
export function relationsOf(pack: Package, part: string): Relation[] {
  const folder = folderOf(part);
  const relations: Relation[] = [];
  pack.readXml(`${folder}_rels/${part.slice(folder.length)}.rels`, {
    open(name, attributes) {
      if (name !== 'Relationship' || attribute(attributes, 'TargetMode') === 'External') return;
      const type = attribute(attributes, 'Type') ?? '';
      relations.push({
        id: attribute(attributes, 'Id') ?? '',
        kind: type.slice(type.lastIndexOf('/') + 1),
        part: resolve(folder, attribute(attributes, 'Target') ?? ''),
      });
    },
  });
  return relations;
}

/** The part that the package opens with, or `usual` when no relation names one. */
export function mainPart(pack: Package, usual: string): string {
  const named = relationsOf(pack, '').find(({ kind, part }) => kind === 'officeDocument' && pack.has(part));
  return named?.part ?? usual;
}
