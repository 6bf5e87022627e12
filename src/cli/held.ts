// `sekisho held list | show | release | return | withdraw`: the same verbs as on the pages, for the administrator of
// the machine. A decision names the very octets, envelope and revision that were read just before.

import { Command } from 'commander';
import type { Decision } from '../guard/states.ts';
import type { DecisionResult, MailDetail, MailId } from '../store/store.ts';
import { Problem, UsageError } from './explain-error.ts';
import { detailJson, detailText, mailJson, summaryTable } from './mail-lines.ts';
import { callerLanguage, plain, write } from './output.ts';
import { cliActor, type OpenedStore, type StoreOptions, withStore } from './with-store.ts';

type DecideOptions = StoreOptions & { readonly comment?: string; readonly sha256?: string };

const MOST = 1000;
const MOST_EVENTS = 200;

async function list(options: StoreOptions): Promise<void> {
  await withStore(options, async ({ store }) => {
    const mails = await store.listMails({ states: ['held'], limit: MOST });
    write(options.json, mails.map(mailJson), () =>
      mails.length === 0 ? 'nothing is held' : summaryTable(mails, callerLanguage()),
    );
  });
}

async function parseId(text: string): Promise<MailId> {
  const { parseMailId } = await import('../store/mail-id.ts');
  const id = parseMailId(text);
  if (id === null) throw new UsageError(`"${text}" is not the id of a mail (m- and 26 characters)`);
  return id;
}

async function findMail({ store }: OpenedStore, id: MailId): Promise<MailDetail> {
  const detail = await store.findMail(id);
  if (detail === null) throw new Problem(`there is no mail ${id}`);
  return detail;
}

async function show(text: string, options: StoreOptions): Promise<void> {
  const id = await parseId(text);
  await withStore(options, async (opened) => {
    const detail = await findMail(opened, id);
    const events = await opened.store.listEvents({ mailId: id, limit: MOST_EVENTS });
    const language = callerLanguage();
    write(options.json, detailJson(detail, events, language), () => detailText(detail, events, language));
  });
}

async function decideNow(
  { store, config }: OpenedStore,
  { mail }: MailDetail,
  decision: Decision,
  comment: string | null,
): Promise<DecisionResult> {
  const { decideMail } = await import('../relay/decide.ts');
  const { relaySettingsOf } = await import('../config/relay-settings.ts');
  const { organization, policy } = config;
  const { sha256, envelopeSha256, revision } = mail;
  const ports = {
    store,
    rules: () => ({ organization, policy }),
    log: () => {},
    now: () => new Date(),
    settings: relaySettingsOf(config, new Uint8Array(), () => ''),
    // The courier and the notifier of the running relay look for work by themselves.
    nudge: () => {},
  };
  const saw = { sha256, envelopeSha256, revision };
  return decideMail(ports, { mailId: mail.id, decision, actor: cliActor(), comment, saw });
}

const DONE: Readonly<Record<Exclude<Decision, 'expire'>, string>> = {
  release: 'released; the running relay delivers it',
  return: 'returned to its sender; nothing was sent',
  withdraw: 'withdrawn; nothing was sent',
};

function sayResult(id: MailId, decision: Exclude<Decision, 'expire'>, result: DecisionResult): string {
  switch (result.kind) {
    case 'done':
      return `${id} ${DONE[decision]}`;
    case 'too-late': {
      const { decision: earlier, decidedBy, decidedAt, state } = result.mail;
      return earlier === null
        ? `${id} is not held: it is ${state}`
        : `${id} was decided before: ${earlier} by ${plain(decidedBy ?? '')} at ${decidedAt}`;
    }
    case 'changed':
      return `${id} has changed meanwhile; look at it again`;
    case 'unknown':
      return `there is no mail ${id}`;
  }
}

const decide =
  (decision: Exclude<Decision, 'expire'>) =>
  async (text: string, options: DecideOptions): Promise<void> => {
    const id = await parseId(text);
    await withStore(options, async (opened) => {
      const detail = await findMail(opened, id);
      const { sha256 } = detail.mail;
      if (options.sha256 !== undefined && options.sha256.toLowerCase() !== sha256) {
        throw new Problem(`${id} is not what you looked at: its SHA-256 is ${sha256}`);
      }
      const result = await decideNow(opened, detail, decision, options.comment ?? null);
      const state = 'mail' in result ? result.mail.state : null;
      write(options.json, { id, result: result.kind, state }, () => sayResult(id, decision, result));
      if (result.kind !== 'done') process.exitCode = 1;
    });
  };

const withOptions = (command: Command) =>
  command.option('--config <file>', 'configuration (default: sekisho.yaml here)').option('--json', 'as JSON');

const decision = (held: Command, name: Exclude<Decision, 'expire'>, description: string) =>
  withOptions(held.command(`${name} <id>`))
    .description(description)
    .option('--comment <text>', 'is told to the sender')
    .option('--sha256 <hex>', 'only if the mail still has this SHA-256 (see held show)')
    .action(decide(name));

export function heldCommand(): Command {
  const held = new Command('held').description('list held mail and decide about it');
  withOptions(held.command('list')).description('what is held, nearest deadline first').action(list);
  withOptions(held.command('show <id>'))
    .description('one mail: reasons, recipients, what happened')
    .action(show);
  decision(held, 'release', 'send it on, byte for byte');
  decision(held, 'return', 'give it back to its sender; nothing is sent');
  decision(held, 'withdraw', 'cancel it as its sender would');
  return held.addHelpText(
    'after',
    '\nExamples:\n  sekisho held list\n  sekisho held return m-… --comment "Please use Bcc"',
  );
}
