// One after the other what has the same key, side by side what has not: copies of one mail that arrive together must
// each see those before it. Within this process; two relays do not wait for each other.

export type Turns = <T>(key: string | null, work: () => Promise<T>) => Promise<T>;

/** Without a key nothing waits. What `work` throws is its caller's, and the next one's turn all the same. */
export function createTurns(): Turns {
  const last = new Map<string, Promise<void>>();
  return async (key, work) => {
    if (key === null) return work();
    const before = last.get(key) ?? Promise.resolve();
    const { promise: over, resolve } = Promise.withResolvers<void>();
    last.set(key, over);
    try {
      await before;
      return await work();
    } finally {
      if (last.get(key) === over) last.delete(key);
      resolve();
    }
  };
}
