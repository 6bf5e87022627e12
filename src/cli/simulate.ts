// `sekisho simulate --set KEY=VALUE… --since 30d`: what another policy would have made of the mails of a period.

import { Command, InvalidArgumentError } from 'commander';
import type { ConfigSource } from '../config/load-config.ts';
import type { CheckId } from '../guard/checks-list.ts';
import type { Policy } from '../guard/policy.ts';
import { NEEDS } from '../guard/verdict.ts';
import { FATES, type Fate } from '../guard/what-if/fate.ts';
import type { Tally } from '../guard/what-if/tally.ts';
import type { ChangedMail, Curve, WhatIf } from '../relay/what-if.ts';
import { parseCount } from './arguments.ts';
import { withCommonOptions } from './common-options.ts';
import { UsageError } from './explain-error.ts';
import { styled, table, write } from './output.ts';
import { readInForce, usedText } from './policy-in-force.ts';
import { type StoreOptions, withStore } from './with-store.ts';

type Options = StoreOptions & {
  readonly set: readonly string[];
  readonly policy?: string;
  readonly since: number;
  readonly curve?: readonly [key: string, values: readonly number[]];
  readonly last: number;
};

const DAY_MS = 86_400_000;

function parseDays(text: string): number {
  const [, days] = /^([1-9]\d{0,3})d$/.exec(text) ?? [];
  if (days === undefined) throw new InvalidArgumentError('It must be a number of days such as 30d.');
  return Number(days);
}

function parseCurve(text: string): NonNullable<Options['curve']> {
  const [, key = '', values = ''] = /^([\w.-]+)=(\d+(?:,\d+)*)$/.exec(text) ?? [];
  if (key === '') throw new InvalidArgumentError('It must be such as visible-recipients.confirmAt=2,4,8.');
  return [key, values.split(',').map(Number)];
}

const collect = (text: string, before: readonly string[]) => [...before, text];

/** `visible-recipients.confirmAt`, with or without `policy.checks.` in front, as a path of the policy. */
async function pathOf(key: string): Promise<readonly string[]> {
  const { CHECK_IDS } = await import('../guard/checks-list.ts');
  const path = key.replace(/^policy\./, '').split('.');
  return CHECK_IDS.some((id) => id === path[0]) ? ['checks', ...path] : path;
}

/** A setting as `serve` would take it from the environment: one way to read and to refuse them. */
type Variable = { readonly name: string; readonly value: string; readonly writtenAs: string };

async function variablesOf({ set, policy }: Options): Promise<readonly Variable[]> {
  const variables: Variable[] = [];
  if (policy !== undefined) {
    variables.push({ name: 'SEKISHO__POLICY', value: policy, writtenAs: `--policy ${policy}` });
  }
  for (const setting of set) {
    const [, key = '', value = ''] = /^([^=]+)=(.*)$/s.exec(setting) ?? [];
    if (key === '') throw new UsageError(`--set ${setting}: expected KEY=VALUE`);
    const path = await pathOf(key);
    const name = `SEKISHO__POLICY__${path.join('__').toUpperCase().replaceAll('-', '_')}`;
    variables.push({ name, value, writtenAs: `--set ${setting}` });
  }
  return variables;
}

/** The policy that is tried: the one in force but for what is set. What is wrong with it is named as it was written here. */
async function triedPolicy(options: Options, inForce: ConfigSource): Promise<Policy> {
  const { ConfigError, readConfig } = await import('../config/load-config.ts');
  const variables = await variablesOf(options);
  const given = Object.fromEntries(variables.map(({ name, value }) => [name, value]));
  const source = { ...inForce, env: { ...inForce.env, ...given } };
  try {
    return readConfig(source).config.policy;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const written = (file: string) => variables.find(({ name }) => name === file)?.writtenAs ?? file;
    throw new ConfigError(error.problems.map((problem) => ({ ...problem, file: written(problem.file) })));
  }
}

async function curveOf({ curve }: Options): Promise<Curve | undefined> {
  if (curve === undefined) return undefined;
  const [key, values] = curve;
  const { CHECKS } = await import('../guard/checks/index.ts');
  const [, check = '', setting = ''] = await pathOf(key);
  const thresholds = CHECKS.find(({ id }) => id === check)?.thresholds ?? {};
  if (!Object.hasOwn(thresholds, setting)) {
    const known = CHECKS.flatMap(({ id, thresholds }) =>
      Object.keys(thresholds).map((one) => `${id}.${one}`),
    );
    throw new UsageError(`--curve ${key}: no threshold of that name; known: ${known.join(', ')}`);
  }
  return { check: check as CheckId, setting, values };
}

const perDay = (count: number, days: number) => (count / days).toFixed(1);
const share = (count: number, mails: number) =>
  mails === 0 ? '' : `${((count * 100) / mails).toFixed(2)} %`;

