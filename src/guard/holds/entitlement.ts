// Who may give which grant of a hold. The rules are told in hold.ts; here they are applied to the directory as it is
// now, so that an alias or a manager entered later counts at once. Called by transition.ts and asking.ts.

import { type AddrSpec, addressKey, matchesAddress, parseAddrSpec } from '../address.ts';
import { localDay } from '../calendar/zone.ts';
import {
  addressesOf,
  deputiesOf,
  managerOf,
  type People,
  type PersonId,
  personsAt,
  personsBehind,
} from '../people.ts';
import type { Decider, Hold, Origin, Refusal } from './hold.ts';
import type { HoldContext } from './rules.ts';

/** In whose name somebody acts: their own (`onBehalfOf` null) or that of the person they stand in for. */
export type Authority =
  | { readonly kind: 'may'; readonly person: PersonId; readonly onBehalfOf: PersonId | null }
  | { readonly kind: 'refused'; readonly why: Refusal };

const refused = (why: Refusal): Authority => ({ kind: 'refused', why });
const may = (person: PersonId, onBehalfOf: PersonId | null = null): Authority => ({
  kind: 'may',
  person,
  onBehalfOf,
});

/**
 * Everybody who may have sent the mail. Whoever authenticated settles who used a shared mailbox; otherwise each of its
 * members may have.
 */
export function sendersOf({ authenticatedAs, addresses }: Origin, people: People): ReadonlySet<PersonId> {
  const proven = authenticatedAs === null ? [] : personsBehind(authenticatedAs, people);
  const [submitter, ...others] = proven;
  const claimed = addresses.flatMap((address) => {
    const owners = personsAt(address, people);
    const isSettled = others.length === 0 && submitter !== undefined && owners.includes(submitter);
    return isSettled ? [] : owners;
  });
  return new Set([...proven, ...claimed]);
}

/** Whom the table names for the senders; without an entry, their managers. */
function firstLine(
  origin: Origin,
  senders: ReadonlySet<PersonId>,
  context: HoldContext,
): readonly PersonId[] {
  const { people, approvers } = context;
  const addresses = [...origin.addresses, ...[...senders].flatMap((sender) => addressesOf(sender, people))];
  const named = approvers
    .filter((entry) => addresses.some((address) => matchesAddress(address, entry.for)))
    .map(({ approver }) => parseAddrSpec(approver))
    .filter((address) => address !== null)
    .flatMap((address) => personsAt(address, people));
  return named.length > 0 ? named : managersOf([...senders], people);
}

function managersOf(persons: readonly PersonId[], people: People): readonly PersonId[] {
  return persons.map((person) => managerOf(person, people)).filter((manager) => manager !== null);
}

/** Whether somebody has granted already, or somebody else in their name. */
export function isUsedUp(person: PersonId, { given }: Pick<Hold, 'given'>): boolean {
  return given.some(({ by, onBehalfOf }) => by === person || onBehalfOf === person);
}

/**
 * Supervisors in lines: those named, then their managers, and so on up. Senders and names that are used up are left
 * out, and so is a line of which nobody remains: the next one moves up.
 */
function linesOf(hold: Hold, context: HoldContext): readonly (readonly PersonId[])[] {
  const senders = sendersOf(hold.origin, context.people);
  const seen = new Set<PersonId>();
  const lines: PersonId[][] = [];
  let line = firstLine(hold.origin, senders, context);
  while (line.length > 0) {
    const fresh = [...new Set(line)].filter((person) => !seen.has(person));
    for (const person of fresh) seen.add(person);
    const left = fresh.filter((person) => !senders.has(person) && !isUsedUp(person, hold));
    if (left.length > 0) lines.push(left);
    line = managersOf(fresh, context.people);
  }
  return lines;
}

/** The supervisors who may decide now, whoever is away or not. Empty: nobody is named for this sender. */
export function supervisorsOf(hold: Hold, context: HoldContext): readonly PersonId[] {
  return linesOf(hold, context)
    .slice(0, hold.level + 1)
    .flat();
}

/** Whether a next manager stands above those who may decide now. */
export function hasNextLine(hold: Hold, context: HoldContext): boolean {
  return linesOf(hold, context).length > hold.level + 1;
}

