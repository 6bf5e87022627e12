// Small pieces that several pages share: an address, a time, a label.

import type { VNode } from 'preact';
import type { AddrSpec } from '../../guard/address.ts';
import type { Severity } from '../../guard/verdict.ts';
import { fullTime, shortTime } from '../moments.ts';
import { showAddress } from '../shown.ts';
import type { Visit } from '../visit.ts';

/** Left to right whatever stands around it, the domain in bold and in A-labels, its U-labels beside it. */
export function Address({ address }: { readonly address: AddrSpec }): VNode {
  const { localPart, domain, unicode } = showAddress(address);
  return (
    <bdi class="address" dir="ltr">
      {localPart}@<b>{domain}</b>
      {unicode !== null && <span class="quiet"> ({unicode})</span>}
    </bdi>
  );
}

export function timeZoneOf(visit: Visit): string {
  return visit.ports.rules().organization.timezone;
}

type TimeProps = { readonly visit: Visit; readonly at: string; readonly children?: string };

/** `children`: what to show in place of the time, which is then its title. */
export function Time({ visit, at, children }: TimeProps): VNode {
  const zone = timeZoneOf(visit);
  return (
    <time datetime={at} title={`${fullTime(at, zone, visit.language)} (${zone})`}>
      {children ?? shortTime(at, zone, visit.language)}
    </time>
  );
}

/** Severity has a word, not only a colour. */
export function SeverityMark({
  visit,
  severity,
}: {
  readonly visit: Visit;
  readonly severity: Severity;
}): VNode {
  return <span class={`severity ${severity}`}>{visit.words.severity[severity]}</span>;
}

/** Lines of a policy, as they stand in a file. */
export function Lines({ text }: { readonly text: string }): VNode {
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard (WCAG 2.1.1)
  return <pre tabIndex={0}>{text}</pre>;
}
