// Data that a workbook keeps without showing it: records behind pivot tables and cells copied from linked workbooks.
// A deleted roster lives on in them.

import { spend } from './budget.ts';
import { type Findings, openHidden, type Writer } from './findings.ts';
import type { Package } from './package.ts';
import type { Attributes } from './xml.ts';

/** Elements of a pivot cache that carry a value in their `v` (ECMA-376 part 1 §18.10). */
const VALUES = new Set(['s', 'n', 'd', 'b', 'e']);

type Field = { readonly name: string; readonly items: string[] };

/** Fields with the values they may take; the values are written too, since records may be missing. */
function readPivotFields(pack: Package, part: string, writer: Writer): Field[] {
  const fields: Field[] = [];
  let inItems = false;
  pack.readXml(part, {
    open(name, attributes) {
      if (name === 'cacheField') fields.push({ name: attributes.name ?? '', items: [] });
      if (name === 'sharedItems') inItems = true;
      if (!inItems || (!VALUES.has(name) && name !== 'm')) return;
      spend(pack.budget, 'cells', 1);
      fields.at(-1)?.items.push(attributes.v ?? '');
    },
    close(name) {
      if (name === 'sharedItems') inItems = false;
    },
  });
  for (const { name, items } of fields) {
    if (items.length > 0) writer.write(`${[name, ...items].join('\n')}\n\n`);
  }
  return fields;
}

function readPivotRecords(pack: Package, part: string, fields: readonly Field[], writer: Writer): void {
  writer.write(`${fields.map(({ name }) => name).join('\t')}\n`);
  let column = 0;
  const shownValue = (name: string, { v }: Attributes): string | null => {
    if (name === 'x') return fields[column]?.items[Number(v)] ?? '';
    return VALUES.has(name) || name === 'm' ? (v ?? '') : null;
  };
  pack.readXml(part, {
    open(name, attributes) {
      if (name === 'r') column = 0;
      const value = shownValue(name, attributes);
      if (value === null) return;
      spend(pack.budget, 'cells', 1);
      writer.write(`${value.replace(/[\t\r\n]+/g, ' ')}\t`);
      column += 1;
    },
    close(name) {
      if (name === 'r') writer.write('\n');
    },
  });
}

function readLinkedCells(pack: Package, part: string, writer: Writer): void {
  let isValue = false;
  pack.readXml(part, {
    open(name) {
      isValue = name === 'v';
    },
    close(name) {
      isValue = false;
      if (name === 'cell') writer.write('\t');
      if (name === 'row') writer.write('\n');
    },
    text(text) {
      if (isValue) writer.write(text);
    },
  });
}

/** Pairs pivotCacheDefinitionN with pivotCacheRecordsN, as every writer numbers them. */
export function readCachedData(pack: Package, found: Findings): void {
  for (const part of pack.names) {
    const pivot = /^xl\/pivotCache\/pivotCacheDefinition(\d*)\.xml$/i.exec(part);
    if (pivot !== null) {
      const writer = openHidden(found, pack.budget, 'text', 'pivot data');
      const fields = readPivotFields(pack, part, writer);
      const records = `xl/pivotCache/pivotCacheRecords${pivot[1] ?? ''}.xml`;
      if (pack.has(records)) readPivotRecords(pack, records, fields, writer);
    }
    if (/^xl\/externalLinks\/[^/]+\.xml$/i.test(part))
      readLinkedCells(pack, part, openHidden(found, pack.budget, 'text', 'linked workbook'));
  }
}
