// Entries of OpenLDAP or Active Directory as rows of people and groups: managers and members, named there by their
// distinguished names, become ids; a shared mailbox becomes a group of those who have full access. Pure.

import { parseAddrSpec } from '../../guard/address.ts';
import type { PeopleRows } from '../../guard/people.ts';
import type { LdapSettings } from '../settings.ts';
import { dnKey, type LdapEntry, valuesOf } from './entry.ts';

export type LdapEntries = {
  readonly people: readonly LdapEntry[];
  readonly groups: readonly LdapEntry[];
  readonly sharedMailboxes: readonly LdapEntry[];
};

type Attributes = LdapSettings['attributes'];

const firstOf = (entry: LdapEntry, names: readonly string[]) => valuesOf(entry, names)[0] ?? null;

/** `SMTP:` is Exchange's primary address, `smtp:` an alias; `X500:`, `SIP:` and the like are none. */
function addressesOf(entry: LdapEntry, { addresses }: Attributes): string[] {
  const values = valuesOf(entry, addresses);
  const ordered = [...values.filter((v) => !/^smtp:/.test(v)), ...values.filter((v) => /^smtp:/.test(v))];
  const plain = ordered.map((value) => value.replace(/^smtp:/i, ''));
  const isFirst = (address: string, n: number) =>
    plain.findIndex((other) => other.toLowerCase() === address.toLowerCase()) === n;
  return plain.filter((address, n) => parseAddrSpec(address) !== null && isFirst(address, n));
}

const unique = (values: readonly string[]): string[] => [...new Set(values)];

const idOf = (entry: LdapEntry, { id }: Attributes) => firstOf(entry, id) ?? dnKey(entry.dn);

/** Names of groups: their own where no person and no other group is called so, else their distinguished name. */
function namesOf(groups: readonly LdapEntry[], taken: ReadonlySet<string>): ReadonlyMap<LdapEntry, string> {
  const names = groups.map((entry) => firstOf(entry, ['cn', 'name']) ?? '');
  const isFree = (name: string) =>
    name !== '' && !taken.has(name) && names.filter((n) => n === name).length === 1;
  return new Map(
    groups.map((entry, n) => [entry, isFree(names[n] ?? '') ? (names[n] ?? '') : dnKey(entry.dn)]),
  );
}

/** Who stands behind a member's value: a distinguished name, or a user id as in posixGroup. */
function createMemberOf(
  people: readonly LdapEntry[],
  names: ReadonlyMap<LdapEntry, string>,
  attributes: Attributes,
): (member: string) => string {
  const known = new Map<string, string>();
  for (const entry of people) {
    for (const account of valuesOf(entry, attributes.accounts))
      known.set(account.toLowerCase(), idOf(entry, attributes));
  }
  for (const entry of people) known.set(dnKey(entry.dn), idOf(entry, attributes));
  for (const [entry, name] of names) known.set(dnKey(entry.dn), name);
  return (member) => known.get(dnKey(member)) ?? member;
}

export function entriesToRows(
  { people, groups, sharedMailboxes }: LdapEntries,
  attributes: Attributes,
): PeopleRows {
  const shared = new Set(sharedMailboxes.map(({ dn }) => dnKey(dn)));
  const persons = people.filter(({ dn }) => !shared.has(dnKey(dn)));
  const ids = new Set(persons.map((entry) => idOf(entry, attributes)));
  const names = namesOf([...groups, ...sharedMailboxes], ids);
  const memberOf = createMemberOf(persons, names, attributes);
  const group = (entry: LdapEntry, members: readonly string[]) => ({
    name: names.get(entry) ?? dnKey(entry.dn),
    address: addressesOf(entry, attributes)[0] ?? null,
    members: unique(valuesOf(entry, members).map(memberOf)),
  });
  return {
    people: persons.map((entry) => {
      const manager = firstOf(entry, attributes.manager);
      return {
        id: idOf(entry, attributes),
        name: firstOf(entry, attributes.name) ?? '',
        addresses: addressesOf(entry, attributes),
        accounts: unique(valuesOf(entry, attributes.accounts)),
        manager: manager === null ? null : memberOf(manager),
      };
    }),
    groups: [
      ...groups.map((entry) => group(entry, attributes.members)),
      ...sharedMailboxes.map((entry) => group(entry, attributes.sharedMembers)),
    ],
  };
}
