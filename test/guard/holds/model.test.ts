// Random events on random holds: no way out without the grants, no dead end, and the clock to the millisecond.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Hold, HoldEvent } from '../../../src/guard/holds/hold.ts';
import { nextDueAt } from '../../../src/guard/holds/hold.ts';
import type { HoldContext } from '../../../src/guard/holds/rules.ts';
import { openHold, transition } from '../../../src/guard/holds/transition.ts';
import { content, contextAt, START } from './world.ts';
import { eventOf, expectGranted, worldsOf } from './worlds.ts';

const worlds = worldsOf(14);
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

  it('ask anew after a repair for whatever was granted before it', () => {
    let repaired = 0;
    fc.assert(
      fc.property(worlds, (world) => {
        play(world, (before, event, { kind, hold }) => {
          if (event.kind !== 'repair' || kind !== 'done') return;
          const again = before.given.map(({ grant }) => grant).filter((grant) => grant !== 'delay');
          repaired += again.length;
          expect(hold).toMatchObject({ given: [], needs: expect.arrayContaining(again) });
        });
      }),
      { numRuns: 500 },
    );
    expect(repaired).toBeGreaterThan(0);
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
