// Who sees whose address in the visible list, and for how many that is new. Pairs that were together in a delivered
// mail, or stand together in the quoted header of the mail answered, have met. Pure; called when facts are assembled.

import { type AddrSpec, domainOf } from './address.ts';
import type { Input } from './assemble.ts';
import type { VisibleFacts } from './facts.ts';
import type { HistoryAnswer } from './history.ts';
import { isDeclaredKnown, isFreemail, organizationOf, sideOf } from './organizations.ts';

/** Larger lists are not searched for the fewest newcomers: everybody with somebody new counts. */
const MAX_SEARCHED = 120;

/** Whom each address has met; only those who have met anybody. */
export type Meetings = ReadonlyMap<AddrSpec, ReadonlySet<AddrSpec>>;

export function meetings(
  visible: readonly AddrSpec[],
  thread: ReadonlySet<AddrSpec>,
  { seenTogether }: HistoryAnswer,
): Meetings {
  const met = new Map<AddrSpec, Set<AddrSpec>>();
  const add = (a: AddrSpec, b: AddrSpec) => {
    met.set(a, (met.get(a) ?? new Set()).add(b));
    met.set(b, (met.get(b) ?? new Set()).add(a));
  };
  for (const pair of seenTogether) {
    const [a, b] = pair.split('\n') as AddrSpec[];
    if (a !== undefined && b !== undefined) add(a, b);
  }
  const quoted = visible.filter((address) => thread.has(address));
  quoted.forEach((a, i) => {
    for (const b of quoted.slice(i + 1)) add(a, b);
  });
  return met;
}

/** The visible addresses in order, each with how many of other organisations see it for the first time. */
export function visibleFacts(
  addresses: readonly AddrSpec[],
  met: Meetings,
  { answer, rules }: Input,
): VisibleFacts[] {
  const people = addresses.map((address) => ({
    address,
    side: sideOf(address, rules),
    organization: organizationOf(address, rules),
  }));
  const outside = people.filter(({ side }) => side === 'outside');
  const organizationBy = new Map(outside.map(({ address, organization }) => [address, organization]));
  const sizes = new Map<string, number>();
  for (const { organization } of outside) sizes.set(organization, (sizes.get(organization) ?? 0) + 1);
  return people.map(({ address, side, organization }) => {
    const others = outside.length - (sizes.get(organization) ?? 0);
    const known = [...(met.get(address) ?? [])].filter((other) => {
      const theirs = organizationBy.get(other);
      return theirs !== undefined && theirs !== organization;
    });
    return {
      address,
      side,
      organization,
      isFreemail: isFreemail(domainOf(address), rules),
      known: answer.bySender.has(address) || answer.byCompany.has(address) || isDeclaredKnown(address, rules),
      newlySeenBy: side === 'outside' ? others - known.length : 0,
    };
  });
}

/**
 * How many meet here for the first time. Takes away whoever is new to most others until nobody is new to anybody; the
 * number taken away and one more is the answer.
 */
export function newlyTogether(visible: readonly VisibleFacts[], met: Meetings): number {
  const people = visible.filter(({ side, newlySeenBy }) => side === 'outside' && newlySeenBy > 0);
  if (people.length > MAX_SEARCHED) return people.length;
  const isNew = (a: VisibleFacts, b: VisibleFacts) =>
    a.organization !== b.organization && !(met.get(a.address)?.has(b.address) ?? false);
  let left = people;
  let taken = 0;
  for (;;) {
    const strangeness = left.map((a) => left.filter((b) => isNew(a, b)).length);
    const most = Math.max(0, ...strangeness);
    if (most === 0) return taken === 0 ? 0 : taken + 1;
    left = left.filter((_, i) => i !== strangeness.indexOf(most));
    taken += 1;
  }
}
