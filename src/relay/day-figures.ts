// What one day of mail would have asked of people: for the digest of a relay that only observes.

import type { CheckId } from '../guard/checks-list.ts';
import { asksToHold } from '../guard/verdict.ts';
import { strongest } from '../guard/what-if/judged.ts';
import { count, NONE, type Tally } from '../guard/what-if/tally.ts';
import type { Period } from '../store/figures.ts';
import type { JudgedStore } from '../store/judged-row.ts';
import type { MailId } from '../store/store.ts';
import { pagesOf } from './what-if.ts';

export type DayFigures = {
  readonly mails: number;
  readonly tally: Tally;
  /** For how many mails each check asked, the busiest first. */
  readonly checks: readonly (readonly [check: CheckId, held: number])[];
  /** Mails that would have been held or rejected, oldest first; so many as were asked for. */
  readonly listed: readonly {
    readonly mailId: MailId;
    readonly receivedAt: string;
    readonly checks: readonly CheckId[];
  }[];
};

export async function dayFigures(
  ports: { readonly store: Pick<JudgedStore, 'listJudged' | 'judgedFacts'> },
  period: Period,
  mostListed: number,
): Promise<DayFigures> {
  let mails = 0;
  let tally = NONE;
  const checks = new Map<CheckId, number>();
  const listed: DayFigures['listed'][number][] = [];
  for await (const page of pagesOf(ports, period)) {
    for (const { mailId, receivedAt, asks } of page) {
      mails += 1;
      tally = count(tally, strongest(asks.map(([, action]) => action)));
      const asking = asks.filter(([, action]) => asksToHold({ action })).map(([check]) => check);
      for (const check of asking) checks.set(check, (checks.get(check) ?? 0) + 1);
      if (asking.length > 0 && listed.length < mostListed)
        listed.push({ mailId, receivedAt, checks: asking });
    }
  }
  return { mails, tally, checks: [...checks].toSorted((a, b) => b[1] - a[1]), listed };
}
