// `sekisho held list | show | release | return | withdraw`: the same verbs as on the pages, for the administrator of
// the machine. A decision names the very octets, envelope and revision that were read just before.

import { Command } from 'commander';
import { type HoldEvent, missingGrant } from '../guard/holds/hold.ts';
import type { ActResult } from '../relay/act-on-hold.ts';
import type { MailDetail, MailId, MailRow } from '../store/store.ts';
import { withCommonOptions } from './common-options.ts';
import { Problem } from './explain-error.ts';
import { decider, findMail, holdPortsOf, parseId, REFUSED } from './held-mail.ts';
import { addRepairCommand } from './held-repair.ts';
import { detailJson, detailText, mailJson, summaryTable } from './mail-lines.ts';
import { callerLanguage, plain, write } from './output.ts';
import { tellMail } from './tell-mail.ts';
import { cliActor, type OpenedStore, type StoreOptions, withStore } from './with-store.ts';

type DecideOptions = StoreOptions & {
  readonly comment?: string;
  readonly sha256?: string;
  readonly burst?: boolean;
};

type Verb = 'release' | 'return' | 'withdraw' | 'escalate';

const MOST = 1000;

async function list(options: StoreOptions & { readonly all?: boolean }): Promise<void> {
  await withStore(options, async ({ store }) => {
    const areBurstsOne = options.all !== true;
    const mails = await store.listMails({ states: ['held'], areBurstsOne, limit: MOST });
    write(options.json, mails.map(mailJson), () =>
      mails.length === 0 ? 'nothing is held' : summaryTable(mails, callerLanguage()),
    );
  });
}

async function show(text: string, options: StoreOptions): Promise<void> {
  const id = await parseId(text);
  await withStore(options, async (opened) => {
    const detail = await findMail(opened, id);
    const told = await tellMail(opened, detail);
    const language = callerLanguage();
    write(options.json, detailJson(told, language), () => detailText(told, language));
  });
}

function eventOf(verb: Verb, { mail, hold }: MailDetail, comment: string | null): HoldEvent {
  const { sha256, envelopeSha256, revision } = mail;
  const decides = { by: decider(), saw: { sha256, envelopeSha256, revision } };
  if (verb === 'release') {
    const grant = (hold === null ? null : missingGrant(hold)) ?? 'sender';
    return { kind: 'grant', grant, comment, ...decides };
  }
  return verb === 'escalate' ? { kind: verb, ...decides } : { kind: verb, comment, ...decides };
}

async function actNow(
  opened: OpenedStore,
  detail: MailDetail,
  verb: Verb,
  comment: string | null,
): Promise<ActResult> {
  const { actOnHold } = await import('../relay/act-on-hold.ts');
  const ports = await holdPortsOf(opened);
  const event = eventOf(verb, detail, comment);
  return actOnHold(ports, { mailId: detail.mail.id, event, actor: cliActor() });
}

const DONE: Readonly<Record<Verb, string>> = {
  release: 'released; the running relay delivers it',
  return: 'returned to its sender; nothing was sent',
  withdraw: 'withdrawn; nothing was sent',
  escalate: 'passed on to the next manager; nothing was sent',
};

function sayEnded(id: MailId, { decision, decidedBy, decidedAt, state }: MailRow): string {
  return decision === null
    ? `${id} is not held: it is ${state}`
    : `${id} was decided before: ${decision} by ${plain(decidedBy ?? '')} at ${decidedAt}`;
}

function sayResult(id: MailId, verb: Verb, result: ActResult): string {
  switch (result.kind) {
    case 'unknown':
      return `there is no mail ${id}`;
    case 'refused':
      return result.why === 'ended' ? sayEnded(id, result.mail) : `${id} ${REFUSED[result.why]}`;
    case 'done': {
      const missing = verb === 'release' ? missingGrant(result.hold) : null;
      return missing === null
        ? `${id} ${DONE[verb]}`
        : `${id} has one grant more and now waits for: ${missing}; nothing was sent`;
    }
  }
}

