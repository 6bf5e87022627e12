// The recent mail of every author, kept in maps with the bounds of recent.ts; for `check` and `replay`. The store keeps
// the same in its tables.

import type { AddrSpec } from './address.ts';
import {
  MAX_RECENT_MAILS,
  MAX_RECENT_RECIPIENTS,
  MEMORY_MINUTES,
  minutesBefore,
  type Reach,
  type RecentAnswer,
  type RecentMail,
  type Remembered,
} from './recent.ts';

type Reached = { readonly at: string; readonly isFresh: boolean };
type Author = { mails: RecentMail[]; readonly recipients: Map<AddrSpec, Reached> };

export type RecentMemory = {
  remember(remembered: Remembered): void;
  /** Everything but the pace, which is learned from delivered mail. */
  answer(author: AddrSpec, recipients: readonly AddrSpec[], now: string): RecentAnswer;
};

function reachSince(recipients: ReadonlyMap<AddrSpec, Reached>, since: string): Reach {
  const reached = [...recipients.values()].filter(({ at }) => at >= since);
  return { outside: reached.length, fresh: reached.filter(({ isFresh }) => isFresh).length };
}

export function createRecentMemory(): RecentMemory {
  const authors = new Map<AddrSpec, Author>();

  function forget({ recipients }: Author, now: string): void {
    const since = minutesBefore(now, 60);
    for (const [address, { at }] of recipients) {
      if (at >= since && recipients.size <= MAX_RECENT_RECIPIENTS) break;
      recipients.delete(address);
    }
  }

  return {
    remember({ author, mail, recipients }) {
      const known = authors.get(author) ?? { mails: [], recipients: new Map() };
      authors.set(author, known);
      known.mails = [mail, ...known.mails].slice(0, MAX_RECENT_MAILS);
      for (const { address, isFresh } of recipients) {
        const before = known.recipients.get(address);
        const wasFresh = before?.isFresh === true && before.at >= minutesBefore(mail.at, 60);
        known.recipients.delete(address);
        known.recipients.set(address, { at: mail.at, isFresh: isFresh || wasFresh });
      }
      forget(known, mail.at);
    },
    answer(author, asked, now) {
      const known = authors.get(author) ?? { mails: [], recipients: new Map<AddrSpec, Reached>() };
      const since = minutesBefore(now, MEMORY_MINUTES);
      const hourAgo = minutesBefore(now, 60);
      const reached = asked.flatMap((address) => {
        const at = known.recipients.get(address)?.at;
        return at === undefined || at < hourAgo ? [] : [[address, at] as const];
      });
      return {
        mails: known.mails.filter(({ at }) => at >= since),
        tenMinutes: reachSince(known.recipients, minutesBefore(now, 10)),
        hour: reachSince(known.recipients, hourAgo),
        reached: new Map(reached),
        pace: null,
      };
    },
  };
}
