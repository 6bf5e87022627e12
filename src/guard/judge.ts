// judge: all checks are asked, then the policy decides once. Same facts and rules, same verdict: the relay, `check`,
// `replay` and what-if all come here.

import type { Check } from './check.ts';
import { weaker } from './check.ts';
import { CHECKS } from './checks/index.ts';
import type { CheckId } from './checks-list.ts';
import type { Facts } from './facts.ts';
import { isSystemSender, type MailClass, mailClassOf } from './mail-class.ts';
import type { CheckSettings, Rules } from './policy.ts';
import { findAllowed, settingOf, settingsFor } from './policy-for.ts';
import {
  ACTIONS,
  type Action,
  type Answer,
  type Finding,
  NEEDS,
  SEVERITIES,
  type Verdict,
} from './verdict.ts';

const rank = (action: Action) => ACTIONS.indexOf(action);
const weight = ({ severity }: Finding) => SEVERITIES.indexOf(severity);

/** A check that breaks could not tell; the mail is held for it, the other checks are still asked. */
function askSafely(
  check: Check,
  facts: Facts,
  rules: Rules,
  settings: CheckSettings,
  mailClass: MailClass,
): Answer {
  try {
    return check.ask(facts, rules, settings, mailClass);
  } catch (error) {
    const value = `${check.id}: ${error instanceof Error ? error.message : String(error)}`.slice(0, 200);
    return { kind: 'unknown', evidence: [{ kind: 'fault', value }] };
  }
}

type Found = Answer & { readonly kind: 'found' };

function findingOf({ id, needsHistory }: Check, answer: Found, facts: Facts, rules: Rules): Finding {
  const { kind: _, ...rest } = answer;
  const allowed = findAllowed(id, facts, rules);
  const isOnlyRecorded = allowed !== null || (needsHistory && !facts.learningOver);
  return {
    check: id,
    certain: true,
    ...rest,
    action: isOnlyRecorded ? weaker(answer.action, 'log') : answer.action,
    setting: settingOf(id, facts, rules),
    ...(allowed === null ? {} : { allowed }),
  };
}

/** What a check that could not tell leaves behind when `uninspectable` itself saw no fault. */
function findingOfUnknown(
  unknown: readonly CheckId[],
  evidence: Finding['evidence'],
  action: Action,
): Finding {
  return {
    check: 'uninspectable',
    certain: false,
    severity: 'medium',
    action: rank(action) < rank('confirm') ? 'confirm' : action,
    sentence: 'uninspectable/check-failed',
    values: { checks: unknown },
    evidence,
  };
}

function classOf(facts: Facts, rules: Rules): MailClass {
  return isSystemSender(facts, rules) ? 'system' : mailClassOf(facts);
}

/** Judges one mail. In `mode: observe` the action is always forward and `wouldBe` says what hold mode would do. */
export function judge(facts: Facts, rules: Rules): Verdict {
  const mailClass = classOf(facts, rules);
  const settings = settingsFor(facts, rules);
  const findings: Finding[] = [];
  const cleared: CheckId[] = [];
  const unknown: CheckId[] = [];
  const doubts: Finding['evidence'][number][] = [];
  for (const check of CHECKS) {
    if (settings[check.id].action === 'off') continue;
    const answer = askSafely(check, facts, rules, settings, mailClass);
    if (answer.kind === 'found') findings.push(findingOf(check, answer, facts, rules));
    else if (answer.kind === 'clear') cleared.push(check.id);
    else {
      unknown.push(check.id);
      doubts.push(...answer.evidence);
    }
  }
  if (unknown.length > 0 && !findings.some(({ check }) => check === 'uninspectable')) {
    findings.push(findingOfUnknown(unknown, doubts, settings.uninspectable.action));
  }
  // What asks for most comes first, and of those that ask for the same the gravest: so it is shown everywhere.
  findings.sort((a, b) => rank(b.action) - rank(a.action) || weight(b) - weight(a));
  const strongest = findings[0]?.action ?? 'off';
  const wouldBe = strongest === 'reject' ? 'reject' : NEEDS[strongest].length > 0 ? 'hold' : 'forward';
  const action = rules.policy.mode === 'observe' ? 'forward' : wouldBe;
  return { action, wouldBe, needs: wouldBe === 'hold' ? NEEDS[strongest] : [], findings, cleared, unknown };
}

/** What one check alone asks for: `off` when it is clear. */
export function askOne(id: CheckId, facts: Facts, rules: Rules): Action {
  const check = CHECKS.find((one) => one.id === id);
  const settings = settingsFor(facts, rules);
  if (check === undefined || settings[id].action === 'off') return 'off';
  const answer = askSafely(check, facts, rules, settings, classOf(facts, rules));
  if (answer.kind === 'clear') return 'off';
  return answer.kind === 'found'
    ? findingOf(check, answer, facts, rules).action
    : findingOfUnknown([id], [], settings.uninspectable.action).action;
}
