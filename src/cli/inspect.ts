// `sekisho inspect FILE…`: what is in a file, or in a mail with all its files. One line of JSON per file named,
// masked unless the text itself is asked for.

import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Command, Option } from 'commander';
import type { Fault, FileFacts, PersonalEvidence, PersonalPlace, Protection } from '../guard/facts.ts';
import { estimateIfSent } from '../guard/legal/estimate.ts';
import type { OrganizationKind } from '../guard/legal/rules.ts';
import type { ReadableText } from '../message/reading.ts';
import { callerPath } from './caller-path.ts';
import { callerLanguage, plain } from './output.ts';
import { type ToldEstimate, toldEstimate } from './told-estimate.ts';

type Options = { reveal?: boolean; json?: boolean; organization: OrganizationKind };

/** What was found in one file named on the command line, the files inside it included. */
type Seen = {
  readonly type: string;
  readonly files: readonly FileFacts[];
  readonly faults: readonly Fault[];
  readonly persons: number;
  readonly places: readonly PersonalPlace[];
  readonly texts: readonly ReadableText[];
};

export type Inspection = {
  readonly file: string;
  readonly type: string;
  readonly protection: Protection;
  readonly readable: boolean;
  readonly persons: number;
  readonly kinds: readonly string[];
  readonly evidence: readonly (PersonalEvidence & { readonly where: string })[];
  readonly faults: readonly Fault[];
  readonly files: readonly Pick<FileFacts, 'path' | 'type' | 'protection' | 'protectionBy' | 'readable'>[];
  /** If it reached the wrong people; null: it concerns nobody who was found. */
  readonly legalEstimate: ToldEstimate | null;
  readonly text?: string;
};

const MAIL_HEADER = /^(?:received|return-path|from|to|date|message-id|mime-version|subject):/i;

function isMail(name: string, octets: Uint8Array): boolean {
  return /\.eml$/i.test(name) || MAIL_HEADER.test(Buffer.from(octets.subarray(0, 64)).toString('latin1'));
}

async function seenInMail(octets: Uint8Array): Promise<Seen> {
  const { readMail } = await import('../message/read-mail.ts');
  const { content, texts } = await readMail(octets, { words: [], countsShownList: true });
  const { files, faults, persons, personalPlaces: places } = content;
  return { type: 'eml', files, faults, persons, places, texts };
}

async function seenInFile(name: string, octets: Uint8Array): Promise<Seen> {
  const { inspectFile } = await import('../attachment/inspect-file.ts');
  const { newBudget } = await import('../attachment/budget.ts');
  const { findPersonalData } = await import('../guard/personal/find-personal-data.ts');
  const { nestedMailReader } = await import('../message/nested-mail.ts');
  const budget = newBudget();
  const input = { path: name, name, otherNames: [], octets, inline: false, declaredType: '' };
  const { files, blocks, faults } = await inspectFile(input, budget, nestedMailReader(budget));
  const texts = blocks.map(({ where, text }) => ({ where, text }));
  return { type: files[0]?.type ?? 'unknown', files, faults, ...findPersonalData(blocks), texts };
}

/** Of the whole: a file is partly protected when something inside it is and something is not. */
function protectionOf({ type, files }: Seen): Protection {
  const [outer] = files;
  if (type !== 'eml' && outer !== undefined && outer.protection !== 'none') return outer.protection;
  const closed = files.filter(({ protection }) => protection !== 'none');
  return closed.length === 0 ? 'none' : 'partial';
}

function estimated({ files, persons, places }: Seen, organization: OrganizationKind): ToldEstimate | null {
  const counted = { newlyTogether: 0, content: { persons, personalPlaces: places, files } };
  return toldEstimate(estimateIfSent(counted, organization), callerLanguage());
}

type Asked = { readonly reveal: boolean; readonly organization?: OrganizationKind };

function inspectionOf(file: string, seen: Seen, { reveal, organization = 'private' }: Asked): Inspection {
  return {
    file,
    type: seen.type,
    protection: protectionOf(seen),
    readable: seen.faults.length === 0 && seen.files.every(({ readable }) => readable),
    persons: seen.persons,
    kinds: [...new Set(seen.places.flatMap(({ kinds }) => kinds.map(({ kind }) => kind)))],
    evidence: seen.places.flatMap(({ where, evidence }) => evidence.map((item) => ({ where, ...item }))),
    faults: seen.faults,
    files: seen.files.map(({ path, type, protection, protectionBy, readable }) => ({
      path,
      type,
      protection,
      protectionBy,
      readable,
    })),
    legalEstimate: estimated(seen, organization),
    ...(reveal ? { text: seen.texts.map(({ text }) => text).join('\n') } : {}),
  };
}

/** Throws when the file cannot be opened; what cannot be understood in it is a fault of the answer. */
export async function inspectPath(path: string, asked: Asked): Promise<Inspection> {
  const octets = await readFile(callerPath(path));
  const name = basename(path);
  const seen = isMail(name, octets) ? await seenInMail(octets) : await seenInFile(name, octets);
  return inspectionOf(path, seen, asked);
}

const plainLine = (text: string) => `    ${plain(text)}`;

function inWords(inspection: Inspection) {
  const { file, type, protection, readable, persons, kinds, evidence, faults, text } = inspection;
  const { legalEstimate } = inspection;
  const state = `${protection === 'none' ? 'not protected' : protection}, ${readable ? 'read' : 'not fully read'}`;
  const named = kinds.length === 0 ? '' : ` (${kinds.join(', ')})`;
  return [
    `${file}  ${type}, ${state}, persons ${persons}${named}`,
    ...evidence.map(({ where, at, kind, masked }) => plainLine(`${where} ${at}  ${kind}: ${masked}`)),
    ...faults.map(({ where, code, detail }) => plainLine(`${where}  ${code}: ${detail}`)),
    ...(legalEstimate === null ? [] : [`    ${legalEstimate.summary}`]),
    ...(text === undefined ? [] : [text]),
    '',
  ].join('\n');
}

async function run(paths: readonly string[], { reveal, json, organization }: Options): Promise<void> {
  for (const path of paths) {
    const inspection = await inspectPath(path, { reveal: reveal === true, organization });
    process.stdout.write(json ? `${JSON.stringify(inspection)}\n` : inWords(inspection));
  }
}

export function inspectCommand(): Command {
  return new Command('inspect')
    .description('what is in a file: type, protection, persons, personal data (masked)')
    .argument('<files...>', 'files or mails (.eml)')
    .option('--reveal', 'show the text that was read')
    .addOption(
      new Option('--organization <kind>', 'whose data it is, for the legal estimate')
        .choices(['private', 'public'])
        .default('private'),
    )
    .option('--json', 'one JSON object per file')
    .action(run);
}
