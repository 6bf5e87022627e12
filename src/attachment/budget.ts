// The limits of one mail and how they are spent. Whoever is about to unfold something pays first, so a bomb is
// refused before it goes off.

import type { Counted } from './findings.ts';
import type { Budget } from './inspected.ts';
import { Unreadable } from './unreadable.ts';

const MIB = 1024 * 1024;

/** Below this size any compression ratio is ordinary: empty tables and ruled sheets shrink a thousandfold. */
const RATIO_FLOOR_OCTETS = 16 * MIB;

/** For reading all files of a mail; looking for personal data comes on top of it. */
const SECONDS = 12;

const DEFAULTS: Readonly<Omit<Budget, 'endsAtMs'>> = {
  octets: 200 * MIB,
  entries: 10_000,
  cells: 4_000_000,
  // A little more than the rows of the largest sheet.
  lines: 1_200_000,
  textLength: 16 * MIB,
  spends: 0,
  maxDepth: 5,
  maxRatio: 100,
};

/** Looking at the clock each time would take longer than what is paid for. */
const LOOK_EVERY = 64;

type Spendable = 'octets' | 'entries' | 'cells' | 'lines' | 'textLength';

const EXHAUSTED: Readonly<Record<Spendable, string>> = {
  octets: 'unpacked, the files are larger than the limit for one mail',
  entries: 'the archives hold more entries than the limit for one mail',
  cells: 'the tables hold more cells than the limit for one mail',
  lines: 'the files hold more lines than the limit for one mail',
  textLength: 'the files hold more text than the limit for one mail',
};

export function newBudget(overrides: Partial<Budget> = {}): Budget {
  return { ...DEFAULTS, endsAtMs: performance.now() + SECONDS * 1000, ...overrides };
}

export function checkTime(budget: Budget): void {
  if (performance.now() > budget.endsAtMs)
    throw new Unreadable('timeout', 'reading the files took longer than the limit for one mail');
}

/** Takes `amount` from the budget; throws Unreadable `too-large` when not so much is left, `timeout` when time is up. */
export function spend(budget: Budget, what: Spendable, amount: number): void {
  if (budget.spends % LOOK_EVERY === 0) checkTime(budget);
  budget.spends += 1;
  if (amount > budget[what]) throw new Unreadable('too-large', EXHAUSTED[what]);
  budget[what] -= amount;
}

const TAB = 0x09;
const LINE_FEED = 0x0a;

function count(text: string): Counted {
  let tabs = 0;
  let lines = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === TAB) tabs += 1;
    else if (code === LINE_FEED) lines += 1;
  }
  return { tabs, lines };
}

/** Pays for text by its length, its cells and its lines: whoever looks for persons in it handles every one of them. */
export function spendText(budget: Budget, text: string, counted: Counted = count(text)): void {
  spend(budget, 'textLength', text.length);
  if (counted.tabs > 0) spend(budget, 'cells', counted.tabs);
  if (counted.lines > 0) spend(budget, 'lines', counted.lines);
}

/** Pays for `outOctets` unfolded from `inOctets`; throws `ratio` or `too-large` before anything is unfolded. */
export function spendUnfolding(budget: Budget, inOctets: number, outOctets: number): void {
  if (outOctets > RATIO_FLOOR_OCTETS && outOctets > budget.maxRatio * Math.max(inOctets, 1))
    throw new Unreadable('ratio', 'the content is compressed beyond any ordinary ratio');
  spend(budget, 'octets', outOctets);
}

/** How much may come out of `inOctets` whose unfolded size nobody declares (gzip, PDF-like streams). */
export function mostUnfolded(budget: Budget, inOctets: number): number {
  return Math.min(budget.octets, Math.max(RATIO_FLOOR_OCTETS, budget.maxRatio * inOctets));
}
