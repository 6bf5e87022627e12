// Programs. What a program is cannot be told; but one that carries an archive behind itself (self-extracting zip, 7z,
// RAR) is as good as that archive for whoever sends it: its lock counts, and its files are read.

import { extractRar, extractSevenZip } from './archive/archive.ts';
import { hasZipTail } from './file-type.ts';
import { addFault, type Extract, type Findings, newFindings, type Source } from './findings.ts';
import { indexOf } from './octets.ts';
import { Unreadable } from './unreadable.ts';
import { extractZip } from './zip.ts';

const CARRIED: readonly (readonly [magic: string, extract: Extract])[] = [
  ['7z\xbc\xaf\x27\x1c', extractSevenZip],
  ['Rar!\x1a\x07', extractRar],
];
/** The unpacking program names the magic word too, perhaps more than once. */
const MAX_TRIES = 8;

function* placesOf(octets: Uint8Array, magic: string): Generator<number> {
  let at = indexOf(octets, magic, 1);
  for (let tries = 0; at >= 0 && tries < MAX_TRIES; tries += 1) {
    yield at;
    at = indexOf(octets, magic, at + 1);
  }
}

/** What `extract` finds, or null when there is no such archive. */
async function tryArchive(extract: Extract, source: Source): Promise<Findings | null> {
  const inside = newFindings(source.type);
  try {
    await extract(source, inside);
  } catch (error) {
    if (error instanceof Unreadable && error.code === 'damaged-archive') return null;
    throw error;
  }
  return inside.protection !== 'none' || inside.inner.length > 0 ? inside : null;
}

async function findArchive(source: Source): Promise<Findings | null> {
  const { octets } = source;
  if (hasZipTail(octets)) return tryArchive(extractZip, source);
  for (const [magic, extract] of CARRIED) {
    for (const at of placesOf(octets, magic)) {
      const inside = await tryArchive(extract, { ...source, octets: octets.subarray(at) });
      if (inside !== null) return inside;
    }
  }
  return null;
}

export const extractProgram: Extract = async (source, found) => {
  found.isProgram = true;
  const archive = source.type === 'exe' ? await findArchive(source) : null;
  if (archive !== null) {
    found.protection = archive.protection;
    found.protectionBy = archive.protectionBy;
    found.inner.push(...archive.inner);
  }
  if (found.protection === 'none' || found.protection === 'partial')
    addFault(found, 'unsupported-format', 'programs are not read: what is inside cannot be told');
};
