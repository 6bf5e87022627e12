// A zip: an office package when its entries say so, otherwise an archive whose entries are files of their own.

import { spend } from './budget.ts';
import { extractDocx } from './docx.ts';
import { addFault, type Extract, type Findings, type InnerFile, protect } from './findings.ts';
import type { Budget } from './inspected.ts';
import { extractOdf } from './odf.ts';
import { type ExtractPackage, openPackage } from './package.ts';
import { extractPptx } from './pptx.ts';
import { isLockedIwork } from './protection/iwork.ts';
import { lockOf, lockOfArchive } from './protection/zip.ts';
import { extractXlsb } from './xlsb.ts';
import { extractXlsx } from './xlsx.ts';
import { readZipDirectory, type ZipEntry } from './zip-directory.ts';
import { unpackZipEntry } from './zip-entry.ts';
import { hasMacroPart, zipKind } from './zip-kind.ts';

const unsupported =
  (what: string): ExtractPackage =>
  (_pack, found) =>
    addFault(found, 'unsupported-format', `${what} are not read`);

const PACKAGES: Readonly<Record<string, ExtractPackage>> = {
  docx: extractDocx,
  xlsx: extractXlsx,
  pptx: extractPptx,
  odt: extractOdf,
  ods: extractOdf,
  odp: extractOdf,
  odg: extractOdf,
  xlsb: extractXlsb,
  vsdx: unsupported('Visio drawings'),
  iwork: (pack, found) =>
    isLockedIwork(pack)
      ? protect(found, 'protected', 'iwork')
      : unsupported('Pages, Numbers and Keynote documents')(pack, found),
};

function innerFile(octets: Uint8Array, entry: ZipEntry, budget: Budget): InnerFile {
  const { name, otherNames, sizeOctets } = entry;
  return {
    name,
    otherNames,
    sizeOctets,
    locked: lockOf(entry),
    read: () => unpackZipEntry(octets, entry, budget),
  };
}

function readArchive(
  octets: Uint8Array,
  entries: readonly ZipEntry[],
  budget: Budget,
  found: Findings,
): void {
  const lock = lockOfArchive(entries);
  if (lock !== null) protect(found, lock.protection, lock.by);
  const files = entries.filter(({ isFolder }) => !isFolder);
  found.inner.push(...files.map((entry) => innerFile(octets, entry, budget)));
}

export const extractZip: Extract = ({ octets, budget }, found) => {
  const { entries, mismatches } = readZipDirectory(octets, budget.entries);
  spend(budget, 'entries', entries.length);
  for (const mismatch of mismatches.slice(0, 5)) addFault(found, 'archive-mismatch', mismatch);
  if (entries.some((entry) => lockOf(entry) !== null)) return readArchive(octets, entries, budget, found);
  const pack = openPackage(octets, entries, budget);
  found.type = zipKind(pack);
  found.isProgram = found.type === 'apk';
  found.isScript = found.type === 'jar';
  found.hasMacros = hasMacroPart(pack);
  const extract = PACKAGES[found.type];
  if (extract === undefined) readArchive(octets, entries, budget, found);
  else extract(pack, found);
};
