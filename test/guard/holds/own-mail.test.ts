// Nobody approves their own mail, in whatever disguise. Each row is a way in which somebody might try.

import { describe, expect, it } from 'vitest';
import { supervisorAuthority } from '../../../src/guard/holds/entitlement.ts';
import type { Decider, Origin } from '../../../src/guard/holds/hold.ts';
import { NO_DIRECTORY, parsePeople } from '../../../src/guard/people.ts';
import { address, by, contextAt, grant, ORIGIN, open, outcome, PEOPLE, START } from './world.ts';

const from = (text: string, authenticatedAs: string | null = null): Origin => ({
  ...ORIGIN,
  authenticatedAs,
  addresses: [address(text)],
});
const admin = { role: 'admin' } as const;

const DISGUISES: readonly (readonly [string, Origin, Decider])[] = [
  ['the plain account', ORIGIN, by('sato', admin)],
  ['another case', ORIGIN, by('sato', { ...admin, account: 'SATO', address: address('SATO@CORP.example') })],
  [
    'a sub-address',
    ORIGIN,
    by('sato', { ...admin, account: 'other', address: address('sato+boss@corp.example') }),
  ],
  ['a mail sent from a sub-address', from('sato+x@corp.example'), by('sato', admin)],
  [
    'an alias',
    ORIGIN,
    by('sato', { ...admin, account: 'other', address: address('s.sato@corp.co.example') }),
  ],
  ['a mail sent from an alias', from('S.Sato@corp.co.example'), by('sato', admin)],
  ['a second account', ORIGIN, by('sato', { ...admin, account: 'adm-sato', address: null })],
  [
    'a second account with the address of somebody else',
    ORIGIN,
    by('oda', { ...admin, account: 'adm-sato' }),
  ],
  ['a mail sent from the shared mailbox by a member', from('sales@corp.example'), by('sato', admin)],
  ['a shared mailbox one is a member of', ORIGIN, by('sales', { ...admin, account: 'sales' })],
  ['a mail in another name, submitted by oneself', from('ceo@corp.example', 'sato'), by('sato', admin)],
  ['a mail in another name, approved by that name', from('mori@corp.example', 'sato'), by('mori', admin)],
  ['a token of the API', ORIGIN, by('sato', { ...admin, via: 'api' })],
  ['a command on the server', ORIGIN, by('sato', { ...admin, via: 'cli' })],
];

describe('nobody approves their own mail', () => {
  it.each(DISGUISES)('by %s', (_, origin, who) => {
    const context = contextAt(START, { approveByNumber: true });
    expect(outcome(grant(open(['supervisor'], context, origin), 'supervisor', who, context))).toBe(
      'own-mail',
    );
  });

  it('as the deputy of the supervisor, nor by a chain of deputies', () => {
    const called = { ...open(['supervisor']), deputiesCalled: true };
    expect(outcome(grant(called, 'supervisor', by('sato')))).toBe('own-mail');
    // abe stands in for mori and clerk for abe: a deputy's deputy is none.
    expect(outcome(grant(called, 'supervisor', by('clerk')))).toBe('not-entitled');
  });

  it('by a machine, or by an account that several people share', () => {
    const hold = open(['supervisor']);
    expect(outcome(grant(hold, 'supervisor', by('mori', { role: 'machine', via: 'api' })))).toBe(
      'not-a-person',
    );
    const groups = [{ name: 'bosses', address: 'bosses@corp.example', members: ['mori', 'oda'] }];
    const context = contextAt(START, {}, { people: parsePeople({ ...PEOPLE, groups }) });
    const shared = by('bosses', { account: 'bosses' });
    expect(outcome(grant(hold, 'supervisor', shared, context))).toBe('not-a-person');
    expect(outcome(grant(open(['sender']), 'sender', by('sato', { role: 'machine' })))).toBe('not-a-person');
  });

  it('by an account that the directory does not know, for it might be theirs', () => {
    const root = by('sato', { account: 'root', address: null, role: 'admin' });
    expect(outcome(grant(open(['supervisor']), 'supervisor', root))).toBe('unidentified');
    const unlisted = by('x', { account: 'x', address: address('x@corp.example'), role: 'admin' });
    expect(outcome(grant(open(['supervisor']), 'supervisor', unlisted))).toBe('unidentified');
  });

  it('where no directory is kept, told by the address alone', () => {
    const context = contextAt(START, {}, { people: NO_DIRECTORY });
    const hold = open(['supervisor'], context);
    const may = (who: Decider) => supervisorAuthority(hold, who, context).kind;
    expect(may(by('sato', { ...admin, account: 'u1', address: address('Sato+x@corp.example') }))).toBe(
      'refused',
    );
    expect(may(by('sato', { ...admin, account: 'Sato@corp.example', address: null }))).toBe('refused');
    expect(may(by('root', { ...admin, account: 'root', address: null }))).toBe('may');
    expect(may(by('mori', { role: 'approver' }))).toBe('may');
    expect(may(by('mori', { role: 'auditor' }))).toBe('refused');
  });
});

describe('others are not taken for the sender', () => {
  it('when the client has proved who used the shared mailbox', () => {
    const origin = from('sales@corp.example', 'kato');
    const hold = open(['supervisor'], contextAt(START), origin);
    expect(outcome(grant(hold, 'supervisor', by('kato')))).toBe('own-mail');
    expect(outcome(grant(hold, 'supervisor', by('sato', admin)))).toBe('queued');
  });

  it('when a member of the shared mailbox confirms for it', () => {
    const hold = open(['sender'], contextAt(START), from('sales@corp.example'));
    expect(outcome(grant(hold, 'sender', by('kato')))).toBe('queued');
    const shared = grant(hold, 'sender', by('sales', { account: null, via: 'number' }));
    expect(shared).toMatchObject({ hold: { ended: { by: 'address:sales@corp.example' } } });
  });

  it('and a supervisor needs a session, unless the policy lets a number do', () => {
    const hold = open(['supervisor']);
    const mori = by('mori', { via: 'number' });
    expect(outcome(grant(hold, 'supervisor', mori))).toBe('needs-session');
    expect(outcome(grant(hold, 'supervisor', mori, contextAt(START, { approveByNumber: true })))).toBe(
      'queued',
    );
    expect(outcome(grant(open(['sender']), 'sender', by('sato', { via: 'number' })))).toBe('queued');
  });
});