/** As scripts know it since the first version; why a decision was refused stands beside it. */
function resultJson(id: MailId, result: ActResult) {
  if (result.kind === 'unknown') return { id, result: 'unknown', state: null };
  const { state } = result.mail;
  if (result.kind === 'done') return { id, result: 'done', state };
  const { why } = result;
  return { id, result: why === 'ended' ? 'too-late' : why === 'changed' ? 'changed' : 'refused', state, why };
}

/** The other held mails of its burst, as they are now. */
async function othersOf({ store }: OpenedStore, { mail }: MailDetail): Promise<readonly MailId[]> {
  const { id, burst } = mail;
  if (burst === null) return [];
  const found = await store.listMails({ states: ['held'], burst, limit: MOST });
  return found.map((summary) => summary.mail.id).filter((other) => other !== id);
}

type Acted = { readonly id: MailId; readonly result: ActResult };

async function actOnOthers(
  opened: OpenedStore,
  others: readonly MailId[],
  verb: Verb,
  comment: string | null,
): Promise<readonly Acted[]> {
  const acted: Acted[] = [];
  for (const id of others) {
    const detail = await findMail(opened, id);
    acted.push({ id, result: await actNow(opened, detail, verb, comment) });
  }
  return acted;
}

function sayBurst(verb: Verb, acted: readonly Acted[], left: number): readonly string[] {
  const said = acted.map(({ id, result }) => sayResult(id, verb, result));
  return left > 0 ? [...said, `${left} more of its burst are held; --burst decides on them as well`] : said;
}

const decide =
  (verb: Verb) =>
  async (text: string, options: DecideOptions): Promise<void> => {
    const id = await parseId(text);
    await withStore(options, async (opened) => {
      const detail = await findMail(opened, id);
      const { sha256 } = detail.mail;
      if (options.sha256 !== undefined && options.sha256.toLowerCase() !== sha256) {
        throw new Problem(`${id} is not what you looked at: its SHA-256 is ${sha256}`);
      }
      const comment = options.comment ?? null;
      const others = await othersOf(opened, detail);
      const result = await actNow(opened, detail, verb, comment);
      const burst = options.burst === true ? await actOnOthers(opened, others, verb, comment) : [];
      const left = options.burst === true ? 0 : others.length;
      const alike = burst.map((one) => resultJson(one.id, one.result));
      const json = { ...resultJson(id, result), ...(options.burst === true ? { burst: alike } : {}) };
      write(options.json, json, () =>
        [sayResult(id, verb, result), ...sayBurst(verb, burst, left)].join('\n'),
      );
      if ([result, ...burst.map((one) => one.result)].some(({ kind }) => kind !== 'done'))
        process.exitCode = 1;
    });
  };

const decision = (held: Command, name: Verb, description: string) =>
  withCommonOptions(held.command(`${name} <id>`))
    .description(description)
    .option('--comment <text>', 'is told to the sender')
    .option('--burst', 'the same for all held mails of its burst, as they are now')
    .option('--sha256 <hex>', 'only if the mail still has this SHA-256 (see held show)')
    .action(decide(name));

export function heldCommand(): Command {
  const held = new Command('held').description('list held mail and decide about it');
  withCommonOptions(held.command('list'))
    .description('what is held, nearest deadline first; a burst is one line')
    .option('--all', 'every mail of a burst by itself')
    .action(list);
  withCommonOptions(held.command('show <id>'))
    .description('one mail: reasons, recipients, what happened')
    .action(show);
  decision(held, 'release', 'give the grant it waits for; with the last one it is sent');
  decision(held, 'return', 'give it back to its sender; nothing is sent');
  decision(held, 'withdraw', 'cancel it as its sender would');
  decision(held, 'escalate', 'ask the next manager as well');
  addRepairCommand(held, withCommonOptions);
  return held.addHelpText(
    'after',
    '\nExamples:\n  sekisho held list\n  sekisho held return m-… --comment "Please use Bcc"',
  );
}
