// Wrong passwords cost time: per account and client address, so that a stranger elsewhere cannot lock a person
// out. Every try counts before it is checked, so guesses side by side gain nothing. Called by session.ts.

export type AuthAnswer = 'right' | 'wrong' | 'wait';
export type Authenticate = (user: string, password: string) => Promise<boolean>;
export type AuthGate = { check(user: string, password: string, address: string): Promise<AuthAnswer> };

type Failures = { count: number; blockedUntil: number };

const MOST_REMEMBERED = 10_000;
const LONGEST_WAIT_MS = 15 * 60_000;
const LONGEST_NAME = 256;

/** After `freeTries` failures the wait is 1 s and doubles with each further one, up to 15 minutes. */
export function createAuthGate(
  authenticate: Authenticate,
  monotonicNow: () => number,
  freeTries: number,
): AuthGate {
  const failures = new Map<string, Failures>();

  function countTry(key: string): Failures {
    const entry = failures.get(key) ?? { count: 0, blockedUntil: 0 };
    entry.count += 1;
    const over = entry.count - freeTries;
    if (over >= 0) entry.blockedUntil = monotonicNow() + Math.min(1000 * 2 ** over, LONGEST_WAIT_MS);
    failures.delete(key);
    failures.set(key, entry);
    const oldest = failures.keys().next();
    if (failures.size > MOST_REMEMBERED && !oldest.done) failures.delete(oldest.value);
    return entry;
  }

  return {
    async check(user, password, address) {
      if (user === '' || user.length > LONGEST_NAME) return 'wrong';
      const key = `${address} ${user.toLowerCase()}`;
      const known = failures.get(key);
      if (known && known.blockedUntil > monotonicNow()) return 'wait';
      countTry(key);
      if (!(await authenticate(user, password))) return 'wrong';
      failures.delete(key);
      return 'right';
    },
  };
}
