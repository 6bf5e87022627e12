// `sekisho history import …`: teaches whom the company has written to, so that nobody is new on the first day.

import { readFile } from 'node:fs/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import { callerPath } from './caller-path.ts';
import { withCommonOptions } from './common-options.ts';
import { UsageError } from './explain-error.ts';
import type { Table } from './history/csv.ts';
import type { ImapAccount } from './history/imap.ts';
import type { ImportResult } from './history/import.ts';
import { PRESET_NAMES } from './history/presets.ts';
import { type OnProgress, type PastMails, type Source, sourceOfFiles } from './history/sources.ts';
import { write } from './output.ts';
import { cliActor, type StoreOptions, withStore } from './with-store.ts';

type CsvOptions = StoreOptions & {
  readonly columns?: string;
  readonly preset?: string;
  readonly encoding: string;
};
type ImapOptions = StoreOptions & {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly passwordFile?: string;
  readonly folder?: string;
  readonly tls: ImapAccount['tls'];
};

/** One line that is written over, on a terminal only. */
function showProgress(share: number, { read, added }: ImportResult): void {
  if (!process.stderr.isTTY) return;
  const percent = Math.min(100, Math.floor(share * 100));
  const bar = '#'.repeat(Math.floor(percent / 5)).padEnd(20, '·');
  process.stderr.write(`\r${bar} ${percent} %  ${read} mails, ${added} new `);
}

async function importFrom(source: Source, options: StoreOptions): Promise<void> {
  const { importHistory } = await import('./history/import.ts');
  const work = async ({ store, config }: Parameters<Parameters<typeof withStore>[1]>[0]) => {
    const now = new Date().toISOString();
    const { organization, policy } = config;
    const result = await importHistory(store, { organization, policy }, source, now, (so, share) =>
      showProgress(share, so),
    );
    const detail = { source: source.kind, ...result };
    await store.addEvent({ type: 'history-imported', mailId: null, at: now, actor: cliActor(), detail });
    return result;
  };
  const result = await withStore(options, work, true);
  if (process.stderr.isTTY) process.stderr.write('\n');
  const { read, used, added, resumedAfter } = result;
  const resumed = resumedAfter === 0 ? '' : `, going on where the last import was interrupted`;
  write(
    options.json,
    result,
    () => `${read} mails read${resumed}, ${used} of our own people, ${added} new; learning is over`,
  );
}

/** Imports files one after the other, each with `read`. */
async function importFiles(
  kind: string,
  names: readonly string[],
  options: StoreOptions,
  read: (files: readonly string[], onProgress: OnProgress) => PastMails,
): Promise<void> {
  const files = names.map(callerPath);
  await importFrom(await sourceOfFiles(kind, files, (onProgress) => read(files, onProgress)), options);
}

async function importMbox(names: readonly string[], options: StoreOptions): Promise<void> {
  const { readMbox } = await import('./history/mbox.ts');
  await importFiles('mbox', names, options, async function* (files, onProgress) {
    for (const file of files) yield* readMbox(file, onProgress);
  });
}

async function importMaildir(names: readonly string[], options: StoreOptions): Promise<void> {
  const { maildirSource } = await import('./history/maildir.ts');
  await importFrom(await maildirSource(names.map(callerPath)), options);
}

async function importMaillog(names: readonly string[], options: StoreOptions): Promise<void> {
  const { readMaillogs } = await import('./history/maillog.ts');
  await importFiles('maillog', names, options, readMaillogs);
}

async function importCsv(names: readonly string[], options: CsvOptions): Promise<void> {
  const { columns, preset, encoding } = options;
  if ((columns === undefined) === (preset === undefined))
    throw new UsageError('csv needs --columns or --preset, one of them');
  const { namedColumns, parseColumns, readCsv } = await import('./history/csv.ts');
  const { columnsOfPreset } = await import('./history/presets.ts');
  const columnsFor: Table['columnsFor'] =
    columns === undefined
      ? (titles) => columnsOfPreset(preset ?? '', titles)
      : namedColumns(parseColumns(columns));
  await importFiles('csv', names, options, async function* (files, onProgress) {
    for (const file of files) yield* readCsv({ file, columnsFor, encoding }, onProgress);
  });
}

async function importImap(options: ImapOptions): Promise<void> {
  const { openImap } = await import('./history/imap.ts');
  const { askKnownPassword } = await import('./ask-password.ts');
  const { host, port, user, tls, folder = null, passwordFile } = options;
  const password =
    passwordFile === undefined
      ? await askKnownPassword()
      : (await readFile(callerPath(passwordFile), 'utf8')).replace(/\r?\n.*$/s, '');
  const { source, close } = await openImap({ host, port, user, password, tls, folder });
  try {
    await importFrom(source, options);
  } finally {
    await close();
  }
}

function parsePort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new InvalidArgumentError('a port is a number from 1 to 65535');
}

export function historyCommand(): Command {
  const history = new Command('history').description('teach whom the company has written to');
  const sources = history
    .command('import')
    .description(
      'import mail sent in the past; the same mail twice counts once, an interrupted import goes on',
    );
  withCommonOptions(sources.command('mbox <files...>'))
    .description('mail folders in one file each (Thunderbird, Apple Mail, Google Takeout)')
    .action(importMbox);
  withCommonOptions(sources.command('maildir <folders...>'))
    .description('mail folders with one file per mail (Dovecot, Courier), sub-folders too')
    .action(importMaildir);
  withCommonOptions(sources.command('maillog <files...>'))
    .description('logs of Postfix, the oldest first, also as .gz')
    .action(importMaillog);
  withCommonOptions(sources.command('csv <files...>'))
    .description('tables of sent mail')
    .option(
      '--columns <columns>',
      'date=…,from=…,to=… (also cc, bcc, recipients, id, status): titles, or numbers from 1',
    )
    .addOption(
      new Option('--preset <product>', 'the columns of a message trace or log search').choices(PRESET_NAMES),
    )
    .option('--encoding <name>', 'utf-8, shift_jis …; UTF-16 is recognised', 'utf-8')
    .action(importCsv);
  withCommonOptions(sources.command('imap'))
    .description('the folder of sent mail on a server')
    .requiredOption('--host <name>', 'the IMAP server')
    .addOption(new Option('--port <number>', 'its port').argParser(parsePort).default(993))
    .requiredOption('--user <name>', 'whose mail')
    .option('--password-file <file>', 'its first line; otherwise the password is asked for')
    .option('--folder <name>', 'another folder than the one marked as sent mail')
    .addOption(new Option('--tls <how>', 'TLS').choices(['implicit', 'starttls', 'none']).default('implicit'))
    .action(importImap);
  return history.addHelpText(
    'after',
    '\nExamples:\n  sekisho history import mbox ~/Sent.mbox\n  sekisho history import csv trace.csv --preset microsoft365\n  sekisho history import csv sent.csv --columns date=Date,from=Sender,recipients=Recipient\n  sekisho history import imap --host imap.corp.example --user taro --password-file ./secret',
  );
}
