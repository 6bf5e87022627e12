// What follows from the outcomes of an attempt: who is tried again and when, who is given up, who must be reported
// to the sender. Pure.

import type { AddrSpec } from '../guard/address.ts';
import type { Outcome } from '../store/lease.ts';
import type { RecipientRow } from '../store/store.ts';
import type { Hop } from './ports.ts';
import { nextAttemptAt } from './retry-times.ts';

export type HopGroup = { readonly hop: Hop; readonly recipients: readonly RecipientRow[] };

/** Recipients that still wait, by the hop that takes their mail. */
export function groupByHop(
  recipients: readonly RecipientRow[],
  hopFor: (address: AddrSpec) => Hop,
): readonly HopGroup[] {
  const groups = new Map<string, { readonly hop: Hop; readonly recipients: RecipientRow[] }>();
  for (const recipient of recipients) {
    if (recipient.state !== 'pending') continue;
    const hop = hopFor(recipient.forwardPath);
    const name = JSON.stringify([hop.host, hop.port, hop.tls, hop.user]);
    const group = groups.get(name) ?? { hop, recipients: [] };
    groups.set(name, group);
    group.recipients.push(recipient);
  }
  return [...groups.values()];
}

/** After the time of giving up, what is deferred has expired. */
export function giveUp(outcomes: readonly Outcome[], at: string, giveUpAt: string): readonly Outcome[] {
  if (at < giveUpAt) return outcomes;
  return outcomes.map((outcome) =>
    outcome.kind === 'deferred' ? { ...outcome, kind: 'expired' as const } : outcome,
  );
}

/** A hop that takes only so many recipients at once gets the others at once (RFC 5321 §4.5.3.1.10). */
function wantsTheRestAtOnce(outcomes: readonly Outcome[]): boolean {
  const deferred = outcomes.filter(({ kind }) => kind === 'deferred');
  return deferred.every(({ code }) => code === 452) && outcomes.some(({ kind }) => kind === 'delivered');
}

/** When the deferred ones are tried again, or null when there are none. `attempts` counts this one. */
export function retryAt(
  outcomes: readonly Outcome[],
  clock: {
    readonly at: Date;
    readonly attempts: number;
    readonly random: number;
    readonly stops: readonly string[];
  },
): string | null {
  if (!outcomes.some(({ kind }) => kind === 'deferred')) return null;
  if (wantsTheRestAtOnce(outcomes)) return clock.at.toISOString();
  return nextAttemptAt(clock.at, clock.attempts, clock.random, clock.stops);
}

/** What a DSN says of a recipient (RFC 3464 §2.3.3). */
export type ReportedAction = 'failed' | 'delayed' | 'relayed';

export type Report = {
  readonly recipient: RecipientRow;
  readonly outcome: Outcome;
  readonly action: ReportedAction;
};

const KEYWORDS: Readonly<Record<ReportedAction, string>> = {
  failed: 'FAILURE',
  delayed: 'DELAY',
  relayed: 'SUCCESS',
};

function actionOf({ kind, hopLacksDsn }: Outcome, isDelayDue: boolean): ReportedAction | null {
  if (kind === 'delivered') return hopLacksDsn ? 'relayed' : null;
  if (kind === 'deferred') return isDelayDue ? 'delayed' : null;
  return 'failed';
}

/** Without NOTIFY bad news is reported; with it, what it names and nothing else (RFC 3461 §4.1). */
function isWanted({ notify }: RecipientRow, action: ReportedAction): boolean {
  return notify === null ? action !== 'relayed' : notify.split(',').includes(KEYWORDS[action]);
}

/** What the sender must be told after an attempt; `isDelayDue` says whether it was the one that reports delays. */
export function reportsOf(
  recipients: readonly RecipientRow[],
  outcomes: readonly Outcome[],
  isDelayDue: boolean,
): readonly Report[] {
  const outcomeOf = new Map(outcomes.map((outcome) => [outcome.n, outcome]));
  return recipients.flatMap((recipient) => {
    const outcome = outcomeOf.get(recipient.n);
    const action = outcome === undefined ? null : actionOf(outcome, isDelayDue);
    if (outcome === undefined || action === null || !isWanted(recipient, action)) return [];
    return [{ recipient, outcome, action }];
  });
}

export function deliveredOf(
  recipients: readonly RecipientRow[],
  outcomes: readonly Outcome[],
): readonly AddrSpec[] {
  const delivered = new Set(outcomes.filter(({ kind }) => kind === 'delivered').map(({ n }) => n));
  return recipients.filter(({ n }) => delivered.has(n)).map(({ forwardPath }) => forwardPath);
}
