// A seeded source of chance, so that the same seed makes the same stream on every machine.

export type Random = {
  /** 0 ≤ n < 1. */
  next(): number;
  chance(share: number): boolean;
  /** From `from` to `to`, both included. */
  between(from: number, to: number): number;
  pick<T>(items: readonly T[]): T;
  /** The first items are picked far more often than the last (a person's contacts). */
  pickSkewed<T>(items: readonly T[]): T;
};

/** mulberry32: 32 bits of state are plenty for a stream of mails. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }
  function at<T>(items: readonly T[], share: number): T {
    const item = items[Math.floor(share * items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  }
  return {
    next,
    chance: (share) => next() < share,
    between: (from, to) => from + Math.floor(next() * (to - from + 1)),
    pick: (items) => at(items, next()),
    pickSkewed: (items) => at(items, next() ** 2),
  };
}
