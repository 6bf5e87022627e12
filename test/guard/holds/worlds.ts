// Random holds and random events on them, for the tests that drive the machine alone and together with the store.

import fc from 'fast-check';
import { expect } from 'vitest';
import { sendersOf } from '../../../src/guard/holds/entitlement.ts';
import { type Decider, type Hold, type HoldEvent, missingGrant } from '../../../src/guard/holds/hold.ts';
import type { HoldContext } from '../../../src/guard/holds/rules.ts';
import type { Grant } from '../../../src/guard/verdict.ts';
import { address, content } from './world.ts';

const NEEDS: readonly (readonly Grant[])[] = [
  ['sender'],
  ['supervisor'],
  ['supervisor', 'second-supervisor'],
  ['sender', 'supervisor'],
  ['sender', 'supervisor', 'second-supervisor'],
  ['delay'],
  ['delay', 'supervisor'],
];
const GRANTS = ['sender', 'supervisor', 'second-supervisor', 'delay'] as const;
const ACCOUNTS = ['sato', 'adm-sato', 'kato', 'mori', 'oda', 'ceo', 'abe', 'ito', 'clerk', 'gateway', null];
const ADDRESSES = [
  'sato@corp.example',
  'Sato+x@corp.example',
  'sales@corp.example',
  'mori@corp.example',
  'oda@corp.example',
  'who@else.example',
];

const addresses = fc.constantFrom(...ADDRESSES.map(address));
const anybody: fc.Arbitrary<Decider> = fc.record({
  account: fc.constantFrom(...ACCOUNTS),
  address: fc.option(addresses, { nil: null }),
  role: fc.constantFrom('admin', 'approver', 'auditor', 'sender', 'machine'),
  via: fc.constantFrom('session', 'number', 'api', 'cli'),
});
/** Those who may, so that holds which need two of them are sent often enough. */
const manager: fc.Arbitrary<Decider> = fc.record({
  account: fc.constantFrom('mori', 'oda'),
  address: fc.constant(null),
  role: fc.constantFrom('admin', 'approver'),
  via: fc.constant('session'),
});
const decider = fc.oneof(anybody, manager);
const origin = fc.record({
  authenticatedAs: fc.constantFrom(...ACCOUNTS),
  addresses: fc.uniqueArray(addresses, { minLength: 1, maxLength: 2 }),
  noticeTo: fc.option(addresses, { nil: null }),
});
const rules = fc.record({
  whenUnconfirmed: fc.constantFrom('expire', 'send'),
  whenUnapproved: fc.constantFrom('expire', 'escalate'),
  escalations: fc.nat(3),
  approveByNumber: fc.boolean(),
});
/** What happens next: who does what how much later; a stale `saw` now and then. */
const step = fc.record({
  kind: fc.constantFrom(
    'grant',
    'grant',
    'grant',
    'grant',
    'return',
    'withdraw',
    'escalate',
    'repair',
    'clock',
    'clock',
  ),
  isGrantAsked: fc.boolean(),
  grant: fc.constantFrom(...GRANTS),
  needs: fc.constantFrom(...NEEDS, []),
  by: decider,
  isStale: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  laterMs: fc.nat(12 * 3_600_000),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

export function eventOf(hold: Hold, { kind, grant, isGrantAsked, needs, by, isStale }: Step): HoldEvent {
  const { content: now } = hold;
  const saw = isStale ? content(now.revision - 1) : now;
  const asked = isGrantAsked ? (missingGrant(hold) ?? grant) : grant;
  const event = { by, saw, comment: null, grant: asked, needs, content: content(now.revision + 1) };
  return (kind === 'clock' ? { kind } : { kind, ...event }) as HoldEvent;
}

/** Whatever may be said of a hold that was sent. */
export function expectGranted(hold: Hold, context: HoldContext): void {
  const senders = sendersOf(hold.origin, context.people);
  const missing = missingGrant(hold);
  const sentByPolicy =
    context.rules.whenUnconfirmed === 'send' && hold.needs.every((need) => need === 'sender');
  if (!(sentByPolicy && hold.ended?.by === 'clock')) {
    expect(missing).toBeNull();
    expect(hold.given.map(({ grant }) => grant)).toEqual(hold.needs);
  }
  const people = hold.given.map(({ by }) => by).filter((by) => by !== 'clock');
  expect(new Set(people).size).toBe(people.length);
  const names = hold.given.map(({ by, onBehalfOf }) => onBehalfOf ?? by).filter((name) => name !== 'clock');
  expect(new Set(names).size).toBe(names.length);
  for (const { grant, by } of hold.given) {
    if (by === 'clock') expect(grant).toBe('delay');
    else if (grant === 'supervisor' || grant === 'second-supervisor') expect(senders.has(by)).toBe(false);
  }
}

/** A hold, its rules, and what happens to it in up to `most` steps. */
export const worldsOf = (most: number) =>
  fc.record({
    needs: fc.constantFrom(...NEEDS),
    origin,
    rules,
    steps: fc.array(step, { maxLength: most }),
  });
