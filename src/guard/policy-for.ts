// Which settings hold for one mail: the policy's, changed by the overrides whose `when` fits. Later ones win.

import { matchesAddress } from './address.ts';
import type { CheckId } from './checks-list.ts';
import type { Facts } from './facts.ts';
import { type HoldRules, holdRulesSchema } from './holds/rules.ts';
import { type CheckSettings, checkSettings, type Policy } from './policy.ts';

type When = Policy['overrides'][number]['when'];

/** `from` fits the author or the reverse-path, `to` every outside recipient; an empty list fits everything. */
export function fits({ from, to }: When, { author, envelope, recipients }: Facts): boolean {
  const senders = [author, envelope.reversePath].filter((address) => address !== null);
  const outside = recipients.filter(({ side }) => side !== 'inside');
  const fromFits =
    from.length === 0 || senders.some((s) => from.some((pattern) => matchesAddress(s, pattern)));
  const toFits =
    to.length === 0 || outside.every(({ address }) => to.some((p) => matchesAddress(address, p)));
  return fromFits && toFits && (to.length === 0 || outside.length > 0);
}

/** The settings of every check for this mail. */
export function settingsFor(facts: Facts, policy: Policy): CheckSettings {
  const overrides = policy.overrides.filter(({ when }) => fits(when, facts));
  if (overrides.length === 0) return policy.checks;
  const settings: Record<string, unknown> = { ...policy.checks };
  for (const { checks } of overrides) {
    for (const id of Object.keys(checks) as CheckId[]) {
      settings[id] = checkSettings[id].parse({ ...(settings[id] as object), ...checks[id] });
    }
  }
  return settings as CheckSettings;
}

/** How long a hold of this mail waits and what happens then; null facts (nothing could be read) fit no override. */
export function holdRulesFor(facts: Facts | null, { holds, overrides }: Policy): HoldRules {
  if (facts === null) return holds;
  const changes = overrides.filter(({ when }) => fits(when, facts)).map((override) => override.holds);
  return holdRulesSchema.parse(Object.assign({}, holds, ...changes));
}
