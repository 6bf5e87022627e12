// `sekisho replay`: judges recorded mail with its own history and clock, as if learning were over. Either folders of
// cases, or one chronological stream of real mail (replay-stream.ts). Stores and sends nothing.

import { Command } from 'commander';
import type { Rules } from '../guard/policy.ts';
import { organizationSchema, policySchema } from '../guard/policy.ts';
import { callerPath } from './caller-path.ts';
import { historyOf } from './given-history.ts';
import { createJudge, envelopeOf, learnFrom, reasonsOf } from './judge-with.ts';
import { messagesOf, type RecordedCase, readCase } from './replay-case.ts';
import { configuredRules } from './rules-of-config.ts';

type Options = { config?: string; jsonl?: string; eml?: string; learnDays?: string; json?: boolean };

export type CaseResult = {
  readonly id: string;
  readonly action: 'hold' | 'pass';
  readonly reasons: readonly string[];
  /** One per entry of the session. */
  readonly messages: readonly ('hold' | 'pass')[];
  /** Among all messages in the order of their clock; null when none was held. */
  readonly firstHeldMessage: number | null;
  /** Messages, counted likewise, that the policy repaired before they were judged; not given when there are none. */
  readonly repairedMessages?: readonly number[];
};

/** What the case names, with the configured rules or the built-in ones under it. */
export function rulesOfCase({ setup }: RecordedCase, configured: Rules | null): Rules {
  const { internalDomains: domains, freemailDomains, importantDomains, approver, distributionLists } = setup;
  const { organization, policy, people } = configured ?? {
    organization: organizationSchema.parse({ domains }),
    policy: policySchema.parse({}),
  };
  return {
    organization: { ...organization, domains },
    policy: {
      ...policy,
      freemailDomains: freemailDomains ?? policy.freemailDomains,
      importantRecipients: importantDomains ?? policy.importantRecipients,
      distributionLists: distributionLists ?? policy.distributionLists,
      approvers: approver === undefined ? policy.approvers : [{ for: '*', approver: approver.email }],
    },
    ...(people === undefined ? {} : { people }),
  };
}

/** What became of every message of the case. A held one teaches nothing to those after it. */
export async function replayCase(folder: string, configured: Rules | null): Promise<CaseResult> {
  const recorded = await readCase(folder);
  const startAt = new Date(recorded.setup.startAt);
  const history = historyOf(recorded.setup.history, startAt);
  const judge = await createJudge(history, rulesOfCase(recorded, configured));
  const held = new Set<number>();
  const reasons = new Set<string>();
  const repairedMessages: number[] = [];
  let firstHeldMessage: number | null = null;
  for (const [n, message] of (await messagesOf(folder, recorded)).entries()) {
    const at = new Date(startAt.getTime() + message.atSeconds * 1000);
    const inspected = await judge(envelopeOf(message.from, message.to), message.octets, at);
    if (inspected.autoRepair.length > 0) repairedMessages.push(n);
    // A policy that only observes sends everything, and so learns from everything.
    if (inspected.verdict.action === 'forward') learnFrom(history, inspected, at);
    if (inspected.verdict.wouldBe === 'forward') continue;
    firstHeldMessage ??= n;
    held.add(message.entry);
    for (const check of reasonsOf(inspected.verdict).reasons) reasons.add(check);
  }
  return {
    id: recorded.id,
    action: held.size > 0 ? 'hold' : 'pass',
    reasons: [...reasons],
    messages: recorded.session.map((_, entry) => (held.has(entry) ? 'hold' : 'pass')),
    firstHeldMessage,
    ...(repairedMessages.length === 0 ? {} : { repairedMessages }),
  };
}

async function replayCases(folders: readonly string[], { config, json }: Options): Promise<void> {
  const configured = await configuredRules(config);
  for (const folder of folders) {
    const result = await replayCase(callerPath(folder), configured);
    const line = json
      ? JSON.stringify(result)
      : `${result.action}  ${result.id}  ${result.reasons.join(' ')}`;
    process.stdout.write(`${line}\n`);
  }
}

async function run(folders: readonly string[], options: Options, command: Command): Promise<void> {
  const { jsonl, eml } = options;
  if (jsonl === undefined && eml === undefined) {
    if (folders.length === 0) command.error('name the folders of the cases, or --jsonl FILE --eml DIR');
    return replayCases(folders, options);
  }
  if (jsonl === undefined || eml === undefined || folders.length > 0)
    command.error('a stream needs --jsonl FILE and --eml DIR, and no folders');
  const { replayStream } = await import('./replay-stream.ts');
  const learnDays = Number(options.learnDays ?? 0);
  if (!Number.isFinite(learnDays) || learnDays < 0) command.error('--learn-days needs a number of days');
  const paths = { jsonl: callerPath(jsonl), eml: callerPath(eml), config: options.config };
  await replayStream({ ...paths, learnDays, json: options.json === true });
}

export function replayCommand(): Command {
  return new Command('replay')
    .description('judge recorded mail with its own history and clock')
    .argument('[folders...]', 'folders of cases, each with a case.json')
    .option('--jsonl <file>', 'a chronological stream: line N is {date, from, to, cc, bcc}')
    .option('--eml <folder>', 'the mails of the stream, NNNNNN.eml for line N')
    .option('--learn-days <days>', 'only learn from the first days of the stream')
    .option('--config <file>', 'organisation and policy; a case overrides what its setup names')
    .option('--json', 'one JSON object per line')
    .action(run);
}