/** Who stands in for `person` at this moment. */
export function deputiesNow(person: PersonId, hold: Hold, context: HoldContext): readonly PersonId[] {
  const day = localDay(Date.parse(context.at), context.calendar.timezone);
  const standing = hold.deputiesCalled ? deputiesOf(person, context.people, 'standing') : [];
  return [...deputiesOf(person, context.people, { day }), ...standing];
}

/** Everybody whom an account and an address point to: a second account of the sender is the sender. */
function identify({ account, address }: Decider, people: People): readonly PersonId[] {
  const byAddress = address === null ? [] : personsAt(address, people);
  const byAccount = account === null ? [] : personsBehind(account, people);
  const known = byAddress.length > 0 ? byAccount.filter((person) => people.byId.has(person)) : byAccount;
  return [...new Set([...byAddress, ...known])];
}

/**
 * Whether `by` may act as the mail's supervisor, and in whose name. By role alone: an administrator always, an approver
 * where nobody is named; but where a directory is kept, only those it knows, for others might be the sender.
 */
export function supervisorAuthority(hold: Hold, by: Decider, context: HoldContext): Authority {
  const { people } = context;
  const persons = identify(by, people);
  const senders = sendersOf(hold.origin, people);
  if (persons.some((person) => senders.has(person))) return refused('own-mail');
  const [person, ...others] = persons;
  if (by.role === 'machine' || person === undefined || others.length > 0) return refused('not-a-person');
  if (isUsedUp(person, hold)) return refused('same-person');
  const supervisors = supervisorsOf(hold, context);
  if (supervisors.includes(person)) return may(person);
  const principal = supervisors.find((name) => deputiesNow(name, hold, context).includes(person));
  if (principal !== undefined) return may(person, principal);
  const byRole = by.role === 'admin' || (by.role === 'approver' && supervisors.length === 0);
  if (!byRole) return refused('not-entitled');
  return people.byId.size === 0 || people.byId.has(person) ? may(person) : refused('unidentified');
}

/** Whether somebody may be a sender of what comes from `origin`; nobody stands in for them here. */
export function isSender(origin: Origin, by: Decider, people: People): boolean {
  const senders = sendersOf(origin, people);
  return identify(by, people).some((person) => senders.has(person));
}

/** Who is behind an account, when that is one person alone. */
export function soleIdentity(by: Decider, people: People): PersonId | null {
  const [person = null, ...others] = identify(by, people);
  return others.length === 0 ? person : null;
}

/** Every address at which the mail of somebody may have begun: their own ones and those of their groups. */
export function ownAddresses(by: Decider, people: People): readonly AddrSpec[] {
  const persons = identify(by, people);
  const own = persons.flatMap((person) => addressesOf(person, people));
  const shared = people.groups
    .map(({ address }) => address)
    .filter((address) => address !== null)
    .filter((address) => personsAt(address, people).some((person) => persons.includes(person)));
  return [...new Map([...own, ...shared].map((address) => [addressKey(address), address])).values()];
}

/** Who acted, where several people share an account. */
function sharedId({ account, address }: Decider): PersonId {
  return (address === null ? `account:${account}` : `address:${addressKey(address)}`) as PersonId;
}

/**
 * Whether `by` may stop the mail as its sender would: at the sender's request an administrator may, known to the
 * directory or not, for stopping a mail harms nobody.
 */
export function withdrawAuthority(hold: Hold, by: Decider, context: HoldContext): Authority {
  const own = senderAuthority(hold, by, context);
  const [person] = identify(by, context.people);
  return own.kind === 'refused' && by.role === 'admin' && person !== undefined ? may(person) : own;
}

/** Whether `by` is the sender of the mail or stands in for one today. Several people behind one mailbox count as it. */
export function senderAuthority(hold: Hold, by: Decider, context: HoldContext): Authority {
  const persons = identify(by, context.people);
  const senders = sendersOf(hold.origin, context.people);
  const own = persons.find((person) => senders.has(person));
  const [person, ...others] = persons;
  if (own !== undefined) return may(others.length > 0 ? sharedId(by) : own);
  if (person === undefined || others.length > 0) return refused('not-a-person');
  const principal = [...senders].find((sender) => deputiesNow(sender, hold, context).includes(person));
  return principal === undefined ? refused('not-entitled') : may(person, principal);
}
