// `sekisho trace ADDRESS | MESSAGE-ID`: "did my mail leave?" Every step of the mails that match.

import { Command } from 'commander';
import { parseCount } from './arguments.ts';
import { detailJson, detailText } from './mail-lines.ts';
import { callerLanguage, write } from './output.ts';
import { type StoreOptions, withStore } from './with-store.ts';

type Options = StoreOptions & { readonly last: number };

const MOST_EVENTS = 200;

async function run(what: string, options: Options): Promise<void> {
  await withStore(options, async ({ store }) => {
    const mails = await store.traceMails(what, options.last);
    const traced = await Promise.all(
      mails.map(async (detail) => ({
        detail,
        events: await store.listEvents({ mailId: detail.mail.id, limit: MOST_EVENTS }),
      })),
    );
    const language = callerLanguage();
    write(
      options.json,
      traced.map(({ detail, events }) => detailJson(detail, events, language)),
      () =>
        traced.length === 0
          ? `no mail from, to or with the Message-ID ${what}`
          : traced.map(({ detail, events }) => detailText(detail, events, language)).join('\n'),
    );
    if (traced.length === 0) process.exitCode = 1;
  });
}

export function traceCommand(): Command {
  return new Command('trace')
    .description('did my mail leave? every step of the mails that match')
    .argument('<what>', 'an address (sender or recipient) or a Message-ID')
    .option('--last <n>', 'the newest so many', parseCount, 20)
    .option('--config <file>', 'configuration (default: sekisho.yaml here)')
    .option('--json', 'as JSON')
    .action(run);
}
