// What is recorded of a mail when inspecting it broke: minimal facts and a verdict that holds it for that reason.
// Built by hand, because whatever broke may break again. Called by accept.ts.

import { addressKey } from '../guard/address.ts';
import type { EnvelopeFacts, Facts } from '../guard/facts.ts';
import type { Rules } from '../guard/policy.ts';
import type { Reach, RecentFacts } from '../guard/recent.ts';
import { type Action, type Finding, type Grant, NEEDS, type Verdict } from '../guard/verdict.ts';
import { unreadContent } from './unread.ts';

/** A breakdown asks at least for the sender, whatever the policy says about mail that cannot be inspected. */
function needsOf(action: Action): readonly Grant[] {
  if (action === 'reject') return NEEDS.approve;
  return action === 'off' || action === 'log' || action === 'delay' ? NEEDS.confirm : NEEDS[action];
}

const NOBODY: Reach = { outside: 0, fresh: 0 };
const NOTHING_RECENT: RecentFacts = {
  tenMinutes: NOBODY,
  hour: NOBODY,
  pace: null,
  fit: 'unknown',
  series: null,
  protectedFile: null,
  passwordAt: null,
};

/** `reason` is short English text without anything of the mail. */
export function breakdown(
  rules: Rules,
  envelope: EnvelopeFacts,
  receivedAt: string,
  reason: string,
): { readonly facts: Facts; readonly verdict: Verdict } {
  const { mode, checks } = rules.policy;
  const needs = needsOf(checks.uninspectable.action);
  const finding: Finding = {
    check: 'uninspectable',
    certain: false,
    severity: 'high',
    action: needs.includes('supervisor') ? 'approve' : 'confirm',
    sentence: 'uninspectable/check-failed',
    values: { checks: ['uninspectable'] },
    evidence: [{ kind: 'fault', value: reason.slice(0, 200) }],
  };
  return {
    facts: {
      v: 1,
      receivedAt,
      envelope,
      author: envelope.reversePath && addressKey(envelope.reversePath),
      content: unreadContent({ code: 'inspection-failed', where: 'header', detail: reason.slice(0, 80) }),
      recipients: [],
      earlierCopies: [],
      visible: [],
      newlyTogether: 0,
      similar: [],
      elsewhere: [],
      sentBefore: [],
      recent: NOTHING_RECENT,
      privateContacts: 0,
      learningOver: true,
    },
    verdict: {
      action: mode === 'observe' ? 'forward' : 'hold',
      wouldBe: 'hold',
      needs,
      findings: [finding],
      cleared: [],
      unknown: ['uninspectable'],
    },
  };
}
