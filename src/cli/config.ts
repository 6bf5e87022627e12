// `sekisho config check | show | schema | explain`: what the configuration says, and what it would mean.

import { Command } from 'commander';
import type { EffectiveValue } from '../config/effective.ts';
import { findCheckText } from '../docs/documents.ts';
import { CHECK_IDS, type CheckId } from '../guard/checks-list.ts';
import type { Policy } from '../guard/policy.ts';
import { callerFolder } from './caller-path.ts';
import { withCommonOptions } from './common-options.ts';
import { UsageError } from './explain-error.ts';
import { callerLanguage, styled, table, write } from './output.ts';

type Options = { readonly config?: string; readonly json?: boolean };

async function read({ config }: Options) {
  const { readConfig } = await import('../config/load-config.ts');
  return readConfig({ file: config ?? null, env: process.env, cwd: callerFolder() });
}

/** With the policy that holds: where the pages may change it, what was applied there. */
async function readHolding(options: Options) {
  const { readInForce, tellUsed } = await import('./policy-in-force.ts');
  const { loaded, used } = await readInForce(options);
  tellUsed(used);
  return loaded;
}

async function check(options: Options): Promise<void> {
  const { assertFilesReadable } = await import('../config/secrets.ts');
  const { assertPeopleFile } = await import('../config/directory-settings.ts');
  const { ConfigError, problemText } = await import('../config/problems.ts');
  const { notesOn } = await import('../config/notes.ts');
  try {
    const loaded = await read(options);
    assertFilesReadable(loaded);
    assertPeopleFile(loaded);
    const notes = notesOn(loaded.config);
    write(options.json, { ok: true, file: loaded.file, problems: [], notes }, () =>
      [`${loaded.file ?? 'environment'}: fine`, ...notes.map((note) => `  note: ${note}`)].join('\n'),
    );
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const { problems } = error;
    write(options.json, { ok: false, problems, notes: [] }, () => problems.map(problemText).join('\n'));
    process.exitCode = 1;
  }
}

async function show(options: Options & { readonly sources?: boolean }): Promise<void> {
  const { effectiveConfig, effectiveValues } = await import('../config/effective.ts');
  const loaded = await readHolding(options);
  if (options.sources) {
    const values = effectiveValues(loaded);
    write(options.json, values, () =>
      table(values.map(({ path, value, source }) => [path, JSON.stringify(value), styled('dim', source)])),
    );
    return;
  }
  const { stringify } = await import('yaml');
  const config = effectiveConfig(loaded);
  write(options.json, config, () => stringify(config, { flowCollectionPadding: true }));
}

async function schema({ policy }: { readonly policy?: boolean }): Promise<void> {
  const { z } = await import('zod');
  const { writtenSchema } = await import('../config/schema.ts');
  const { policySchema } = await import('../guard/policy.ts');
  const written = z.toJSONSchema(policy ? policySchema : writtenSchema, { io: 'input' });
  process.stdout.write(`${JSON.stringify(written, null, 2)}\n`);
}

/** What overrides and allow entries say of a check, as far as somebody wrote it. */
function exceptionsOf(id: CheckId, { overrides, allow }: Policy, values: readonly EffectiveValue[]) {
  const prefixes = [
    ...overrides.flatMap(({ checks }, n) =>
      checks[id] === undefined ? [] : [`overrides[${n}].when.`, `overrides[${n}].checks.${id}.`],
    ),
    ...allow.flatMap(({ check }, n) => (check === id ? [`allow[${n}].`] : [])),
  ];
  return values
    .map(({ path, ...rest }) => ({ key: path.replace(/^policy\./, ''), ...rest }))
    .filter(({ key, source }) => source !== 'default' && prefixes.some((prefix) => key.startsWith(prefix)));
}

async function explain(name: string, options: Options): Promise<void> {
  const { suggestion } = await import('../config/problems.ts');
  const id = CHECK_IDS.find((one) => one === name);
  if (id === undefined) throw new UsageError(`there is no check "${name}"; ${suggestion(name, CHECK_IDS)}`);
  const { effectiveValues } = await import('../config/effective.ts');
  const loaded = await readHolding(options);
  const values = effectiveValues(loaded);
  const prefix = `policy.checks.${id}.`;
  const settings = values
    .filter(({ path }) => path.startsWith(prefix))
    .map(({ path, ...rest }) => ({ key: path.slice(prefix.length), ...rest }));
  const exceptions = exceptionsOf(id, loaded.config.policy, values);
  const text = findCheckText(id, callerLanguage());
  write(options.json, { check: id, settings, exceptions, text }, () => {
    const rows = [...settings, ...exceptions].map(({ key, value, source }) => [
      `  ${key}`,
      JSON.stringify(value),
      styled('dim', source),
    ]);
    return `${text ?? styled('bold', id)}\n\n${table(rows)}`;
  });
}

export function configCommand(): Command {
  const command = new Command('config').description('check, show and explain the configuration');
  withCommonOptions(command.command('check'))
    .description('every problem with file, line, column and what was probably meant')
    .action(check);
  withCommonOptions(command.command('show'))
    .description('the configuration as it holds, defaults included, secrets masked')
    .option('--sources', 'where each value comes from')
    .action(show);
  command
    .command('schema')
    .description('JSON Schema of the configuration, for editors')
    .option('--policy', 'of a policy in a file of its own')
    .option('--json', 'accepted for uniformity: a schema is JSON anyway')
    .action(schema);
  withCommonOptions(command.command('explain <check>'))
    .description('what a check looks for, and its settings')
    .action(explain);
  return command;
}
