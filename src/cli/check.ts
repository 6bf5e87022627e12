// `sekisho check MAIL.eml`: judges one mail without storing it, with the given history only, as if learning were over.

import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { domainOf, parseAddrSpec } from '../guard/address.ts';
import type { AutoOperation } from '../guard/auto-repair.ts';
import { legalEstimate } from '../guard/legal/estimate.ts';
import { organizationSchema, policySchema, type Rules } from '../guard/policy.ts';
import { noteOf, sentenceOf } from '../guard/sentences.ts';
import { asksToHold, type Finding, type Verdict } from '../guard/verdict.ts';
import { callerPath } from './caller-path.ts';
import { Problem, UsageError } from './explain-error.ts';
import { historyOf } from './given-history.ts';
import { createJudge, envelopeOf } from './judge-with.ts';
import { callerLanguage, plain } from './output.ts';
import { BUILT_IN, usedLines } from './policy-in-force.ts';
import { historySchema } from './replay-case.ts';
import { type Configured, configured } from './rules-of-config.ts';
import { toldEstimate } from './told-estimate.ts';

export type CheckOptions = {
  readonly from: string;
  readonly to: readonly string[];
  readonly history?: string;
  readonly config?: string;
  /** ISO time; now unless given. */
  readonly at?: string;
};

/** Without a configuration the domain of the sender is the company. */
function rulesFor(from: string, configured: Rules | null): Rules {
  if (configured !== null) return configured;
  const sender = parseAddrSpec(from);
  const domains = [sender === null ? 'localhost' : domainOf(sender)];
  return { organization: organizationSchema.parse({ domains }), policy: policySchema.parse({}) };
}

async function readContacts(file: string) {
  const text = await readFile(callerPath(file), 'utf8');
  try {
    return historySchema.parse(JSON.parse(text));
  } catch (error) {
    throw new Problem(`${file} is no list of {sender, recipient, count, lastSentDaysAgo}: ${error}`);
  }
}

async function givenHistory(file: string | undefined, now: Date) {
  return historyOf(file === undefined ? [] : await readContacts(file), now);
}

type SourceOf = Configured['sourceOf'];

export function repairsInWords(autoRepair: readonly AutoOperation[]): readonly string[] {
  const repairs = autoRepair.map((one) => (one.op === 'to-bcc' ? one.op : `${one.op} ${one.address}`));
  return repairs.length === 0 ? [] : [`repaired by policy first: ${repairs.join(', ')}`];
}

/** What decided, when that was not a default. */
function decidedBy({ setting = '', allowed }: Finding, sourceOf: SourceOf): readonly string[] {
  const source = sourceOf(setting);
  return [
    ...(source === 'default' ? [] : [`      ${setting} (${source})`]),
    ...(allowed === undefined
      ? []
      : [`      ${allowed.by}: ${plain(allowed.reason)}, until ${allowed.until} (${sourceOf(allowed.by)})`]),
  ];
}

function describe(finding: Finding, sourceOf: SourceOf): string {
  const { sentence } = sentenceOf(finding, callerLanguage());
  const evidence = finding.evidence.slice(0, 5).map((item) => {
    const note = plain(noteOf(finding, item, callerLanguage()));
    return `      ${plain(item.value)}${note === '' ? '' : `  (${note})`}`;
  });
  const mark = asksToHold(finding) ? '  ! ' : '  · ';
  const head = `${mark}${finding.check} [${finding.action}]  ${plain(sentence)}`;
  return [head, ...evidence, ...decidedBy(finding, sourceOf)].join('\n');
}

export const headOf = ({ action, needs }: Pick<Verdict, 'action' | 'needs'>): string =>
  needs.length === 0 ? action : `${action} (needs: ${needs.join(', ')})`;

function inWords(
  { action, needs, findings }: Verdict,
  sourceOf: SourceOf,
  autoRepair: readonly AutoOperation[],
): string {
  const head = headOf({ action, needs });
  return `${[...repairsInWords(autoRepair), head, ...findings.map((finding) => describe(finding, sourceOf))].join('\n')}\n`;
}

/** What the policy says of the mail in `file`, after what it repairs by itself. Throws UsageError, Problem or ConfigError for what cannot be read. */
export async function checkMail(file: string, options: CheckOptions) {
  const now = options.at === undefined ? new Date() : new Date(options.at);
  if (Number.isNaN(now.getTime())) throw new UsageError(`not a time: ${options.at}`);
  const octets = await readFile(callerPath(file));
  const given = await configured(options.config);
  const rules = rulesFor(options.from, given?.rules ?? null);
  const sourceOf = given?.sourceOf ?? (() => 'default');
  const judge = await createJudge(await givenHistory(options.history, now), rules);
  const judged = await judge(envelopeOf(options.from, options.to), octets, now);
  return { ...judged, rules, sourceOf, used: given?.used ?? BUILT_IN };
}

type Options = CheckOptions & { readonly json?: boolean };

async function run(file: string, options: Options): Promise<void> {
  const { facts, verdict, autoRepair, sourceOf, used, rules } = await checkMail(file, options);
  const { action, needs, findings } = verdict;
  const legal = toldEstimate(legalEstimate(facts, rules.organization.kind), callerLanguage());
  const result = {
    action,
    needs,
    findings: findings.map((finding) => ({
      check: finding.check,
      severity: finding.severity,
      action: finding.action,
      summary: sentenceOf(finding, callerLanguage()).sentence,
      evidence: finding.evidence,
      setting: { key: finding.setting ?? null, source: sourceOf(finding.setting ?? '') },
      ...(finding.allowed === undefined ? {} : { allowed: finding.allowed }),
    })),
    /** What the policy does to this mail by itself; everything else is said of the mail after it. */
    autoRepair,
    policy: used,
    legalEstimate: legal,
    facts,
  };
  const after = [...(legal === null ? [] : [`  ${legal.summary}`]), ...usedLines(used, options.config)];
  const lines = () => inWords(verdict, sourceOf, autoRepair) + after.map((line) => `${line}\n`).join('');
  process.stdout.write(options.json ? `${JSON.stringify(result)}\n` : lines());
  if (action !== 'forward') process.exitCode = 1;
}

const another = (path: string, paths: string[] = []) => [...paths, path];

/** The mail, its envelope, history and rules: the same for every command that judges one mail. */
export function judgingCommand(name: string): Command {
  return new Command(name)
    .argument('<mail>', 'the mail (RFC 5322), as it would be sent')
    .requiredOption('--from <address>', 'reverse-path; an empty one is the null reverse-path')
    .requiredOption('--to <address>', 'forward-path, Bcc included; may be given several times', another)
    .option('--history <file>', 'JSON list of {sender, recipient, count, lastSentDaysAgo}')
    .option('--config <file>', 'organisation and policy')
    .option('--at <time>', 'the time at which the mail is sent (ISO 8601)');
}

export function checkCommand(): Command {
  return judgingCommand('check')
    .description('judge one mail without storing or sending it')
    .option('--json', 'the verdict and the facts as JSON')
    .action(run);
}
