// The people of the company as its directory knows them (LDAP, AD, CSV): addresses, accounts, managers, groups and
// deputies. Answers who may stand behind an address or an account. Pure; rows are parsed here, synced elsewhere.
// Called by the state machine of holds (holds/entitlement.ts).

import { z } from 'zod';
import { type AddrSpec, addressKey, domainOf, localPartOf, parseAddrSpec } from './address.ts';
import { addressSchema } from './address-schema.ts';

/** Id of a person of the directory, or `address:…` / `account:…` for somebody the directory does not know. */
export type PersonId = string & { readonly brand: 'PersonId' };

const id = z
  .string()
  .min(1)
  .refine((text) => !/^(?:address|account):/.test(text), 'an id may not begin with address: or account:')
  .transform((text) => text as PersonId);
const day = z.iso.date().nullable().default(null);

const personRow = z.strictObject({
  id,
  name: z.string().default(''),
  /** The first is the one we write to; the others are aliases. */
  addresses: z.array(addressSchema).default([]),
  /** Sign-in names and user ids, those of second accounts too. */
  accounts: z.array(z.string().min(1)).default([]),
  manager: id.nullable().default(null),
});

/** A group, a distribution list or a shared mailbox. Members are ids of people, or addresses of people and groups. */
const groupRow = z.strictObject({
  name: z.string().min(1),
  address: addressSchema.nullable().default(null),
  members: z.array(z.string().min(1)).default([]),
});

/**
 * With dates: stands in for `for` on these days, both included. Without dates: a standing deputy, who is asked when
 * three quarters of the time have passed.
 */
const deputyRow = z.strictObject({ for: id, deputy: id, from: day, until: day });

const peopleRows = z
  .strictObject({
    people: z.array(personRow).default([]),
    groups: z.array(groupRow).default([]),
    deputies: z.array(deputyRow).default([]),
  })
  .superRefine(({ people, groups }, context) => {
    const owners = new Map<string, string>();
    const claims = [
      ...people.flatMap((person, n) =>
        [...person.addresses.map(addressKey), ...person.accounts.map(accountKey)].map(
          (key) => ({ key, owner: person.id, path: ['people', n] }) as const,
        ),
      ),
      ...groups.flatMap((group, n) =>
        group.address
          ? [{ key: addressKey(group.address), owner: group.name, path: ['groups', n] } as const]
          : [],
      ),
    ];
    for (const { key, owner, path } of claims) {
      const other = owners.get(key) ?? owner;
      owners.set(key, other);
      if (other !== owner) {
        const message = `${key} belongs to both ${other} and ${owner}`;
        context.addIssue({ code: 'custom', message, path: [...path] });
      }
    }
  });

export type PeopleRows = z.input<typeof peopleRows>;
export type Person = z.output<typeof personRow>;
type Group = z.output<typeof groupRow>;
type Deputy = z.output<typeof deputyRow>;

/** The directory, indexed. */
export type People = {
  readonly byId: ReadonlyMap<PersonId, Person>;
  readonly byAddress: ReadonlyMap<string, Person | Group>;
  readonly byAccount: ReadonlyMap<string, Person>;
  readonly groups: readonly Group[];
  readonly deputies: readonly Deputy[];
};

function accountKey(account: string): string {
  return account.normalize('NFKC').toLowerCase();
}

/** The address that mail for `user+tag@…` reaches (RFC 5233), as a key. */
function withoutTag(of: AddrSpec): AddrSpec {
  const [user = ''] = localPartOf(of).split('+');
  const isTagged = user !== '' && !user.startsWith('"');
  return addressKey(isTagged ? (`${user}@${domainOf(of)}` as AddrSpec) : of);
}

