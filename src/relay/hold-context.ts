// What the state machine of holds is given besides the hold and the event, and where a hold comes from. Pure.

import { type AddrSpec, addressKey } from '../guard/address.ts';
import { calendarOf } from '../guard/calendar/business-time.ts';
import type { Facts } from '../guard/facts.ts';
import type { Origin } from '../guard/holds/hold.ts';
import type { HoldContext } from '../guard/holds/rules.ts';
import { sideOf } from '../guard/organizations.ts';
import type { Rules } from '../guard/policy.ts';
import { holdRulesFor } from '../guard/policy-for.ts';
import type { RelayPorts } from './ports.ts';

export type HoldPorts = Pick<RelayPorts, 'rules' | 'people'>;

/** For a mail with these facts; `at` is an ISO instant. */
export function holdContext({ rules, people }: HoldPorts, at: string, facts: Facts | null): HoldContext {
  const { organization, policy } = rules();
  return {
    at,
    people: people(),
    calendar: calendarOf(organization, organization.hours),
    rules: holdRulesFor(facts, { organization, policy, people: people() }),
    approvers: policy.approvers,
  };
}

type Sent = {
  readonly reversePath: AddrSpec | null;
  readonly authenticatedAs: string | null;
  readonly facts: Facts | null;
};

/** A notice about mail that a machine sent may be forwarded out again and be held again, for ever. */
export function isByMachine({ reversePath, facts }: Sent): boolean {
  const autoSubmitted = facts?.content.header.autoSubmitted ?? null;
  return reversePath === null || (autoSubmitted !== null && autoSubmitted !== 'no');
}

function addressesOf({ reversePath, facts }: Sent): readonly AddrSpec[] {
  const { from = [], sender = null } = facts?.content.header ?? {};
  const named = [...from, ...(sender === null ? [] : [sender])].map(({ address }) => address);
  const all = [reversePath, facts?.author ?? null, ...named].filter((address) => address !== null);
  return [...new Map(all.map((address) => [addressKey(address), address])).values()];
}

/** Whoever is named as its sender; who of them is told is the first one of ours. */
export function originOf(sent: Sent, rules: Rules): Origin {
  const candidates = [sent.reversePath, sent.facts?.author ?? null].filter((address) => address !== null);
  const own = candidates.find((address) => sideOf(address, rules) === 'inside') ?? null;
  return {
    authenticatedAs: sent.authenticatedAs,
    addresses: addressesOf(sent),
    noticeTo: isByMachine(sent) ? null : own,
  };
}
