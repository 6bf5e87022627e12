// Which settings hold for one mail, in one order of precedence: the policy's `checks` and `holds`, changed by those
// `overrides` whose `when` fits, in the order of the file (later ones win); then `allow`, which can only make a finding
// weaker. Asked by judge, by holds and by automatic repair.

import type { AddrSpec } from './address.ts';
import { isListed } from './address-list.ts';
import { localDay } from './calendar/zone.ts';
import type { CheckId } from './checks-list.ts';
import type { Facts, RecipientFacts } from './facts.ts';
import { type HoldRules, holdRulesSchema } from './holds/rules.ts';
import { isInGroup, NO_DIRECTORY } from './people.ts';
import { type CheckSettings, checkSettings, type Policy, type Rules } from './policy.ts';
import type { Finding } from './verdict.ts';

type Scope = {
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly group?: readonly string[];
};

/** A group is a list of the policy, or one of the directory: by its name or its address. */
export function isMember(
  address: AddrSpec,
  group: string,
  { policy, people = NO_DIRECTORY }: Rules,
): boolean {
  const listed = Object.hasOwn(policy.groups, group) ? policy.groups[group] : undefined;
  return listed === undefined ? isInGroup(address, group, people) : isListed(address, listed);
}

/**
 * `from` and `group` fit the author or the reverse-path, `to` every outside recipient; an empty list fits everything.
 */
export function fits(
  { from, to, group = [] }: Scope,
  { author, envelope, recipients }: Facts,
  rules: Rules,
): boolean {
  const senders = [author, envelope.reversePath].filter((address) => address !== null);
  const fromFits = from.length === 0 || senders.some((sender) => isListed(sender, from));
  const groupFits =
    group.length === 0 || senders.some((sender) => group.some((name) => isMember(sender, name, rules)));
  if (!fromFits || !groupFits || to.length === 0) return fromFits && groupFits;
  const isOutside = ({ side }: RecipientFacts) => side !== 'inside';
  return (
    recipients.some(isOutside) &&
    recipients.every((recipient) => !isOutside(recipient) || isListed(recipient.address, to))
  );
}

type Override = Policy['overrides'][number] & { readonly n: number };

function overridesFor(facts: Facts, rules: Rules): readonly Override[] {
  return rules.policy.overrides.flatMap((override, n) =>
    fits(override.when, facts, rules) ? { ...override, n } : [],
  );
}

/** The settings of every check for this mail. */
export function settingsFor(facts: Facts, rules: Rules): CheckSettings {
  const overrides = overridesFor(facts, rules);
  if (overrides.length === 0) return rules.policy.checks;
  const changed: Partial<Record<CheckId, Record<string, unknown>>> = {};
  for (const { checks } of overrides) {
    for (const id of Object.keys(checks) as CheckId[]) changed[id] = { ...changed[id], ...checks[id] };
  }
  const settings: Record<string, unknown> = { ...rules.policy.checks };
  for (const id of Object.keys(changed) as CheckId[]) {
    settings[id] = checkSettings[id].parse({ ...rules.policy.checks[id], ...changed[id] });
  }
  return settings as CheckSettings;
}

/** How long a hold of this mail waits and what happens then; null facts (nothing could be read) fit no override. */
export function holdRulesFor(facts: Facts | null, rules: Rules): HoldRules {
  const { holds } = rules.policy;
  const changes = facts === null ? [] : overridesFor(facts, rules).map((override) => override.holds);
  return changes.length === 0 ? holds : holdRulesSchema.parse(Object.assign({}, holds, ...changes));
}

/** The place in the policy that decides for a check: the last override that speaks of it, else its own settings. */
export function settingOf(check: CheckId, facts: Facts, rules: Rules): string {
  const last = overridesFor(facts, rules).findLast(({ checks }) => checks[check] !== undefined);
  return last === undefined ? `policy.checks.${check}` : `policy.overrides[${last.n}].checks.${check}`;
}

/** The entry that lets a finding of this check pass, until the end of its last day on the company's clock. */
export function findAllowed(
  check: CheckId,
  facts: Facts,
  rules: Rules,
): NonNullable<Finding['allowed']> | null {
  const day = localDay(Date.parse(facts.receivedAt), rules.organization.timezone);
  const n = rules.policy.allow.findIndex(
    (entry) => entry.check === check && day <= entry.until && fits(entry, facts, rules),
  );
  const entry = rules.policy.allow[n];
  return entry === undefined ? null : { by: `policy.allow[${n}]`, reason: entry.reason, until: entry.until };
}
