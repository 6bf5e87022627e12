// `sekisho trace ADDRESS | MESSAGE-ID | ID`: "did my mail leave?" Every step of the mails that match. ID is ours, which
// stands in the answer to the client ("queued as"), in the log and in Received.

import { Command } from 'commander';
import { parseMailId } from '../store/mail-id.ts';
import type { MailDetail, Store } from '../store/store.ts';
import { parseCount } from './arguments.ts';
import { detailJson, detailText } from './mail-lines.ts';
import { callerLanguage, write } from './output.ts';
import { tellMail } from './tell-mail.ts';
import { type StoreOptions, withStore } from './with-store.ts';

type Options = StoreOptions & { readonly last: number };

async function find(store: Store, what: string, last: number): Promise<readonly MailDetail[]> {
  const id = parseMailId(what);
  if (id === null) return await store.traceMails(what, last);
  const detail = await store.findMail(id);
  return detail === null ? [] : [detail];
}

async function run(what: string, options: Options): Promise<void> {
  await withStore(options, async (opened) => {
    const mails = await find(opened.store, what, options.last);
    const traced = await Promise.all(mails.map((detail) => tellMail(opened, detail)));
    const language = callerLanguage();
    write(
      options.json,
      traced.map((told) => detailJson(told, language)),
      () =>
        traced.length === 0
          ? `no mail from or to ${what}, nor with this Message-ID or id`
          : traced.map((told) => detailText(told, language)).join('\n'),
    );
    if (traced.length === 0) process.exitCode = 1;
  });
}

export function traceCommand(): Command {
  return new Command('trace')
    .description('did my mail leave? every step of the mails that match')
    .argument('<what>', 'an address (sender or recipient), a Message-ID, or the id in "queued as ID"')
    .option('--last <n>', 'the newest so many', parseCount, 20)
    .option('--config <file>', 'configuration (default: sekisho.yaml here)')
    .option('--json', 'as JSON')
    .action(run);
}
