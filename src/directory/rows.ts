// Rows from several sources made one directory: what a file adds to a directory server, and addresses where an id is
// meant. Pure. Called by sync.ts and, for one file alone, by people-file.ts.

import { type AddrSpec, addressKey, parseAddrSpec } from '../guard/address.ts';
import { type People, type PeopleRows, parsePeople } from '../guard/people.ts';

type PersonRow = NonNullable<PeopleRows['people']>[number];
type GroupRow = NonNullable<PeopleRows['groups']>[number];

const union = (a: readonly string[] = [], b: readonly string[] = []): string[] => [...new Set([...a, ...b])];

/** What the second says of a person is added; its name and manager win. */
function joined(first: PersonRow, second: PersonRow): PersonRow {
  return {
    id: first.id,
    name: second.name || (first.name ?? ''),
    addresses: union(first.addresses, second.addresses),
    accounts: union(first.accounts, second.accounts),
    manager: second.manager ?? first.manager ?? null,
  };
}

function joinPeople(people: readonly PersonRow[]): PersonRow[] {
  const byId = new Map<string, PersonRow>();
  for (const person of people) {
    const known = byId.get(person.id);
    byId.set(person.id, known === undefined ? person : joined(known, person));
  }
  return [...byId.values()];
}

/** Of groups of one name the last counts. */
const joinGroups = (groups: readonly GroupRow[]): GroupRow[] => [
  ...new Map(groups.map((group) => [group.name, group])).values(),
];

/** Ids stay; an address becomes the id of its owner, if it has one. */
function createResolver(people: readonly PersonRow[]): (text: string) => string {
  const owners = new Map<AddrSpec, string>();
  for (const { id, addresses = [] } of people) {
    for (const text of addresses) {
      const address = parseAddrSpec(text);
      if (address !== null) owners.set(addressKey(address), id);
    }
  }
  const ids = new Set(people.map(({ id }) => id));
  return (text) => {
    const address = ids.has(text) ? null : parseAddrSpec(text);
    return (address === null ? undefined : owners.get(addressKey(address))) ?? text;
  };
}

/** Later sources win over earlier ones. */
export function joinRows(sources: readonly PeopleRows[]): PeopleRows {
  const people = joinPeople(sources.flatMap((source) => source.people ?? []));
  const idOf = createResolver(people);
  return {
    people: people.map((person) => ({
      ...person,
      manager: person.manager == null ? null : idOf(person.manager),
    })),
    groups: joinGroups(sources.flatMap(({ groups = [] }) => groups)),
    deputies: sources
      .flatMap(({ deputies = [] }) => deputies)
      .map((row) => ({ ...row, for: idOf(row.for), deputy: idOf(row.deputy) })),
  };
}

/** The directory of several sources. Throws ZodError where they contradict each other. */
export function peopleOf(sources: readonly PeopleRows[]): People {
  return parsePeople(joinRows(sources));
}

/** Managers, deputies and members that nobody has heard of: each a sentence. */
export function danglingOf(sources: readonly PeopleRows[]): readonly string[] {
  const { people = [], groups = [], deputies = [] } = joinRows(sources);
  const ids = new Set(people.map(({ id }) => id));
  const names = new Set(groups.map(({ name }) => name));
  const isKnown = (text: string) => ids.has(text);
  return [
    ...people
      .filter(({ manager }) => manager != null && !isKnown(manager))
      .map(({ id, manager }) => `the manager ${manager} of ${id} is unknown`),
    ...deputies
      .flatMap((row) => [row.for, row.deputy])
      .filter((id) => !isKnown(id))
      .map((id) => `deputies name ${id}, who is unknown`),
    ...groups.flatMap(({ name, members = [] }) =>
      members
        .filter((member) => !isKnown(member) && !names.has(member) && parseAddrSpec(member) === null)
        .map((member) => `the member ${member} of ${name} is unknown`),
    ),
  ];
}
