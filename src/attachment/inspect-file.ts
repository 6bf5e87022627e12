// Looks into one file and into every file inside it: type by magic bytes, text, protection, what runs, what cannot be
// read. Called by message/ for each attachment and by the command line. Never throws: what fails becomes a fault.

import { createHash } from 'node:crypto';
import type { Fault, FileFacts, HiddenFact } from '../guard/facts.ts';
import type { TextBlock } from '../guard/personal/blocks.ts';
import { isProgramName, isScriptName } from './danger.ts';
import { extractFile } from './extract-file.ts';
import { type Findings, type InnerFile, newFindings } from './findings.ts';
import type { Budget, InspectedFile } from './inspected.ts';
import { Unreadable } from './unreadable.ts';

export type FileInput = {
  /** The way to the file, steps joined by PATH_SEPARATOR; its depth is counted from it. */
  readonly path: string;
  readonly name: string;
  readonly otherNames: readonly string[];
  readonly octets: Uint8Array;
  readonly inline: boolean;
  /** What the mail says it is: never believed. */
  readonly declaredType: string;
};

/** Reads a mail found inside a file; `depth` is that of the mail. */
export type ReadNestedMail = (octets: Uint8Array, path: string, depth: number) => Promise<InspectedFile>;

export const PATH_SEPARATOR = ' › ';

const MAX_HIDDEN = 20;

const depthOf = (path: string): number => path.split(PATH_SEPARATOR).length - 1;

function toBlocks(path: string, { sections }: Findings): TextBlock[] {
  return sections.flatMap(({ section, parts }) => {
    const text = parts.join('');
    return text.trim() === '' ? [] : [{ where: path, section, kind: 'document' as const, text }];
  });
}

/** Only what hides some text, or a file. */
function hiddenOf({ hidden, sections }: Findings): readonly HiddenFact[] {
  if (hidden.length === 0) return hidden;
  const filled = new Set(
    sections.filter(({ parts }) => parts.some((part) => part.trim() !== '')).map(({ section }) => section),
  );
  return hidden.filter(({ kind, at }) => kind === 'embedded' || filled.has(at)).slice(0, MAX_HIDDEN);
}

function toFacts({ path, name, otherNames, octets, inline }: FileInput, found: Findings): FileFacts {
  const names = [name, ...otherNames];
  return {
    path,
    name,
    otherNames,
    type: found.type,
    sizeOctets: octets.length,
    sha256: createHash('sha256').update(octets).digest('hex'),
    hidden: hiddenOf(found),
    inline,
    protection: found.protection,
    protectionBy: found.protectionBy,
    readable: found.protection === 'none' && found.faults.length === 0,
    hasMacros: found.hasMacros,
    isScript: found.isScript || names.some(isScriptName),
    isProgram: found.isProgram || names.some(isProgramName),
  };
}

/** Reads the file itself; what an extractor had found before it gave up stays. */
async function readFile(input: FileInput, budget: Budget): Promise<Findings> {
  const found = newFindings('unknown');
  const { octets, name } = input;
  try {
    if (depthOf(input.path) > budget.maxDepth)
      throw new Unreadable('too-deep', 'files are packed into files more deeply than the limit');
    await extractFile({ octets, name, type: 'unknown', budget }, found);
  } catch (error) {
    if (error instanceof Unreadable) found.faults.push({ code: error.code, detail: error.message });
    else
      found.faults.push({ code: 'damaged-file', detail: 'the file cannot be read: its structure is broken' });
  }
  return found;
}

/** A file whose octets nobody can see: its names are all there is to know. */
function lockedFile(input: FileInput, sizeOctets: number, inner: InnerFile): FileFacts {
  const found = newFindings('unknown');
  found.protection = inner.locked?.protection ?? 'protected';
  found.protectionBy = inner.locked?.by ?? null;
  return { ...toFacts(input, found), sizeOctets, sha256: null };
}

async function inspectInner(
  inner: InnerFile,
  outer: FileInput,
  budget: Budget,
  readNestedMail: ReadNestedMail,
): Promise<InspectedFile> {
  const { name, otherNames } = inner;
  const path = `${outer.path}${PATH_SEPARATOR}${name}`;
  const input: FileInput = {
    path,
    name,
    otherNames,
    octets: new Uint8Array(),
    inline: false,
    declaredType: '',
  };
  if (inner.locked !== null)
    return { files: [lockedFile(input, inner.sizeOctets, inner)], blocks: [], faults: [] };
  try {
    return await inspectFile({ ...input, octets: await inner.read() }, budget, readNestedMail);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const facts = {
      ...toFacts(input, newFindings('unknown')),
      sizeOctets: inner.sizeOctets,
      sha256: null,
      readable: false,
    };
    return { files: [facts], blocks: [], faults: [{ code: error.code, where: path, detail: error.message }] };
  }
}

async function inspectMail(input: FileInput, readNestedMail: ReadNestedMail): Promise<InspectedFile> {
  const { path, octets } = input;
  const found = newFindings('eml');
  try {
    const inside = await readNestedMail(octets, path, depthOf(path));
    return { ...inside, files: [toFacts(input, found), ...inside.files] };
  } catch {
    const fault: Fault = { code: 'damaged-file', where: path, detail: 'the mail inside cannot be read' };
    return { files: [{ ...toFacts(input, found), readable: false }], blocks: [], faults: [fault] };
  }
}

/**
 * Facts of the file first, then those of every file inside; text of all of them; faults. Spends from `budget`, which
 * all files of one mail share.
 */
export async function inspectFile(
  input: FileInput,
  budget: Budget,
  readNestedMail: ReadNestedMail,
): Promise<InspectedFile> {
  const found = await readFile(input, budget);
  if (found.type === 'eml' && found.faults.length === 0) return inspectMail(input, readNestedMail);
  const faults = found.faults.map(({ code, detail }) => ({ code, where: input.path, detail }));
  const inside: InspectedFile[] = [];
  for (const inner of found.inner) inside.push(await inspectInner(inner, input, budget, readNestedMail));
  return {
    files: [toFacts(input, found), ...inside.flatMap(({ files }) => files)],
    blocks: [...toBlocks(input.path, found), ...inside.flatMap(({ blocks }) => blocks)],
    faults: [...faults, ...inside.flatMap((file) => file.faults)],
  };
}
