// Two policies line by line: every setting that holds, defaults included, written as it could stand in a file, with each
// check on one line so that a changed number is seen with the name of its check.

import { structuredPatch } from 'diff';
import { Document, isMap } from 'yaml';

/** A policy as it was in force, in YAML. */
export function writePolicy(policy: unknown): string {
  const document = new Document(policy);
  const checks = document.get('checks');
  if (isMap(checks)) {
    for (const { value } of checks.items) if (isMap(value)) value.flow = true;
  }
  return document.toString({ flowCollectionPadding: true, lineWidth: 0 });
}

export type DiffLine = { readonly kind: 'removed' | 'added' | 'same' | 'gap'; readonly text: string };

const KINDS: Readonly<Record<string, DiffLine['kind']>> = { '-': 'removed', '+': 'added', ' ': 'same' };
const CONTEXT = 2;

/** Empty when nothing differs; `gap` stands between places that are apart. */
export function diffPolicies(before: unknown, after: unknown): readonly DiffLine[] {
  const { hunks } = structuredPatch('', '', writePolicy(before), writePolicy(after), '', '', {
    context: CONTEXT,
  });
  return hunks.flatMap(({ lines, oldStart }, n) => {
    const gap: DiffLine[] = n === 0 && oldStart <= 1 ? [] : [{ kind: 'gap', text: '…' }];
    const shown = lines.flatMap((line): DiffLine[] => {
      const kind = KINDS[line.charAt(0)];
      return kind === undefined ? [] : [{ kind, text: line.slice(1) }];
    });
    return [...gap, ...shown];
  });
}
