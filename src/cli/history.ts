// `sekisho history import …`: teaches whom the company has written to, so that nobody is new on the first day.

import { stat } from 'node:fs/promises';
import { Command } from 'commander';
import { callerPath } from './caller-path.ts';
import type { ImportResult } from './history/import.ts';
import type { OnOctets, PastMails } from './history/sources.ts';
import { write } from './output.ts';
import { cliActor, type StoreOptions, withStore } from './with-store.ts';

type CsvOptions = StoreOptions & { readonly columns: string; readonly encoding: string };

type Source = {
  readonly kind: string;
  readonly files: readonly string[];
  open(onOctets: OnOctets): PastMails;
};

async function totalOctets(files: readonly string[]): Promise<number> {
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** One line that is written over, on a terminal only. */
function showProgress(share: number, { read, added }: ImportResult): void {
  if (!process.stderr.isTTY) return;
  const percent = Math.min(100, Math.floor(share * 100));
  const bar = '#'.repeat(Math.floor(percent / 5)).padEnd(20, '·');
  process.stderr.write(`\r${bar} ${percent} %  ${read} mails, ${added} new `);
}

async function importFrom(source: Source, options: StoreOptions): Promise<void> {
  const { importHistory } = await import('./history/import.ts');
  const total = await totalOctets(source.files);
  const work = async ({ store, config }: Parameters<Parameters<typeof withStore>[1]>[0]) => {
    let octets = 0;
    const mails = source.open((more) => {
      octets += more;
    });
    const now = new Date().toISOString();
    const { organization, policy } = config;
    const result = await importHistory(store, { organization, policy }, mails, now, (so) =>
      showProgress(octets / Math.max(1, total), so),
    );
    const detail = { source: source.kind, ...result };
    await store.addEvent({ type: 'history-imported', mailId: null, at: now, actor: cliActor(), detail });
    return result;
  };
  const result = await withStore(options, work, true);
  if (process.stderr.isTTY) process.stderr.write('\n');
  const { read, used, added } = result;
  write(
    options.json,
    result,
    () => `${read} mails read, ${used} of our own people, ${added} new; learning is over`,
  );
}

async function importMbox(names: readonly string[], options: StoreOptions): Promise<void> {
  const { readMbox } = await import('./history/mbox.ts');
  const files = names.map(callerPath);
  async function* open(onOctets: OnOctets): PastMails {
    for (const file of files) yield* readMbox(file, onOctets);
  }
  await importFrom({ kind: 'mbox', files, open }, options);
}

async function importCsv(names: readonly string[], options: CsvOptions): Promise<void> {
  const { parseColumns, readCsv } = await import('./history/csv.ts');
  const columns = parseColumns(options.columns);
  const files = names.map(callerPath);
  async function* open(onOctets: OnOctets): PastMails {
    for (const file of files) yield* readCsv(file, columns, options.encoding, onOctets);
  }
  await importFrom({ kind: 'csv', files, open }, options);
}

const withOptions = (command: Command) =>
  command.option('--config <file>', 'configuration (default: sekisho.yaml here)').option('--json', 'as JSON');

export function historyCommand(): Command {
  const history = new Command('history').description('teach whom the company has written to');
  const sources = history
    .command('import')
    .description('import mail sent in the past; the same mail twice counts once');
  withOptions(sources.command('mbox <files...>'))
    .description('mail folders in one file each (Thunderbird, Apple Mail, Google Takeout)')
    .action(importMbox);
  withOptions(sources.command('csv <files...>'))
    .description('tables of sent mail')
    .requiredOption(
      '--columns <columns>',
      'date=…,from=…,to=… (also cc, bcc, recipients, id): titles, or numbers from 1',
    )
    .option('--encoding <name>', 'utf-8, shift_jis, utf-16le …', 'utf-8')
    .action(importCsv);
  return history.addHelpText(
    'after',
    '\nExamples:\n  sekisho history import mbox ~/Sent.mbox\n  sekisho history import csv trace.csv --columns date=Date,from=Sender,recipients=Recipient,id=MessageId',
  );
}
