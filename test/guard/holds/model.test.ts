// Random events on random holds: no way out without the grants, no dead end, and the clock to the millisecond.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sendersOf } from '../../../src/guard/holds/entitlement.ts';
import { type Decider, type Hold, type HoldEvent, missingGrant } from '../../../src/guard/holds/hold.ts';
import type { HoldContext } from '../../../src/guard/holds/rules.ts';
import { nextDueAt } from '../../../src/guard/holds/step.ts';
import { openHold, transition } from '../../../src/guard/holds/transition.ts';
import type { Grant } from '../../../src/guard/verdict.ts';
import { address, content, contextAt, START } from './world.ts';

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
const decider: fc.Arbitrary<Decider> = fc.record({
  account: fc.constantFrom(...ACCOUNTS),
  address: fc.option(addresses, { nil: null }),
  role: fc.constantFrom('admin', 'approver', 'auditor', 'sender', 'machine'),
  via: fc.constantFrom('session', 'number', 'api', 'cli'),
});
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

function eventOf(hold: Hold, { kind, grant, isGrantAsked, needs, by, isStale }: Step): HoldEvent {
  const { content: now } = hold;
  const saw = isStale ? content(now.revision - 1) : now;
  const asked = isGrantAsked ? (missingGrant(hold) ?? grant) : grant;
  const event = { by, saw, comment: null, grant: asked, needs, content: content(now.revision + 1) };
  return (kind === 'clock' ? { kind } : { kind, ...event }) as HoldEvent;
}

/** Whatever may be said of a hold that was sent. */
function expectGranted(hold: Hold, context: HoldContext): void {
  const senders = sendersOf(hold.origin, context.people);
  const missing = missingGrant(hold);
  const sentByPolicy =
    context.rules.whenUnconfirmed === 'send' && hold.needs.every((need) => need === 'sender');
  if (!(sentByPolicy && hold.ended?.by === 'clock')) expect(missing).toBeNull();
  const people = hold.given.map(({ by }) => by).filter((by) => by !== 'clock');
  expect(new Set(people).size).toBe(people.length);
  const names = hold.given.map(({ by, onBehalfOf }) => onBehalfOf ?? by).filter((name) => name !== 'clock');
  expect(new Set(names).size).toBe(names.length);
  for (const { grant, by } of hold.given) {
    if (by === 'clock') expect(grant).toBe('delay');
    else if (grant === 'supervisor' || grant === 'second-supervisor') expect(senders.has(by)).toBe(false);
  }
}

const worlds = fc.record({
  needs: fc.constantFrom(...NEEDS),
  origin,
  rules,
  steps: fc.array(step, { maxLength: 14 }),
});
type World = typeof worlds extends fc.Arbitrary<infer T> ? T : never;

/** Plays the steps; `watch` sees every transition. Returns the last hold and its time. */
function play(
  { needs, origin: from, rules: set, steps }: World,
  watch: (
    before: Hold,
    event: HoldEvent,
    result: ReturnType<typeof transition>,
    context: HoldContext,
  ) => void,
): { hold: Hold; context: HoldContext } {
  const base = contextAt(START, set);
  let context = base;
  let { hold } = openHold(content(), from, needs, base);
  for (const step of steps) {
    context = { ...base, at: new Date(Date.parse(context.at) + step.laterMs).toISOString() };
    const event = eventOf(hold, step);
    const result = transition(hold, event, context);
    watch(hold, event, result, context);
    hold = result.hold;
  }
  return { hold, context };
}

describe('random events', () => {
  it('never send a mail without its grants', () => {
    let sent = 0;
    fc.assert(
      fc.property(worlds, (world) => {
        const { hold, context } = play(world, () => undefined);
        if (hold.state !== 'queued') return;
        sent += 1;
        expectGranted(hold, context);
      }),
      { numRuns: 1200 },
    );
    expect(sent).toBeGreaterThan(50);
  });

  it('change nothing when refused or over, and queue or cancel exactly once', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        let ends = 0;
        play(world, (before, event, result) => {
          if (result.kind === 'refused') expect(result.hold).toBe(before);
          if (before.state !== 'held') expect(result).toMatchObject({ kind: 'refused', why: 'ended' });
          if (event.kind !== 'clock' && event.saw.revision !== before.content.revision)
            expect(result.kind).toBe('refused');
          const final = result.kind === 'done' ? result.effects.filter(({ kind }) => kind !== 'notice') : [];
          expect(final.length).toBe(result.kind === 'done' && result.hold.state !== 'held' ? 1 : 0);
          ends += final.length;
        });
        expect(ends).toBeLessThanOrEqual(1);
      }),
      { numRuns: 500 },
    );
  });

  it('lead to no dead end: the clock alone ends every hold, at the moments it names and not before', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const played = play(world, () => undefined);
        let { hold } = played;
        for (let n = 0; hold.state === 'held'; n += 1) {
          expect(n).toBeLessThan(60);
          const due = nextDueAt(hold) ?? '';
          const late = due > played.context.at ? due : played.context.at;
          const early = new Date(Date.parse(due) - 1).toISOString();
          expect(transition(hold, { kind: 'clock' }, { ...played.context, at: early })).toMatchObject({
            why: 'too-early',
          });
          const result = transition(hold, { kind: 'clock' }, { ...played.context, at: late });
          expect(result.kind).toBe('done');
          hold = result.hold;
        }
        expectGrantedOrCancelled(hold, played.context);
      }),
      { numRuns: 300 },
    );
  });

  it('leave a hold that can be stored: plain JSON and nothing else', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const { hold } = play(world, () => undefined);
        expect(JSON.parse(JSON.stringify(hold))).toEqual(hold);
      }),
      { numRuns: 200 },
    );
  });
});

function expectGrantedOrCancelled(hold: Hold, context: HoldContext): void {
  if (hold.state === 'queued') expectGranted(hold, context);
  else expect(hold).toMatchObject({ state: 'cancelled', ended: { decision: expect.any(String) } });
}
