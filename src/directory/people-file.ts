// Reads the file of people that somebody keeps by hand, and says with file, line and column what is wrong with it.
// Called by sync.ts, and by `config check`.

import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { ZodError } from 'zod';
import { type PeopleRows, parsePeople } from '../guard/people.ts';
import type { Draft, Fault } from './draft.ts';
import { parsePeopleCsv } from './people-csv.ts';
import { parsePeopleYaml } from './people-yaml.ts';
import { DirectoryError, type FileFault } from './settings.ts';

const PARSERS: Readonly<Record<string, (text: string) => Draft>> = {
  '.csv': parsePeopleCsv,
  '.yaml': parsePeopleYaml,
  '.yml': parsePeopleYaml,
  '.json': parsePeopleYaml,
};

/** Spreadsheets on Japanese Windows write Shift_JIS; whatever is not UTF-8 is read as that. */
function decode(octets: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(octets);
  } catch {
    return new TextDecoder('shift_jis').decode(octets);
  }
}

function readOctets(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DirectoryError(`cannot read ${file}: ${reason}`, { cause: error });
  }
}

const faultText = ({ file, line, column, message }: FileFault) =>
  `${file}:${line}${column === null ? '' : `:${column}`}: ${message}`;

function faultsOf(error: ZodError, { placeOf }: Draft): readonly Fault[] {
  return error.issues.map(({ path, message }) => {
    const spot = placeOf(path) ?? { line: 1, column: null };
    return { ...spot, message: `${path.join('.')}: ${message}`.replace(/^: /, '') };
  });
}

/** Throws {@link DirectoryError}: one line per fault. */
export function readPeopleFile(file: string): PeopleRows {
  const parse = PARSERS[extname(file).toLowerCase()];
  if (parse === undefined) throw new DirectoryError(`${file}: expected .csv, .yaml, .yml or .json`);
  const draft = parse(decode(readOctets(file)));
  const refuse = (found: readonly Fault[]) => {
    const faults = found.map((fault) => ({ ...fault, file }));
    return new DirectoryError(faults.map(faultText).join('\n'), { faults });
  };
  const faults = [...draft.faults, ...shapeFaults(draft)];
  if (faults.length > 0) throw refuse(faults.toSorted((a, b) => a.line - b.line));
  return draft.rows as PeopleRows;
}

/** Before anything is joined, so that the paths of what is wrong are those of the file. */
function shapeFaults(draft: Draft): readonly Fault[] {
  try {
    parsePeople(draft.rows);
    return [];
  } catch (error) {
    if (!(error instanceof ZodError)) throw error;
    return faultsOf(error, draft);
  }
}
