// Turns what zod says about a configuration into problems: in the words of somebody who writes YAML, each at its place.

import type { z } from 'zod';
import { type ConfigTree, nearestPlace, valueAt } from './config-tree.ts';
import { type ConfigProblem, type Path, pathText, suggestion } from './problems.ts';
import { configSchema } from './schema.ts';
import { keysAt } from './schema-keys.ts';

type Issue = z.core.$ZodIssue;

const NAMES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'keys and values',
  record: 'keys and values',
  null: 'nothing',
};

function kindOf(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  return NAMES[typeof value] ?? typeof value;
}

const MISSING = 'is missing';

type Said = Pick<ConfigProblem, 'message' | 'hint'>;

function sayOf(issue: Issue, value: unknown): Said {
  if (value !== undefined && issue.message.startsWith('expected'))
    return { message: issue.message, hint: null };
  switch (issue.code) {
    case 'invalid_type': {
      const expected = NAMES[issue.expected] ?? issue.expected;
      if (value === undefined) return { message: `${MISSING}; expected ${expected}`, hint: null };
      return { message: `expected ${expected}, not ${kindOf(value)}`, hint: null };
    }
    case 'invalid_value': {
      const values = issue.values.map(String);
      const hint = typeof value === 'string' ? suggestion(value, values) : null;
      const message = `expected one of ${values.join(', ')}`;
      return { message, hint: hint?.startsWith('did') ? hint : null };
    }
    case 'too_small':
      if (issue.origin === 'array') return { message: 'expected at least one entry', hint: null };
      if (issue.origin === 'string') return { message: 'expected a text that is not empty', hint: null };
      return { message: `expected at least ${issue.minimum}`, hint: null };
    case 'too_big':
      return { message: `expected at most ${issue.maximum}`, hint: null };
    default:
      return { message: issue.message, hint: null };
  }
}

const NOWHERE = { file: 'configuration', line: null, column: null };

function unknownKey(tree: ConfigTree, path: Path, key: string): ConfigProblem {
  const at = [...path, key];
  const place = nearestPlace(tree, at, 'key');
  const hint = suggestion(key, keysAt(configSchema, path));
  return { ...(place ?? NOWHERE), path: pathText(at), message: 'unknown key', hint };
}

export function problemAt(tree: ConfigTree, path: Path, said: Said): ConfigProblem {
  return { ...(nearestPlace(tree, path) ?? NOWHERE), path: pathText(path), ...said };
}

/** A key that is missing because it was written wrong is one problem, not two. */
function withoutConsequences(problems: readonly ConfigProblem[]): readonly ConfigProblem[] {
  const meant = new Set(
    problems.flatMap(({ path, hint }) => {
      const [, key] = /^did you mean "(.+)"\?$/.exec(hint ?? '') ?? [];
      return key === undefined ? [] : [path.replace(/[^.]+$/, key)];
    }),
  );
  return problems.filter(({ path, message }) => !(meant.has(path) && message.startsWith(MISSING)));
}

const inOrder = (a: ConfigProblem, b: ConfigProblem) =>
  (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);

/** In the order of the lines. */
export function problemsOf(tree: ConfigTree, issues: readonly Issue[]): readonly ConfigProblem[] {
  const problems = issues.flatMap((issue) => {
    const path = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(tree, path, key));
    return [problemAt(tree, path, sayOf(issue, valueAt(tree.value, path)))];
  });
  return withoutConsequences(problems).toSorted(inOrder);
}
