import { describe, expect, it } from 'vitest';
import { type AddrSpec, parseAddrSpec } from '../../src/guard/address.ts';
import {
  addressesOf,
  deputiesOf,
  managerOf,
  NO_DIRECTORY,
  type PersonId,
  parsePeople,
  personsAt,
  personsBehind,
} from '../../src/guard/people.ts';

const at = (text: string) => parseAddrSpec(text) as AddrSpec;
const id = (text: string) => text as PersonId;

const people = parsePeople({
  people: [
    { id: 'ann', addresses: ['Ann.Abe@corp.example', 'abe@old.example'], accounts: ['ann', 'CORP\\adm-ann'] },
    { id: 'bob', addresses: ['bob@corp.example'], manager: 'ann' },
    { id: 'eve', addresses: ['eve@corp.example', 'eve+list@corp.example'], manager: 'nobody' },
  ],
  groups: [
    { name: 'sales', address: 'sales@corp.example', members: ['ann', 'desk', 'stranger@else.example'] },
    { name: 'desk', members: ['bob', 'sales', 'sales@corp.example'] },
  ],
  deputies: [
    { for: 'ann', deputy: 'bob', from: '2026-11-24', until: '2026-11-26' },
    { for: 'ann', deputy: 'eve' },
    { for: 'bob', deputy: 'eve', from: '2026-11-26' },
    { for: 'bob', deputy: 'bob' },
  ],
});

describe('who may stand behind an address', () => {
  it.each([
    ['the address itself', 'ann.abe@corp.example', ['ann']],
    ['another case', 'ANN.ABE@CORP.example', ['ann']],
    ['a sub-address', 'ann.abe+x+y@corp.example', ['ann']],
    ['an alias', 'abe@old.example', ['ann']],
    ['a sub-address of an alias', 'Abe+news@old.example', ['ann']],
    ['an address that really has a plus in it', 'eve+list@corp.example', ['eve']],
    [
      'a shared mailbox, whose groups may hold each other',
      'sales@corp.example',
      ['ann', 'bob', 'address:stranger@else.example'],
    ],
    [
      'a sub-address of the shared mailbox',
      'sales+jp@corp.example',
      ['ann', 'bob', 'address:stranger@else.example'],
    ],
    ['a stranger, whatever tag', 'Foo+bar@else.example', ['address:foo@else.example']],
    ['a quoted local part, which has no tag', '"a+b"@else.example', ['address:"a+b"@else.example']],
  ])('%s', (_, address, expected) => {
    expect(personsAt(at(address), people)).toEqual(expected);
  });

  it('is told by accounts too, in any case and width', () => {
    expect(personsBehind('corp\\ADM-Ann', people)).toEqual(['ann']);
    expect(personsBehind('ann', people)).toEqual(['ann']);
    expect(personsBehind('bob@corp.example', people)).toEqual(['bob']);
    expect(personsBehind('gateway', people)).toEqual(['account:gateway']);
    expect(personsBehind('ann', NO_DIRECTORY)).toEqual(['account:ann']);
  });
});

describe('the directory', () => {
  it('knows where to write to, and managers as far as it lists them', () => {
    expect(addressesOf(id('ann'), people)).toEqual(['Ann.Abe@corp.example', 'abe@old.example']);
    expect(addressesOf(id('address:foo@else.example'), people)).toEqual(['foo@else.example']);
    expect(addressesOf(id('account:gateway'), people)).toEqual([]);
    expect(managerOf(id('bob'), people)).toBe('ann');
    expect(managerOf(id('ann'), people)).toBeNull();
    expect(managerOf(id('address:foo@else.example'), people)).toBeNull();
  });

  it('lets deputies act on their days, both ends included, and nobody be their own', () => {
    const on = (day: string) => deputiesOf(id('ann'), people, { day });
    expect(['2026-11-23', '2026-11-24', '2026-11-26', '2026-11-27'].map(on)).toEqual([
      [],
      ['bob'],
      ['bob'],
      [],
    ]);
    expect(deputiesOf(id('ann'), people, 'standing')).toEqual(['eve']);
    expect(deputiesOf(id('bob'), people, { day: '2030-01-01' })).toEqual(['eve']);
    expect(deputiesOf(id('bob'), people, 'standing')).toEqual([]);
  });

  it.each([
    [
      'an address that two people claim',
      {
        people: [
          { id: 'a', addresses: ['X@c.example'] },
          { id: 'b', addresses: ['x@c.example'] },
        ],
      },
    ],
    [
      'an address that a person and a mailbox claim',
      { people: [{ id: 'a', addresses: ['x@c.example'] }], groups: [{ name: 'g', address: 'x@c.example' }] },
    ],
    [
      'an account that two people claim',
      {
        people: [
          { id: 'a', accounts: ['root'] },
          { id: 'b', accounts: ['ROOT'] },
        ],
      },
    ],
    ['an address that is none', { people: [{ id: 'a', addresses: ['a@b@c.example, d'] }] }],
    ['an id that would pass for a stranger', { people: [{ id: 'address:a@c.example' }] }],
    ['a day that is none', { deputies: [{ for: 'a', deputy: 'b', from: '2026-02-30' }] }],
    ['a column nobody knows', { people: [{ id: 'a', boss: 'b' }] }],
  ])('refuses %s', (_, rows) => {
    expect(() => parsePeople(rows)).toThrow();
  });
});
