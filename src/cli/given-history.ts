// History that comes from a file instead of the store: what `check --history` and a recorded case say about earlier mail.

import { addressKey, parseAddrSpec } from '../guard/address.ts';
import { createRecordedHistory, type RecordedHistory } from '../guard/recorded-history.ts';

export type GivenContact = {
  readonly sender: string;
  readonly recipient: string;
  readonly count: number;
  readonly lastSentDaysAgo: number;
};

const DAY_MS = 86_400_000;

/** A history that knows these contacts at `now`; entries that name no address are left out. */
export function historyOf(contacts: readonly GivenContact[], now: Date): RecordedHistory {
  const history = createRecordedHistory();
  for (const { sender, recipient, count, lastSentDaysAgo } of contacts) {
    const author = parseAddrSpec(sender);
    const address = parseAddrSpec(recipient);
    if (author === null || address === null) continue;
    const lastAt = new Date(now.getTime() - lastSentDaysAgo * DAY_MS).toISOString();
    history.add(addressKey(author), addressKey(address), count, lastAt);
  }
  return history;
}
