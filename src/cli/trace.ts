// `sekisho trace ADDRESS | MESSAGE-ID`: "did my mail leave?" Every step of the mails that match.

import { Command } from 'commander';
import { parseCount } from './arguments.ts';
import { detailJson, detailText } from './mail-lines.ts';
import { callerLanguage, write } from './output.ts';
import { tellMail } from './tell-mail.ts';
import { type StoreOptions, withStore } from './with-store.ts';

type Options = StoreOptions & { readonly last: number };

async function run(what: string, options: Options): Promise<void> {
  await withStore(options, async (opened) => {
    const mails = await opened.store.traceMails(what, options.last);
    const traced = await Promise.all(mails.map((detail) => tellMail(opened, detail)));
    const language = callerLanguage();
    write(
      options.json,
      traced.map((told) => detailJson(told, language)),
      () =>
        traced.length === 0
          ? `no mail from, to or with the Message-ID ${what}`
          : traced.map((told) => detailText(told, language)).join('\n'),
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