/** Throws ZodError for rows of another shape, and for an address or account that two of them claim. */
export function parsePeople(rows: unknown): People {
  const { people, groups, deputies } = peopleRows.parse(rows);
  const withAddress = groups.flatMap((group) => (group.address ? [[group.address, group] as const] : []));
  const owned = people.flatMap((person) => person.addresses.map((own) => [own, person] as const));
  return {
    byId: new Map(people.map((person) => [person.id, person])),
    byAddress: new Map([...withAddress, ...owned].map(([own, owner]) => [addressKey(own), owner])),
    byAccount: new Map(
      people.flatMap((person) => person.accounts.map((own) => [accountKey(own), person] as const)),
    ),
    groups,
    deputies,
  };
}

/** A company without a directory: everybody is known by address alone. */
export const NO_DIRECTORY: People = parsePeople({});

function membersOf(group: Group, people: People, seen: ReadonlySet<Group>): PersonId[] {
  if (seen.has(group)) return [];
  const path = new Set([...seen, group]);
  return group.members.flatMap((member) => {
    if (people.byId.has(member as PersonId)) return [member as PersonId];
    const inner = people.groups.find(({ name }) => name === member);
    if (inner !== undefined) return membersOf(inner, people, path);
    const memberAddress = parseAddrSpec(member);
    return memberAddress === null ? [] : personsWithin(memberAddress, people, path);
  });
}

function personsWithin(of: AddrSpec, people: People, seen: ReadonlySet<Group>): PersonId[] {
  const owner = people.byAddress.get(addressKey(of)) ?? people.byAddress.get(withoutTag(of));
  if (owner === undefined) return [`address:${withoutTag(of)}` as PersonId];
  return 'members' in owner ? membersOf(owner, people, seen) : [owner.id];
}

/**
 * Everybody who may stand behind an address: its owner, whatever case, tag or alias it is written with; all members of
 * a group or shared mailbox; or a stranger of that address.
 */
export function personsAt(of: AddrSpec, people: People): readonly PersonId[] {
  return [...new Set(personsWithin(of, people, new Set()))];
}

/** Whether everybody behind an address is in the group of this name or address. */
export function isInGroup(of: AddrSpec, name: string, people: People): boolean {
  const named = parseAddrSpec(name);
  const key = named === null ? null : addressKey(named);
  const group = people.groups.find(
    (one) => one.name === name || (key !== null && one.address !== null && addressKey(one.address) === key),
  );
  if (group === undefined) return false;
  const members = new Set(membersOf(group, people, new Set()));
  return personsAt(of, people).every((person) => members.has(person));
}

/** Everybody who may stand behind an account: its owner, those at the address it is named for, or a stranger. */
export function personsBehind(account: string, people: People): readonly PersonId[] {
  const owner = people.byAccount.get(accountKey(account));
  if (owner !== undefined) return [owner.id];
  const named = parseAddrSpec(account);
  return named === null ? [`account:${accountKey(account)}` as PersonId] : personsAt(named, people);
}

/** Addresses of somebody; the first is where we write to. */
export function addressesOf(person: PersonId, people: People): readonly AddrSpec[] {
  if (person.startsWith('address:')) return [person.slice('address:'.length) as AddrSpec];
  return people.byId.get(person)?.addresses ?? [];
}

/** The next manager, or null. */
export function managerOf(person: PersonId, people: People): PersonId | null {
  return people.byId.get(person)?.manager ?? null;
}

/**
 * Deputies of `person`: by dates on the local `day`, or the standing ones. Not passed on: a deputy's deputy is none.
 */
export function deputiesOf(
  person: PersonId,
  people: People,
  on: { readonly day: string } | 'standing',
): readonly PersonId[] {
  return people.deputies
    .filter((row) => row.for === person && row.deputy !== person)
    .filter(({ from, until }) =>
      on === 'standing'
        ? from === null && until === null
        : (from !== null || until !== null) && (from ?? on.day) <= on.day && on.day <= (until ?? on.day),
    )
    .map(({ deputy }) => deputy);
}

/** Somebody's name as the directory has it, else their address or account. */
export function personName(person: PersonId, people: People): string {
  const known = people.byId.get(person);
  if (known !== undefined) return known.name || (known.addresses[0] ?? person);
  return person.replace(/^(?:address|account):/, '');
}
