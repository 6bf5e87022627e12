// `sekisho audit verify | export`: the chain of events, checked or handed out.

import { Command, Option } from 'commander';
import { EXPORT_FORMATS, EXPORTS, type ExportFormat } from '../relay/audit-formats.ts';
import { version } from '../version.ts';
import { verifyAnchors } from './anchors.ts';
import { parseCount } from './arguments.ts';
import { callerPath } from './caller-path.ts';
import { withCommonOptions } from './common-options.ts';
import { write } from './output.ts';
import { cliActor, type StoreOptions, withStore } from './with-store.ts';

type ExportOptions = StoreOptions & { readonly format: ExportFormat; readonly last: number };

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

/** That somebody took them is an event itself; it is not among them. */
async function exportEvents({ format, last, ...options }: ExportOptions): Promise<void> {
  await withStore(options, async ({ store }) => {
    const events = await store.listEvents({ limit: last });
    const detail = { format, last };
    const at = new Date().toISOString();
    await store.addEvent({ type: 'audit-exported', mailId: null, at, actor: cliActor(), detail });
    const { head, line } = EXPORTS[format];
    const ofThis = version();
    process.stdout.write(head + events.map((event) => line(event, ofThis)).join(''));
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
    .addOption(new Option('--format <format>').choices(EXPORT_FORMATS).default('json'))
    .option('--last <n>', 'the newest so many', parseCount, 100_000)
    .action(exportEvents);
  return audit;
}
