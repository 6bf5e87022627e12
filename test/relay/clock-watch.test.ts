import { describe, expect, it } from 'vitest';
import { watchClock } from '../../src/relay/clock-watch.ts';
import { DAY, HOUR, MINUTE } from './relay.ts';

function clocks() {
  let wall = Date.UTC(2026, 3, 1);
  let monotonic = 5000;
  const jumps: number[] = [];
  const isSteady = watchClock({
    now: () => new Date(wall),
    monotonicNow: () => monotonic,
    onJump: (ms) => jumps.push(ms),
  });
  return {
    isSteady,
    jumps,
    pass: (ms: number) => {
      wall += ms;
      monotonic += ms;
    },
    set: (ms: number) => {
      wall += ms;
    },
  };
}

describe('The wall clock', () => {
  it('is believed while it goes with the other one, slow corrections included', () => {
    const { isSteady, pass, set, jumps } = clocks();
    for (let minute = 0; minute < 300; minute += 1) {
      pass(MINUTE);
      set(minute % 2 ? 500 : 1500);
      expect(isSteady()).toBe(true);
    }
    expect(jumps).toEqual([]);
  });

  it.each([
    ['forward', 10 * DAY],
    ['back', -HOUR],
  ])('is not believed after a jump %s until it has stayed there for an hour', (_name, jump) => {
    const { isSteady, pass, set, jumps } = clocks();
    set(jump);
    for (let minute = 0; minute < 60; minute += 1) {
      expect(isSteady()).toBe(false);
      pass(MINUTE);
    }
    expect(isSteady()).toBe(true);
    expect(isSteady()).toBe(true);
    expect(jumps).toEqual([jump]);
  });

  it('is believed at once when it is set right again', () => {
    const { isSteady, pass, set } = clocks();
    set(DAY);
    expect(isSteady()).toBe(false);
    pass(MINUTE);
    set(-DAY);
    expect(isSteady()).toBe(true);
  });

  it('that jumps once more while it is in doubt is doubted from then on', () => {
    const { isSteady, pass, set, jumps } = clocks();
    set(DAY);
    expect(isSteady()).toBe(false);
    pass(59 * MINUTE);
    set(DAY);
    expect(isSteady()).toBe(false);
    pass(59 * MINUTE);
    expect(isSteady()).toBe(false);
    pass(MINUTE);
    expect(isSteady()).toBe(true);
    expect(jumps).toEqual([DAY, 2 * DAY]);
  });
});
