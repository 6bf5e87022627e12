// `sekisho audit verify | export`: the chain of events, checked or handed out.

import { Command, Option } from 'commander';
import { verifyAnchors } from './anchors.ts';
import { parseCount } from './arguments.ts';
import { cefOf, csvOf, jsonLinesOf } from './audit-formats.ts';
import { callerPath } from './caller-path.ts';
import { withCommonOptions } from './common-options.ts';
import { write } from './output.ts';
import { version } from './version.ts';
import { type StoreOptions, withStore } from './with-store.ts';

const FORMATS = {
  json: jsonLinesOf,
  csv: csvOf,
  cef: (events: Parameters<typeof cefOf>[0]) => cefOf(events, version()),
} as const;

type ExportOptions = StoreOptions & { readonly format: keyof typeof FORMATS; readonly last: number };

type VerifyOptions = StoreOptions & { readonly anchors?: string };

async function verify(options: VerifyOptions): Promise<void> {
  await withStore(options, async ({ store }) => {
    const chains = await store.verifyEvents();
    const { checked } = chains;
    const { anchors, firstBad: badAnchor } =
      options.anchors === undefined
        ? { anchors: null, firstBad: null }
        : await verifyAnchors(store, callerPath(options.anchors));
    const firstBad = chains.firstBad ?? badAnchor;
    const ok = firstBad === null;
    write(options.json, { ok, checked, firstBad, anchors }, () => {
      if (!ok) return `broken at ${firstBad} (after ${checked} events in order)`;
      return `${checked} events, unbroken${anchors === null ? '' : `; ${anchors} anchors fit`}`;
    });
    if (!ok) process.exitCode = 1;
  });
}

async function exportEvents(options: ExportOptions): Promise<void> {
  await withStore(options, async ({ store }) => {
    const events = await store.listEvents({ limit: options.last });
    process.stdout.write(FORMATS[options.format](events));
  });
}

export function auditCommand(): Command {
  const audit = new Command('audit').description('check and export the audit log');
  withCommonOptions(audit.command('verify'))
    .description('whether any event was changed, removed or swapped; names the first')
    .option('--anchors <log>', 'compare with the heads that this log of the relay kept')
    .action(verify);
  withCommonOptions(audit.command('export'))
    .description('events, oldest first: one JSON object per line, CSV, or CEF for a SIEM')
    .addOption(new Option('--format <format>').choices(Object.keys(FORMATS)).default('json'))
    .option('--last <n>', 'the newest so many', parseCount, 100_000)
    .action(exportEvents);
  return audit;
}
