// `sekisho incident ID`: a mail went out wrong. Who has it, what they saw, what is to be reported until when; with --out
// the letters and the report as files to complete. Nothing is sent.

import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import type { IncidentKit } from '../guard/legal/incident.ts';
import { type ApologyDraft, apologyDrafts, reportItems } from '../guard/legal/incident-texts.ts';
import { legalSentence } from '../guard/sentences/legal.ts';
import type { Language } from '../guard/sentences.ts';
import { incidentOf } from '../relay/incident.ts';
import { callerPath } from './caller-path.ts';
import { withCommonOptions } from './common-options.ts';
import { Problem, UsageError } from './explain-error.ts';
import { findMail, parseId } from './held-mail.ts';
import { callerLanguage, plain, table, write } from './output.ts';
import { cliActor, type OpenedStore, type StoreOptions, withStore } from './with-store.ts';

type Options = StoreOptions & {
  /** ISO time; now unless given. */
  readonly aware?: string;
  readonly wrongful?: boolean;
  readonly out?: string;
};

const LANGUAGES = ['ja', 'en'] as const satisfies readonly Language[];

function awareAtOf({ aware }: Options): string {
  const at = aware === undefined ? new Date() : new Date(aware);
  if (Number.isNaN(at.getTime())) throw new UsageError(`not a time: ${aware}`);
  return at.toISOString();
}

async function kitOf(opened: OpenedStore, text: string, options: Options): Promise<IncidentKit> {
  const { store, config } = opened;
  const id = await parseId(text);
  const detail = await findMail(opened, id);
  const times = { awareAt: awareAtOf(options), isWrongful: options.wrongful === true };
  const kit = incidentOf(detail, config, times);
  if (kit === null) throw new Problem(`what was in ${id} is not known any more`);
  await store.addEvent({
    type: 'viewed',
    mailId: id,
    at: new Date().toISOString(),
    actor: cliActor(),
    detail: { revision: detail.mail.revision, withText: false, incident: true },
  });
  return kit;
}

/** An open draft for a mail client (`X-Unsent`), to one person alone. */
async function emlOf({ to, subject, text }: ApologyDraft, from: string | null): Promise<Buffer> {
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer');
  const composer = new MailComposer({
    ...(from !== null && { from: { name: '', address: from } }),
    to: { name: '', address: to },
    subject,
    text,
    headers: { 'X-Unsent': '1' },
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: 'windows',
  });
  return composer.compile().build();
}

function reportText(kit: IncidentKit, language: Language): string {
  return reportItems(kit, language)
    .map(({ no, title, text }) => `${no}. ${title}\n   ${text}\n`)
    .join('\n');
}

/** Files for the owner alone, in a folder that was empty. Returns how many. */
async function writeOut(kit: IncidentKit, folder: string): Promise<number> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0) throw new Problem(`${folder} is not empty`);
  let files = 0;
  const put = async (name: string, content: string | Buffer) => {
    await writeFile(join(folder, name), content, { mode: 0o600, flag: 'wx' });
    files += 1;
  };
  await put('incident.json', `${JSON.stringify(kit, null, 2)}\n`);
  for (const language of LANGUAGES) {
    await put(`report.${language}.txt`, reportText(kit, language));
    for (const [n, draft] of apologyDrafts(kit, language).entries()) {
      const number = String(n + 1).padStart(4, '0');
      await put(`letter-${number}.${language}.eml`, await emlOf(draft, kit.mail.author));
    }
  }
  return files;
}

function inWords(kit: IncidentKit, language: Language): string {
  const { mail, got, missed, files, deadlines, estimate } = kit;
  return [
    `${mail.id}  ${plain(mail.subject)}`,
    legalSentence(estimate, language),
    `preliminary report ${deadlines.preliminaryFrom} to ${deadlines.preliminaryUntil}, final by ${deadlines.finalUntil}`,
    '',
    table([
      ...got.map(({ address, gotAt, saw }) => [
        plain(address),
        `got it ${gotAt ?? ''}`,
        `addresses seen: ${saw}`,
      ]),
      ...missed.map(({ address, state }) => [plain(address), state]),
      ...files.map(({ path, protection, persons }) => [plain(path), protection, `persons: ${persons}`]),
    ]),
    reportText(kit, language),
  ].join('\n');
}

async function run(text: string, options: Options): Promise<void> {
  const language = callerLanguage();
  await withStore(options, async (opened) => {
    const kit = await kitOf(opened, text, options);
    const written = options.out === undefined ? null : await writeOut(kit, callerPath(options.out));
    const report = reportItems(kit, language);
    const letters = apologyDrafts(kit, language);
    write(options.json, { ...kit, report, letters, written }, () =>
      written === null
        ? inWords(kit, language)
        : `${written} files written to ${options.out}; nothing was sent`,
    );
  });
}

export function incidentCommand(): Command {
  const incident = new Command('incident')
    .description('a mail went out wrong: who has it, what to report until when, letters to write')
    .argument('<id>', 'the id of the mail')
    .option('--aware <time>', 'when you became aware of it (ISO 8601; default: now)')
    .option('--wrongful', 'a wrongful purpose is possible: sixty days instead of thirty')
    .option('--out <folder>', 'write report and letters there, as files to complete')
    .action(run);
  return withCommonOptions(incident);
}
