// A policy alone, as somebody writes it on the pages: judged exactly as `config check` would judge it in its own file.

import { policySchema } from '../guard/policy.ts';
import type { ParsedPolicy, PolicyProblem } from '../relay/live-policy.ts';
import { type ConfigTree, graft, parseTree } from './config-tree.ts';
import { findContradictions } from './contradictions.ts';
import { problemAt, problemsOf } from './issues-to-problems.ts';
import { ConfigError, type ConfigProblem } from './problems.ts';
import type { Config } from './schema.ts';

const NOTHING: ConfigTree = { value: {}, origins: new Map() };
const POLICY = ['policy'];

function toPolicyProblem({ line, column, path, message, hint }: ConfigProblem): PolicyProblem {
  return { line, column, path: path.replace(/^policy\.?/, ''), message, hint };
}

const faulty = (problems: readonly ConfigProblem[]): ParsedPolicy => ({
  kind: 'faulty',
  problems: problems.map(toPolicyProblem),
});

/** `config`: the rest of the configuration, with which a policy may be at odds. An empty text is the policy of defaults. */
export function parsePolicy(config: Config, yaml: string): ParsedPolicy {
  try {
    const tree = graft(NOTHING, POLICY, yaml.trim() === '' ? NOTHING : parseTree(yaml, '', ''));
    const written = tree.value as { readonly policy: unknown };
    const parsed = policySchema.safeParse(written.policy);
    if (!parsed.success) {
      const issues = parsed.error.issues.map((issue) => ({ ...issue, path: [...POLICY, ...issue.path] }));
      return faulty(problemsOf(tree, issues));
    }
    const policy = parsed.data;
    const odds = findContradictions({ ...config, policy }, () => true).filter(
      ({ path }) => path[0] === 'policy',
    );
    if (odds.length > 0) return faulty(odds.map(({ path, ...said }) => problemAt(tree, path, said)));
    return { kind: 'fit', policy };
  } catch (error) {
    if (error instanceof ConfigError) return faulty(error.problems);
    throw error;
  }
}