function tallyTable({ mails, now, tried }: WhatIf, days: number): string {
  const row = (name: string, pick: (tally: Tally) => number) => [
    name,
    String(pick(now)),
    String(pick(tried)),
    `${perDay(pick(now), days)} → ${perDay(pick(tried), days)}`,
    `${share(pick(now), mails)} → ${share(pick(tried), mails)}`,
  ];
  return table([
    ['', 'now', 'then', 'per day', 'of all mail'],
    row('held', ({ held }) => held),
    row('  asks the sender', ({ sender }) => sender),
    row('  asks a supervisor', ({ supervisor }) => supervisor),
    row('rejected', ({ rejected }) => rejected),
  ]);
}

function curveTable({ curve }: WhatIf, days: number): string {
  const most = Math.max(1, ...curve.map(({ tally }) => tally.held));
  return table(
    curve.map(({ value, tally }) => [
      `  at ${value}`,
      `${perDay(tally.held, days)} held a day`,
      '█'.repeat(Math.round((tally.held * 40) / most)),
    ]),
  );
}

type Changed = ChangedMail & { readonly really: Fate };

const holds = ({ tried }: ChangedMail) => NEEDS[tried].length > 0 || tried === 'reject';

function changedText(changed: readonly Changed[], last: number): string {
  if (changed.length === 0) return 'No mail would have fared differently.';
  const fates = (list: readonly Changed[]) =>
    FATES.map((fate) => [fate, list.filter(({ really }) => really === fate).length] as const)
      .filter(([, count]) => count > 0)
      .map(([fate, count]) => `${count} ${fate}`)
      .join(', ');
  const more = changed.filter(holds);
  const less = changed.filter((mail) => !holds(mail));
  const rows = changed
    .slice(-last)
    .map(({ mailId, receivedAt, author, now, tried, really }) => [
      mailId,
      receivedAt.slice(0, 16).replace('T', ' '),
      author ?? '<>',
      `${now} → ${tried}`,
      really,
    ]);
  return [
    `${changed.length} mails would have fared differently:`,
    ...(more.length > 0
      ? [`  ${more.length} would be stopped or asked for otherwise; really: ${fates(more)}`]
      : []),
    ...(less.length > 0 ? [`  ${less.length} would go through; really: ${fates(less)}`] : []),
    '',
    table([['mail', 'received (UTC)', 'author', 'asked for', 'really'], ...rows]),
  ].join('\n');
}

async function run(options: Options): Promise<void> {
  const [{ whatIf }, { unforeseeable }, { fateOf }, { joinStored }, { directorySettingsOf }] =
    await Promise.all([
      import('../relay/what-if.ts'),
      import('../guard/what-if/reach.ts'),
      import('../guard/what-if/fate.ts'),
      import('../directory/sync.ts'),
      import('../config/directory-settings.ts'),
    ]);
  const { loaded, used, source } = await readInForce(options);
  const policy = await triedPolicy(options, source);
  const curve = await curveOf(options);
  const { config } = loaded;
  await withStore(options, async ({ store }) => {
    const until = new Date();
    const since = new Date(until.getTime() - options.since * DAY_MS);
    const people = joinStored(await store.readDirectory(), directorySettingsOf(config));
    const rules = { organization: config.organization, policy: config.policy, people };
    const period = { since: since.toISOString(), until: until.toISOString() };
    const result = await whatIf({ store }, { rules, policy, ...period, ...(curve ? { curve } : {}) });
    const outcomes = await store.outcomesOf(result.changed.map(({ mailId }) => mailId));
    const changed = result.changed.map((mail) => {
      const outcome = outcomes.get(mail.mailId);
      return { ...mail, really: outcome === undefined ? ('sent' as const) : fateOf(outcome) };
    });
    const blind = unforeseeable(config.policy, policy);
    write(options.json, { ...period, policy: used, ...result, changed, unforeseeable: blind }, () =>
      [
        styled('bold', `${result.mails} mails of ${options.since} days, judged on what was recorded`),
        usedText(used, loaded.file),
        ...(result.purged > 0 ? [`${result.purged} could not be judged again: their facts are gone`] : []),
        ...blind.map((key) => `policy.${key}: its effect cannot be seen in what was recorded`),
        '',
        tallyTable(result, options.since),
        ...(curve ? [`${curve.check}.${curve.setting}:`, curveTable(result, options.since)] : []),
        changedText(changed, options.last),
      ].join('\n'),
    );
  });
}

export function simulateCommand(): Command {
  const simulate = new Command('simulate')
    .description('what another policy would have made of the mails of the last days')
    .option('--set <key=value>', 'a setting of the policy; may be given several times', collect, [])
    .option('--policy <file>', 'a whole policy instead of the one in force')
    .option('--curve <key=n,n…>', 'a threshold at several values', parseCurve)
    .option('--since <days>', 'how far back', parseDays, 30)
    .option('--last <n>', 'list so many of the mails that change', parseCount, 20)
    .action(run);
  return withCommonOptions(simulate);
}
