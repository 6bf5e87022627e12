// Which notices become one mail, and when. What several mails ask of the same approver is told at once the first time
// and then once a minute, all together: nobody is buried. Everything else goes by itself, at once.

import { addressKey } from '../guard/address.ts';
import type { NoticeRow } from '../store/store.ts';

/** Notices that go out in one mail: of one kind, to one person. */
export type Batch = readonly [NoticeRow, ...NoticeRow[]];

const GATHERED = new Set<NoticeRow['kind']>(['review', 'handled']);
const PAUSE_MS = 60_000;
const MOST_IN_ONE = 20;

const keyOf = ({ kind, to }: NoticeRow) => `${kind} ${addressKey(to)}`;

/** In the order of their first notice. */
export function batchesOf(notices: readonly NoticeRow[]): readonly Batch[] {
  const batches: [NoticeRow, ...NoticeRow[]][] = [];
  const open = new Map<string, [NoticeRow, ...NoticeRow[]]>();
  for (const notice of notices) {
    const batch = GATHERED.has(notice.kind) ? open.get(keyOf(notice)) : undefined;
    if (batch !== undefined && batch.length < MOST_IN_ONE) batch.push(notice);
    else {
      const fresh: [NoticeRow] = [notice];
      open.set(keyOf(notice), fresh);
      batches.push(fresh);
    }
  }
  return batches;
}

export type Pacer = {
  /** When the batch may go; null: now. */
  waitsUntil(batch: Batch, nowMs: number): number | null;
  noteSent(batch: Batch, nowMs: number): void;
};

/** Knows what this process has sent within the last minute. */
export function createPacer(): Pacer {
  const sentAt = new Map<string, number>();
  return {
    waitsUntil([first], nowMs) {
      const last = GATHERED.has(first.kind) ? sentAt.get(keyOf(first)) : undefined;
      const isPast = last === undefined || nowMs >= last + PAUSE_MS || nowMs < last;
      return isPast ? null : last + PAUSE_MS;
    },
    noteSent([first], nowMs) {
      for (const [key, at] of sentAt) if (nowMs >= at + PAUSE_MS) sentAt.delete(key);
      if (GATHERED.has(first.kind)) sentAt.set(keyOf(first), nowMs);
    },
  };
}
