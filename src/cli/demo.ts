// `sekisho demo`: the relay with a built-in next hop, and a dozen sample mails of which some are held. Nothing leaves
// the machine, and nothing is left behind.

import { once } from 'node:events';
import { Command } from 'commander';
import { sentenceOf } from '../guard/sentences.ts';
import type { Finding } from '../guard/verdict.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import type { KeptMail } from './demo/next-hop.ts';
import type { Sample } from './demo/samples.ts';
import type { Demo } from './demo/start.ts';
import { callerLanguage, cut, plain, styled, table, write } from './output.ts';

type Options = { readonly json?: boolean; readonly exit?: boolean };

type Row = {
  readonly subject: string;
  readonly recipients: readonly string[];
  readonly result: 'passed' | 'held' | 'refused';
  readonly id: string | null;
  readonly why: readonly { readonly check: string; readonly summary: string }[];
};

/** What goes wrong is said; the rest of the log would only be in the way of the table. */
const quietLog: Log = ({ level, ...line }) => {
  if (level === 'error') process.stderr.write(`${JSON.stringify(line)}\n`);
};

const isHeldFor = ({ action }: Finding) => action !== 'off' && action !== 'log';

async function outcomeOf(
  store: Store,
  sample: Sample,
  reply: { text: string; id: string | null },
): Promise<Row> {
  const { parseMailId } = await import('../store/mail-id.ts');
  const id = reply.id === null ? null : parseMailId(reply.id);
  const detail = id === null ? null : await store.findMail(id);
  const language = callerLanguage();
  const why = (detail?.verdict?.findings ?? []).filter(isHeldFor);
  const { subject, to, cc = [], bcc = [] } = sample;
  return {
    subject,
    recipients: [...to, ...cc, ...bcc],
    result: reply.text.includes('held as') ? 'held' : id === null ? 'refused' : 'passed',
    id,
    why: why.map((finding) => ({ check: finding.check, summary: sentenceOf(finding, language).sentence })),
  };
}

const SUBJECT_COLUMNS = 34;
const RECIPIENT_COLUMNS = 30;

/** One line per mail, and one more for each further reason. */
function tableOf(rows: readonly Row[]): string {
  return table(
    rows.flatMap(({ subject, recipients, result, why }) => {
      const [reason = '', ...others] = why.map(({ summary }) => plain(summary));
      const shown = result === 'passed' ? styled('green', 'passed') : styled('yellow', result);
      const first = [cut(plain(subject), SUBJECT_COLUMNS), firstOf(recipients), '→', shown, reason];
      return [first, ...others.map((other) => ['', '', '', '', other])];
    }),
  );
}

function firstOf([first = '', ...others]: readonly string[]): string {
  return cut(others.length === 0 ? plain(first) : `${plain(first)} +${others.length}`, RECIPIENT_COLUMNS);
}

function keptLines(mails: readonly KeptMail[]): string {
  const rows = mails.map(({ from, to, subject }) => [
    `  ${from || '<>'}`,
    `→ ${firstOf(to)}`,
    plain(subject),
  ]);
  return `\nThe next hop got ${mails.length} mails:\n${table(rows)}`;
}

async function showSamples({ relay }: Demo, options: Options): Promise<void> {
  const [{ SAMPLES }, { sendSample }, { createSetupLink }] = await Promise.all([
    import('./demo/samples.ts'),
    import('./demo/send-sample.ts'),
    import('../web/setup.ts'),
  ]);
  const { smtp, webUrl, store } = relay;
  if (smtp === null || webUrl === null) throw new Error('the demo runs all parts');
  const listener = `${smtp.host}:${smtp.port}`;
  if (!options.json)
    process.stdout.write(`SMTP ${listener}   page ${webUrl}   nothing leaves this machine\n\n`);
  const mails: Row[] = [];
  for (const sample of SAMPLES)
    mails.push(await outcomeOf(store, sample, await sendSample(sample, smtp.port)));
  const link = await createSetupLink(store, new Date(), webUrl);
  write(options.json, { smtp: listener, page: webUrl, link, mails }, () => {
    const open = `Open  ${styled('bold', link ?? webUrl)}`;
    return [tableOf(mails), open, 'Ctrl-C ends the demo and removes its data.'].join('\n');
  });
}

async function run(options: Options): Promise<void> {
  const { startDemo } = await import('./demo/start.ts');
  const interrupted = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  const demo = await startDemo(quietLog);
  try {
    await showSamples(demo, options);
    if (!options.exit) await interrupted;
  } finally {
    await demo.close();
  }
  // What was under way has been delivered by now, so the list is whole.
  if (!options.json) process.stdout.write(keptLines(demo.hop.mails));
}

export function demoCommand(): Command {
  return new Command('demo')
    .description('the relay with sample mails and a built-in next hop; nothing leaves this machine')
    .option('--json', 'the table as JSON')
    .option('--exit', 'end after the table')
    .action(run);
}
