// Reads the configuration: defaults, then the file, then the policy's own file, then the environment. Every problem is
// found in one go and named with file, line and column. Called by the composers (serve.ts, cli/).

import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { type ConfigTree, graft, originOf, parseTree, valueAt } from './config-tree.ts';
import { findContradictions } from './contradictions.ts';
import { applyOverrides, type Environment, readOverrides } from './environment.ts';
import { problemAt, problemsOf } from './issues-to-problems.ts';
import { withAbsoluteFiles } from './named-files.ts';
import { ConfigError, type Path, type Place } from './problems.ts';
import { readText } from './read-text.ts';
import { type Config, configSchema } from './schema.ts';

export { ConfigError } from './problems.ts';
export type { Config } from './schema.ts';

export type ConfigSource = {
  /** As the caller wrote it; null: `sekisho.yaml` in `cwd` if there is one. */
  readonly file: string | null;
  readonly env: Environment;
  /** The caller's folder. */
  readonly cwd: string;
  /** A policy in the place of the file's own, in YAML; `name` is what problems and sources call it. */
  readonly policy?: { readonly text: string; readonly name: string };
};

export type LoadedConfig = {
  readonly config: Config;
  /** As written, with the place of every value. */
  readonly tree: ConfigTree;
  /** null: everything came from the environment. */
  readonly file: string | null;
  /** Against which relative paths are read: the file's, else the caller's. */
  readonly folder: string;
  /** The policy as somebody wrote it, in YAML. */
  readonly policyText: string;
};

export const DEFAULT_FILE = 'sekisho.yaml';

const EXAMPLE = `Write ${DEFAULT_FILE}, or name another file with --config:

    organization: { domains: [corp.example] }
    nextHop: { host: smtp.corp.example, port: 25 }
    policy: { mode: observe }
`;

/** The file to read; null when none is named and there is no `sekisho.yaml`. */
export function findConfigFile({ file, cwd }: Pick<ConfigSource, 'file' | 'cwd'>): string | null {
  if (file !== null) return file;
  return existsSync(join(cwd, DEFAULT_FILE)) ? DEFAULT_FILE : null;
}

/** `name` is what problems call the file. Throws {@link ConfigError} at the place that asks for it. */
function readTree(
  path: string,
  name: string,
  askedBy: Place & { readonly path: string },
): ConfigTree & { readonly text: string } {
  const read = readText(path);
  if (read.kind === 'read') return { ...parseTree(read.text, name, dirname(path)), text: read.text };
  throw new ConfigError([{ ...askedBy, message: `cannot read ${name}: ${read.reason}`, hint: null }]);
}

const noLine = (file: string): Place => ({ file, line: null, column: null });
const EMPTY: ConfigTree = { value: {}, origins: new Map() };
const POLICY: Path = ['policy'];

/** The policy's own file; null when it stands with the rest. */
function readPolicyFile(tree: ConfigTree): ReturnType<typeof readTree> | null {
  const written = valueAt(tree.value, POLICY);
  const origin = originOf(tree, POLICY);
  if (typeof written !== 'string' || origin === null) return null;
  const name = origin.value.line === null ? written : join(dirname(origin.value.file), written);
  return readTree(resolve(origin.folder, written), name, { ...origin.value, path: 'policy' });
}

/** An empty text is the policy of defaults. */
function readGivenPolicy({ text, name }: NonNullable<ConfigSource['policy']>): ReturnType<typeof readTree> {
  return { ...(text.trim() === '' ? EMPTY : parseTree(text, name, '')), text };
}

type Read = { readonly tree: ConfigTree; readonly policyText: string };

function readTrees({ env, cwd, policy }: ConfigSource, file: string | null): Read {
  const base = file === null ? EMPTY : readTree(resolve(cwd, file), file, { ...noLine(file), path: '' });
  const overrides = readOverrides(env, cwd);
  const ofPolicyFile = overrides.filter(({ path }) => path.length === 1 && path[0] === 'policy');
  const rest = overrides.filter((override) => !ofPolicyFile.includes(override));
  const named = applyOverrides(base, ofPolicyFile);
  const isGiven = policy !== undefined && ofPolicyFile.length === 0;
  const own = isGiven ? readGivenPolicy(policy) : readPolicyFile(named);
  const tree = applyOverrides(own === null ? named : graft(named, POLICY, own), rest);
  // With its comments, unless the environment says otherwise.
  const isWhole = own !== null && !rest.some(({ path }) => path[0] === 'policy');
  return { tree, policyText: isWhole ? own.text : stringify(valueAt(tree.value, POLICY) ?? {}) };
}

/** Throws {@link ConfigError} with every problem there is. */
export function readConfig(source: ConfigSource): LoadedConfig {
  const file = findConfigFile(source);
  const { tree, policyText } = readTrees(source, file);
  if (file === null && tree.origins.size === 0) {
    const message = `there is no configuration in ${source.cwd}.\n${EXAMPLE}`;
    throw new ConfigError([{ ...noLine(DEFAULT_FILE), path: '', message, hint: null }]);
  }
  const parsed = configSchema.safeParse(tree.value);
  if (!parsed.success) throw new ConfigError(problemsOf(tree, parsed.error.issues));
  const contradictions = findContradictions(parsed.data, (path) => originOf(tree, path) !== null);
  if (contradictions.length > 0) {
    throw new ConfigError(contradictions.map(({ path, ...said }) => problemAt(tree, path, said)));
  }
  const folder = file === null ? source.cwd : dirname(resolve(source.cwd, file));
  const config = withAbsoluteFiles(parsed.data, (path) => originOf(tree, path)?.folder ?? folder);
  return { config, tree, file, folder, policyText };
}

/** The configuration alone; see {@link readConfig}. */
export function loadConfig(source: ConfigSource): Config {
  return readConfig(source).config;
}
