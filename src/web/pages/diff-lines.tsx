// What differs between two policies. Added and removed lines have a sign, not only a colour.

import type { VNode } from 'preact';
import type { DiffLine } from '../policy-diff.ts';
import type { SignedVisit } from '../visit.ts';

const SIGNS: Readonly<Record<DiffLine['kind'], string>> = { removed: '-', added: '+', same: ' ', gap: ' ' };

export function DiffLines({
  visit,
  lines,
}: {
  readonly visit: SignedVisit;
  readonly lines: readonly DiffLine[];
}): VNode {
  if (lines.length === 0) return <p class="quiet">{visit.words.policy.noChange}</p>;
  const shown = (line: DiffLine) => `${SIGNS[line.kind]} ${line.text}\n`;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard (WCAG 2.1.1)
    <pre class="diff" tabIndex={0}>
      {lines.map((line) => {
        if (line.kind === 'added') return <ins>{shown(line)}</ins>;
        if (line.kind === 'removed') return <del>{shown(line)}</del>;
        return shown(line);
      })}
    </pre>
  );
}
