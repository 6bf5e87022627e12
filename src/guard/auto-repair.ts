// Automatic repair: which operations the policy carries out on a mail before it is judged for good. Only decided here;
// relay/ carries them out with message/rewrite, and holds the mail when that cannot be done safely.

import { type AddrSpec, addressKey, matchesAddress, parseAddrSpec } from './address.ts';
import { isListed } from './address-list.ts';
import type { AutoRepair } from './auto-repair-schema.ts';
import type { Facts } from './facts.ts';
import { isSystemSender, mailClassOf } from './mail-class.ts';
import { addressesOf, managerOf, NO_DIRECTORY, personsAt } from './people.ts';
import type { Rules } from './policy.ts';
import { fits, isMember } from './policy-for.ts';
import { ACTIONS, type Finding, type Verdict } from './verdict.ts';

/** What message/rewrite is asked to do. */
export type AutoOperation =
  | { readonly op: 'to-bcc'; readonly addresses: null }
  | { readonly op: 'add-bcc'; readonly address: AddrSpec };

const TO_BCC: AutoOperation = { op: 'to-bcc', addresses: null };

function isExcepted(
  { except }: AutoRepair,
  { author, envelope, recipients, visible }: Facts,
  rules: Rules,
): boolean {
  const senders = [author, envelope.reversePath].filter((address) => address !== null);
  const reached = [...recipients, ...visible].map(({ address }) => address);
  const isIn = (addresses: readonly AddrSpec[], list: readonly string[]) =>
    addresses.some((address) => isListed(address, list));
  const isGrouped = senders.some((sender) => except.group.some((name) => isMember(sender, name, rules)));
  return isGrouped || isIn(senders, except.from) || isIn(reached, except.to);
}

function approversOf(
  { author, envelope }: Facts,
  { policy, people = NO_DIRECTORY }: Rules,
): readonly AddrSpec[] {
  const sender = author ?? envelope.reversePath;
  if (sender === null) return [];
  const named = policy.approvers
    .filter((entry) => matchesAddress(sender, entry.for))
    .map(({ approver }) => parseAddrSpec(approver))
    .filter((address) => address !== null);
  if (named.length > 0) return named;
  const managers = personsAt(sender, people).map((person) => managerOf(person, people));
  return managers.flatMap((manager) => (manager === null ? [] : addressesOf(manager, people).slice(0, 1)));
}

function copiesTo(addresses: readonly AddrSpec[], { author, envelope }: Facts): readonly AutoOperation[] {
  const known = new Set([author, ...envelope.forwardPaths].filter((a) => a !== null).map(addressKey));
  return addresses
    .filter((address) => !known.has(addressKey(address)))
    .map((address) => ({ op: 'add-bcc', address }));
}

function operationsOf(entry: AutoRepair, facts: Facts, rules: Rules): readonly AutoOperation[] {
  if (entry.do === 'to-bcc') return facts.newlyTogether >= entry.atNewlyDisclosed ? [TO_BCC] : [];
  if (!facts.recipients.some(({ side }) => side === 'outside')) return [];
  return copiesTo(entry.do === 'add-bcc' ? [entry.address] : approversOf(facts, rules), facts);
}

/**
 * What the policy does to this mail; empty for nothing. Reports and automatic replies are left alone, and everything
 * while the policy only observes.
 */
export function autoRepairsFor(facts: Facts, rules: Rules): readonly AutoOperation[] {
  const { mode, autoRepair } = rules.policy;
  if (mode === 'observe' || autoRepair.length === 0) return [];
  const mailClass = mailClassOf(facts);
  if (mailClass !== 'ordinary' && mailClass !== 'list' && !isSystemSender(facts, rules)) return [];
  const wanted = autoRepair
    .filter((entry) => fits(entry.when, facts, rules) && !isExcepted(entry, facts, rules))
    .flatMap((entry) => operationsOf(entry, facts, rules));
  return [
    ...new Map(wanted.map((one) => [one.op === 'to-bcc' ? '' : addressKey(one.address), one])).values(),
  ];
}

const rank = ({ action }: Finding): number => ACTIONS.indexOf(action);

/**
 * The verdict of a mail that could not be repaired (`why`: a RepairRefusal, or `failed`): held, with that as a reason.
 * What is rejected stays rejected.
 */
export function holdUnrepaired(verdict: Verdict, { newlyTogether }: Facts, why: string): Verdict {
  if (verdict.action === 'reject') return verdict;
  const own = verdict.findings.find(({ check }) => check === 'visible-recipients');
  const asksAnyway = own !== undefined && rank(own) > ACTIONS.indexOf('confirm');
  const finding: Finding = {
    check: 'visible-recipients',
    certain: true,
    severity: asksAnyway ? own.severity : 'medium',
    action: asksAnyway ? own.action : 'confirm',
    sentence: 'visible-recipients/not-repaired',
    values: { count: newlyTogether, why },
    evidence: own?.evidence ?? [],
    setting: 'policy.autoRepair',
  };
  const others = verdict.findings.filter((other) => other !== own);
  return {
    ...verdict,
    action: 'hold',
    wouldBe: 'hold',
    needs: verdict.needs.length > 0 ? verdict.needs : ['sender'],
    findings: [finding, ...others].sort((a, b) => rank(b) - rank(a)),
    cleared: verdict.cleared.filter((check) => check !== 'visible-recipients'),
  };
}
