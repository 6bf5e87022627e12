// `sekisho explain MAIL.eml`: every check that was asked about one mail, what it answered and with which evidence, and
// the setting that decides with the place where it was written. Judges as `check` does.

import type { Command } from 'commander';
import { CHECK_IDS, type CheckId } from '../guard/checks-list.ts';
import { legalEstimate } from '../guard/legal/estimate.ts';
import { settingOf, settingsFor } from '../guard/policy-for.ts';
import { noteOf, sentenceOf } from '../guard/sentences.ts';
import type { Action, Finding } from '../guard/verdict.ts';
import { type CheckOptions, checkMail, headOf, judgingCommand, repairsInWords } from './check.ts';
import { callerLanguage, plain, styled, write } from './output.ts';
import { usedLines } from './policy-in-force.ts';
import { toldEstimate } from './told-estimate.ts';

type Checked = Awaited<ReturnType<typeof checkMail>>;

type Explained = {
  readonly check: CheckId;
  readonly answer: 'found' | 'clear' | 'unknown' | 'off';
  /** What the finding asks for; null without one. */
  readonly action: Action | null;
  readonly summary: string | null;
  readonly evidence: Finding['evidence'];
  readonly setting: { readonly key: string; readonly source: string };
  /** The settings of the check for this mail, with the overrides that fit it. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly allowed: NonNullable<Finding['allowed']> | null;
};

function answerOf(check: CheckId, { verdict }: Checked, finding: Finding | undefined): Explained['answer'] {
  if (finding !== undefined) return 'found';
  if (verdict.unknown.includes(check)) return 'unknown';
  return verdict.cleared.includes(check) ? 'clear' : 'off';
}

/** One entry for each check: what asks for most first, then what found nothing. */
function explained(checked: Checked): readonly Explained[] {
  const { facts, rules, verdict, sourceOf } = checked;
  const settings = settingsFor(facts, rules);
  const entry = (check: CheckId, finding?: Finding): Explained => {
    const key = finding?.setting ?? settingOf(check, facts, rules);
    return {
      check,
      answer: answerOf(check, checked, finding),
      action: finding?.action ?? null,
      summary: finding === undefined ? null : sentenceOf(finding, callerLanguage()).sentence,
      evidence: finding?.evidence ?? [],
      setting: { key, source: sourceOf(key) },
      settings: settings[check],
      allowed: finding?.allowed ?? null,
    };
  };
  const found = new Set(verdict.findings.map(({ check }) => check));
  return [
    ...verdict.findings.map((finding) => entry(finding.check, finding)),
    ...CHECK_IDS.filter((check) => !found.has(check)).map((check) => entry(check)),
  ];
}

/** Like the notes of `check`, but all of the evidence. */
function evidenceLines(finding: Finding | undefined): readonly string[] {
  if (finding === undefined) return [];
  return finding.evidence.map((item) => {
    const note = plain(noteOf(finding, item, callerLanguage()));
    return `      ${plain(item.value)}${note === '' ? '' : `  (${note})`}`;
  });
}

/** null: nobody is concerned. */
function estimated({ facts, rules }: Checked) {
  return toldEstimate(legalEstimate(facts, rules.organization.kind), callerLanguage());
}

function inWords(entries: readonly Explained[], checked: Checked): string {
  const { verdict, autoRepair } = checked;
  const legal = estimated(checked);
  const lines = entries.flatMap(({ check, answer, action, summary, setting, settings, allowed }, n) => [
    `  ${styled('bold', check)}: ${answer}${action === null ? '' : ` → ${action}`}`,
    ...(summary === null ? [] : [`    ${plain(summary)}`]),
    ...evidenceLines(verdict.findings[n]),
    ...(allowed === null ? [] : [`    ${allowed.by}: ${plain(allowed.reason)}, until ${allowed.until}`]),
    styled('dim', `    ${setting.key} = ${JSON.stringify(settings)}  (${setting.source})`),
  ]);
  const tail = legal === null ? [] : [`  ${legal.summary}`];
  return [...repairsInWords(autoRepair), headOf(verdict), ...lines, ...tail].join('\n');
}

type Options = CheckOptions & { readonly json?: boolean };

async function run(file: string, options: Options): Promise<void> {
  const checked = await checkMail(file, options);
  const { verdict, autoRepair, used } = checked;
  const { action, needs } = verdict;
  const checks = explained(checked);
  const result = { action, needs, autoRepair, policy: used, checks, legalEstimate: estimated(checked) };
  write(options.json, result, () =>
    [inWords(checks, checked), ...usedLines(used, options.config)].join('\n'),
  );
  if (action !== 'forward') process.exitCode = 1;
}

export function explainCommand(): Command {
  return judgingCommand('explain')
    .description('what every check says of one mail, why, and which setting decides')
    .option('--json', 'as JSON')
    .action(run);
}
