// `sekisho held repair`: the repairs of the pages, for the administrator of the machine. `--preview` shows what would
// come of them; without it exactly that is stored, and the mail is asked for again.

import { randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import { repairRefusal } from '../guard/sentences/repair-refusals.ts';
import type { RepairRefused, RepairWish } from '../relay/prepare-repair.ts';
import type { RepairDone, RepairOffer, Repairs } from '../relay/repair.ts';
import type { MailId } from '../store/store.ts';
import { UsageError } from './explain-error.ts';
import { decider, holdPortsOf, parseId, REFUSED } from './held-mail.ts';
import { plain, write } from './output.ts';
import { cliActor, type OpenedStore, type StoreOptions, withStore } from './with-store.ts';

type Options = StoreOptions & { readonly op: readonly string[]; readonly preview?: boolean };

const listed = (text: string): readonly string[] => text.split(',').map((one) => one.trim());

/** `wrong:right`. */
function pair(text: string): { readonly wrong: string; readonly right: string } {
  const [wrong = '', right = ''] = text.split(':').map((one) => one.trim());
  return { wrong, right };
}

/** What each `--op NAME=VALUE` asks for; the value is '' when none is given. */
const OPERATIONS: Readonly<Record<string, (value: string) => object>> = {
  'to-bcc': (value) => ({ op: 'to-bcc', addresses: value === '' ? null : listed(value) }),
  'one-per-recipient': () => ({ op: 'one-per-recipient' }),
  'drop-recipients': (value) => ({ op: 'drop-recipients', addresses: listed(value) }),
  'add-cc': (value) => ({ op: 'add-cc', address: value, name: null }),
  'add-bcc': (value) => ({ op: 'add-bcc', address: value }),
  'correct-domain': (value) => ({ op: 'correct-domain', ...pair(value) }),
  'correct-address': (value) => ({ op: 'correct-address', ...pair(value) }),
  'drop-attachment': (value) => ({ op: 'drop-attachment', part: value }),
  'protect-attachment': (value) => ({ op: 'protect-attachment', parts: listed(value) }),
};

async function parseOperations(texts: readonly string[]): Promise<RepairWish['operations']> {
  const { operationsSchema } = await import('../message/rewrite/operations.ts');
  const { suggestion } = await import('../config/problems.ts');
  const wanted = texts.map((text) => {
    const [, name = '', value = ''] = /^([^=]*)=?(.*)$/s.exec(text) ?? [];
    const make = OPERATIONS[name];
    if (make === undefined)
      throw new UsageError(`there is no operation "${name}"; ${suggestion(name, Object.keys(OPERATIONS))}`);
    return make(value);
  });
  if (wanted.length === 0) throw new UsageError('say what to do: --op to-bcc (see held repair --help)');
  const parsed = operationsSchema.safeParse(wanted);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UsageError(
    `--op ${texts[Number(issue?.path[0] ?? 0)] ?? ''}: ${issue?.message ?? 'not understood'}`,
  );
}

async function repairsOf(opened: OpenedStore): Promise<Repairs> {
  const [{ createRepairs }, { createPreviewRepair }, { readDkimKeys }, { readMail }] = await Promise.all([
    import('../relay/repair.ts'),
    import('../relay/repair-thread.ts'),
    import('../config/dkim-keys.ts'),
    import('../message/read-mail.ts'),
  ]);
  const ports = await holdPortsOf(opened);
  return createRepairs({
    ...ports,
    readMail,
    previewRepair: createPreviewRepair(readDkimKeys(opened.config.dkim)),
  });
}

function offerJson(id: MailId, { digest, needs, removedSignatures, headersBefore, mails }: RepairOffer) {
  return {
    id,
    result: 'previewed',
    digest,
    needs,
    removedSignatures,
    headersBefore,
    mails: mails.map(({ envelope, headersAfter, signedBy, verdict }) => ({
      forwardPaths: envelope.forwardPaths,
      signedBy,
      action: verdict.action,
      reasons: verdict.findings.map(({ check }) => check),
      headersAfter,
    })),
  };
}

function offerText({ mails, removedSignatures, needs }: RepairOffer): string {
  return [
    'nothing is stored yet; it would become:',
    ...mails.flatMap(({ envelope, headersAfter, signedBy }) => [
      '',
      ...headersAfter
        .filter(({ name }) => /^(?:from|to|cc|bcc|subject)$/i.test(name))
        .map(({ name, value }) => `  ${name}: ${plain(value)}`),
      `  goes to: ${envelope.forwardPaths.map(plain).join(', ')}`,
      `  signed by: ${signedBy ?? 'nobody'}`,
    ]),
    ...removedSignatures.map((what) => `goes away: ${plain(what)}`),
    `then it needs: ${needs.join(', ')}`,
  ].join('\n');
}

function doneText(id: MailId, { linked }: RepairDone): string {
  const split = linked.length === 0 ? '' : ` and ${linked.length} mails split off it: ${linked.join(' ')}`;
  return `${id} is repaired${split}; it is asked for again, nothing was sent`;
}

const OTHERS: Readonly<Record<string, string>> = {
  ...REFUSED,
  blocked: 'would be a mail that the policy does not allow',
};

function sayRefused(id: MailId, result: RepairRefused | { readonly kind: 'unknown' }): string {
  if (result.kind === 'unknown') return `there is no mail ${id}`;
  const other = OTHERS[result.why];
  return other === undefined ? `${id} stays as it is: ${repairRefusal(result.why, 'en')}` : `${id} ${other}`;
}

async function repair(text: string, options: Options): Promise<void> {
  const mailId = await parseId(text);
  const operations = await parseOperations(options.op);
  await withStore(options, async (opened) => {
    const repairs = await repairsOf(opened);
    const wish: RepairWish = { mailId, operations, by: decider(), nonce: randomBytes(16).toString('hex') };
    const offer = await repairs.offer(wish);
    const result =
      offer.kind !== 'offered' || options.preview === true
        ? offer
        : await repairs.carryOut({
            ...wish,
            saw: offer.saw,
            digest: offer.digest,
            confirm: false,
            actor: cliActor(),
          });
    if (result.kind === 'offered') write(options.json, offerJson(mailId, result), () => offerText(result));
    else if (result.kind === 'done') {
      write(options.json, { id: mailId, result: 'done', linked: result.linked }, () =>
        doneText(mailId, result),
      );
    } else {
      const json = {
        id: mailId,
        result: result.kind,
        ...(result.kind === 'refused' && { why: result.why, detail: result.detail }),
      };
      write(options.json, json, () => sayRefused(mailId, result));
      process.exitCode = 1;
    }
  });
}

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

/** Adds the command to `held`, whose options it shares. */
export function addRepairCommand(held: Command, withOptions: (command: Command) => Command): void {
  withOptions(held.command('repair <id>'))
    .description('change it before it may be sent: recipients to Bcc, one mail each, a domain, an attachment')
    .option('--op <operation>', 'what to do, several times if need be (see below)', collect, [])
    .option('--preview', 'show what would come of it, store nothing')
    .addHelpText('after', `\nOperations:\n  ${Object.keys(OPERATIONS).join('\n  ')}`)
    .action(repair);
}
