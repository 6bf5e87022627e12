// What became of every mail of a soak, from what its clients were told, what the next hop counted and what the store says.

import type { MailDetail, Store } from '../../src/store/store.ts';
import type { CountingSink } from './counting-sink.ts';
import type { Told } from './load.ts';
import { messageIdOf } from './mails.ts';

export type Verified = {
  /** A mail that was answered and is neither delivered nor held nor ended by a decision; why. */
  readonly lost: readonly string[];
  /** Something arrived that nobody sent, that was held, or in other octets. */
  readonly leaked: readonly string[];
  /** Second copies where the log says that the outcome was unknown. */
  readonly doubled: number;
  /** Second copies where it does not. */
  readonly doubledUnexplained: readonly string[];
  readonly released: number;
  readonly returned: number;
  readonly expired: number;
  readonly stillHeld: number;
};

/** The mail as it is stored; null for one of which nothing was. */
async function storedMail(store: Store, { n }: Told): Promise<MailDetail | null> {
  const [stored] = await store.traceMails(messageIdOf(n), 1);
  return stored ?? null;
}

async function countUnknown(store: Store, { mail: { id } }: MailDetail): Promise<number> {
  const events = await store.listEvents({ mailId: id, limit: 1000 });
  return events.filter(({ type }) => type === 'outcome-unknown').length;
}

/** What must not be; null when all is well with the mail. */
function faultOf(
  told: Told,
  stored: MailDetail | null,
  counts: readonly number[],
): ['lost' | 'leaked', string] | null {
  const { n, kind, answer, decided } = told;
  const isHeld = stored !== null && stored.hold !== null;
  const mayArrive = kind !== 'aborted' && (!isHeld || stored.mail.decision === 'release');
  const what = `mail ${n} (${kind}, ${answer}, ${stored?.mail.state ?? 'not stored'}): ${counts.join(' ')} copies`;
  if (!mayArrive && counts.some((count) => count > 0)) return ['leaked', what];
  if (answer === 'none') return null;
  if (stored === null) return ['lost', what];
  if (decided !== null && stored.mail.decision !== DECISIONS[decided])
    return ['lost', `${what}; ${decided} was not kept`];
  if (mayArrive && counts.some((count) => count === 0)) return ['lost', what];
  return null;
}

const DECISIONS = { released: 'release', returned: 'return' } as const;

/** Afterwards, when nothing is queued any more and the relay has ended. */
export async function verify(store: Store, sink: CountingSink, mails: Iterable<Told>): Promise<Verified> {
  const faults = { lost: [] as string[], leaked: sink.altered.map((n) => `mail ${n}: other octets`) };
  const doubledUnexplained: string[] = [];
  const ends = { release: 0, return: 0, withdraw: 0, expire: 0, held: 0 };
  let doubled = 0;
  for (const told of mails) {
    const stored = await storedMail(store, told);
    const counts = told.to.map((path) => sink.copies(told.n, path));
    const [kind, what] = faultOf(told, stored, counts) ?? [];
    if (kind !== undefined && what !== undefined) faults[kind].push(what);
    if (stored?.hold != null) ends[stored.mail.decision ?? 'held'] += 1;
    const most = Math.max(...counts);
    if (most < 2 || stored === null) continue;
    if (most > 1 + (await countUnknown(store, stored)))
      doubledUnexplained.push(`mail ${told.n}: ${most} copies`);
    else doubled += most - 1;
  }
  return {
    ...faults,
    doubled,
    doubledUnexplained,
    released: ends.release,
    returned: ends.return,
    expired: ends.expire,
    stillHeld: ends.held,
  };
}
