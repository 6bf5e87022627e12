// `sekisho audit verify | export`: the chain of events, checked or handed out.

import { Command, Option } from 'commander';
import type { EventRow } from '../store/store.ts';
import { parseCount } from './arguments.ts';
import { write } from './output.ts';
import { type StoreOptions, withStore } from './with-store.ts';

type ExportOptions = StoreOptions & { readonly format: 'json' | 'csv'; readonly last: number };

async function verify(options: StoreOptions): Promise<void> {
  await withStore(options, async ({ store }) => {
    const result = await store.verifyEvents();
    const { ok, checked, firstBad } = result;
    write(options.json, result, () =>
      ok ? `${checked} events, unbroken` : `broken at ${firstBad} (after ${checked} events in order)`,
    );
    if (!ok) process.exitCode = 1;
  });
}

const COLUMNS = ['at', 'type', 'mailId', 'actorKind', 'actorId', 'via', 'writer', 'seq', 'hash', 'detail'];

/** Text that a spreadsheet would take for a formula is quoted with an apostrophe (OWASP, CSV injection). */
function cell(value: string | number | null): string {
  const text = String(value ?? '');
  return `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}

function csvLine({ at, type, mailId, actor, writer, seq, hash, detail }: EventRow): string {
  return [at, type, mailId, actor.kind, actor.id, actor.via, writer, seq, hash, JSON.stringify(detail)]
    .map(cell)
    .join(',');
}

/** UTF-8 with a byte order mark, for Excel. */
function csv(events: readonly EventRow[]): string {
  return `\ufeff${[COLUMNS.join(','), ...events.map(csvLine)].join('\r\n')}\r\n`;
}

async function exportEvents(options: ExportOptions): Promise<void> {
  await withStore(options, async ({ store }) => {
    const events = await store.listEvents({ limit: options.last });
    const lines = () => events.map((event) => `${JSON.stringify(event)}\n`).join('');
    process.stdout.write(options.format === 'csv' ? csv(events) : lines());
  });
}

const withFile = (command: Command) =>
  command.option('--config <file>', 'configuration (default: sekisho.yaml here)').option('--json', 'as JSON');

export function auditCommand(): Command {
  const audit = new Command('audit').description('check and export the audit log');
  withFile(audit.command('verify'))
    .description('whether any event was changed, removed or swapped; names the first')
    .action(verify);
  withFile(audit.command('export'))
    .description('events, oldest first: one JSON object per line, or CSV')
    .addOption(new Option('--format <format>').choices(['json', 'csv']).default('json'))
    .option('--last <n>', 'the newest so many', parseCount, 100_000)
    .action(exportEvents);
  return audit;
}
