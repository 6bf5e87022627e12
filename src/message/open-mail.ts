// Opens a mail, or a mail inside a mail: its structure, what its parts hold, and whether a second reader agrees.

import { type Content, readContents } from './contents.ts';
import type { FaultList } from './faults.ts';
import { reportLineEnds } from './line-ends.ts';
import { type Part, type Structure, scanStructure } from './parts.ts';

export type OpenMail = {
  readonly structure: Structure;
  readonly contents: readonly Content[];
};

/** One part of plain text without encoding: there is nothing that two readers could read differently. */
function isPlain({ root }: Structure, [only]: readonly Content[]): boolean {
  const isEncoded = root.encoding === 'base64' || root.encoding === 'quoted-printable';
  return only?.part === root && only.role === 'plain' && !isEncoded;
}

export async function openMail(octets: Uint8Array, faults: FaultList): Promise<OpenMail> {
  reportLineEnds(octets, faults.at('mail'));
  const structure = scanStructure(octets, faults);
  const contents = readContents(structure.leaves, faults);
  // A mail with a fault is held anyway: a second reading would change nothing.
  if (isPlain(structure, contents) || faults.all.length > 0) return { structure, contents };
  const { compareReaders } = await import('./second-reader.ts');
  await compareReaders(octets, structure, contents, faults.at('mail'));
  return { structure, contents };
}

/** All parts, the outer ones first. */
export function partsOf(root: Part): Part[] {
  return [root, ...root.children.flatMap(partsOf)];
}
