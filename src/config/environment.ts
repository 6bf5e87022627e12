// Settings from the environment: `SEKISHO__SMTP__LISTEN=0.0.0.0:2525`. Names are compared without case, `_` and `-`;
// a text is taken as it is, everything else is read as YAML. They win over the file, visibly (`config show --sources`).

import { parseDocument } from 'yaml';
import { z } from 'zod';
import { plainOf } from '../directory/yaml-value.ts';
import { type ConfigTree, graft, treeOfValue } from './config-tree.ts';
import { ConfigError, type ConfigProblem, likelyMeant, type Path, type Place, pathText } from './problems.ts';
import { writtenSchema } from './schema.ts';
import { keysAt, schemaAt } from './schema-keys.ts';

const PREFIX = 'SEKISHO__';

export type Environment = Readonly<Record<string, string | undefined>>;

const folded = (name: string) => name.toLowerCase().replace(/[-_]/g, '');
const variableOf = (path: Path) =>
  PREFIX + path.map((key) => String(key).toUpperCase().replaceAll('-', '_')).join('__');

/** `policy` may be written as a path; below it stand the policy's keys. */
function knownSchema(path: Path): unknown {
  const core = schemaAt(writtenSchema, path.slice(0, 1));
  if (path[0] !== 'policy' || !(core instanceof z.ZodUnion)) return schemaAt(writtenSchema, path);
  const policy = core.options.find((option) => option instanceof z.ZodObject);
  return path.length === 1 ? core : schemaAt(policy, path.slice(1));
}

function knownKeys(path: Path): readonly string[] {
  if (path.length === 0) return keysAt(writtenSchema, []);
  const core = knownSchema(path);
  const mapping = core instanceof z.ZodUnion ? core.options.find((o) => o instanceof z.ZodObject) : core;
  return keysAt(mapping, []);
}

/** The path that a variable names. Throws {@link ConfigError}. */
function parseName(name: string): Path {
  const path: string[] = [];
  const parts = name.slice(PREFIX.length).split('__');
  for (const part of parts) {
    const known = knownKeys(path);
    const key = known.find((one) => folded(one) === folded(part));
    if (key === undefined) {
      const meant = likelyMeant(part, known);
      const whole = [...path, meant ?? part, ...parts.slice(path.length + 1)];
      const hint = meant === null ? null : `did you mean ${variableOf(whole)}?`;
      const message = known.length === 0 ? `${pathText(path)} has no keys` : 'unknown setting';
      throw new ConfigError([{ file: name, line: null, column: null, path: '', message, hint }]);
    }
    path.push(key);
  }
  return path;
}

function parseValue(text: string, path: Path, place: Place): unknown {
  if (knownSchema(path) instanceof z.ZodString) return text === '' ? null : text;
  const document = parseDocument(text, { prettyErrors: false });
  const [error] = document.errors;
  const refuse = (message: string) =>
    new ConfigError([{ ...place, path: pathText(path), message, hint: null }]);
  if (error !== undefined) throw refuse(`not YAML: ${error.message}`);
  const made = plainOf(document);
  if (made.kind === 'value') return made.value;
  throw refuse(`not read: ${made.why}`);
}

/** The same without what it says of one section. */
export function withoutSection(env: Environment, section: string): Environment {
  const isOfIt = (name: string) => folded(name.slice(PREFIX.length).split('__')[0] ?? '') === folded(section);
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !name.startsWith(PREFIX) || !isOfIt(name)),
  );
}

export type Override = { readonly path: Path; readonly branch: ConfigTree };

/** All overrides, those of whole sections before those of single keys. Throws {@link ConfigError}. */
export function readOverrides(env: Environment, folder: string): readonly Override[] {
  const overrides: Override[] = [];
  const problems: ConfigProblem[] = [];
  for (const [name, text] of Object.entries(env).sort()) {
    if (!name.startsWith(PREFIX) || text === undefined) continue;
    const place: Place = { file: name, line: null, column: null };
    try {
      const path = parseName(name);
      const branch = treeOfValue(parseValue(text, path, place), { key: place, value: place, folder });
      overrides.push({ path, branch });
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return overrides.sort((a, b) => a.path.length - b.path.length);
}

export function applyOverrides(tree: ConfigTree, overrides: readonly Override[]): ConfigTree {
  return overrides.reduce((all, { path, branch }) => graft(all, path, branch), tree);
}
