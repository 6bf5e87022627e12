// An office package: the parts of a zip that belong together as one document (OOXML, ODF). Parts are unfolded when
// asked for and paid for each time.

import { checkTime } from './budget.ts';
import { identify, TEXTLESS } from './file-type.ts';
import { addHidden, addInner, type Findings } from './findings.ts';
import type { Budget } from './inspected.ts';
import { decodeXml, readXml, type XmlReader } from './xml.ts';
import type { ZipEntry } from './zip-directory.ts';
import { readZipEntry } from './zip-entry.ts';

export type Package = {
  readonly budget: Budget;
  readonly names: readonly string[];
  has(name: string): boolean;
  /** Throws Unreadable; an absent part is empty. */
  octets(name: string): Uint8Array;
  /** Empty when absent. */
  xml(name: string): string;
  /** Reads a part; an absent one has no events. Throws what xml.ts throws. */
  readXml(name: string, reader: XmlReader, mayDeclareType?: boolean): void;
};

/** Reads a package into findings. */
export type ExtractPackage = (pack: Package, found: Findings) => void;

export function openPackage(octets: Uint8Array, entries: readonly ZipEntry[], budget: Budget): Package {
  const parts = new Map(entries.map((entry) => [entry.name.replace(/^\//, ''), entry]));
  const read = (name: string): Uint8Array => {
    const entry = parts.get(name);
    return entry === undefined ? new Uint8Array() : readZipEntry(octets, entry, budget);
  };
  return {
    budget,
    names: [...parts.keys()],
    has: (name) => parts.has(name),
    octets: read,
    xml: (name) => decodeXml(read(name)),
    readXml: (name, reader, mayDeclareType = false) => {
      if (parts.has(name)) readXml(read(name), reader, { mayDeclareType, onPiece: () => checkTime(budget) });
    },
  };
}

/** Parts that belong to the program and not to its reader. */
const FURNITURE =
  /(?:^|\/)(?:printerSettings\d*\.bin|vbaProject\w*\.bin|vbaData\.xml|thumbnail\.\w+|Thumbnails\/.*|activeX\d*\.bin|[^/]*\.(?:odttf|fntdata|rels|vml|sigs|psmdcp|xml|rdf))$/i;

/** Text that a document takes in whole (w:altChunk). */
const PLAIN = /\.(?:html?|mht|mhtml|txt|csv|dat|eml)$/i;

/** Files that were put into the document whole: objects, packages, anything that is neither picture nor furniture. */
export function addEmbedded(pack: Package, found: Findings, isOwn: (name: string) => boolean): void {
  for (const name of pack.names) {
    if (name.endsWith('/') || FURNITURE.test(name) || isOwn(name)) continue;
    const octets = pack.octets(name);
    const { type } = identify(octets);
    const isEmbedding = /(?:^|\/)embeddings\//i.test(name);
    if (
      octets.length === 0 ||
      (type === null && !isEmbedding && !PLAIN.test(name)) ||
      (type !== null && TEXTLESS.has(type))
    )
      continue;
    addInner(found, name, octets);
    if (isEmbedding) addHidden(found, 'embedded', name);
  }
}
