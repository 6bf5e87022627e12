// Writes the notices that a change brings with it, in the transaction of that change.

import { randomInt } from 'node:crypto';
import type { Db } from '../schema.ts';
import type { NewNotice } from '../store.ts';
import { chunksOf } from './context.ts';

const MAX_ID = 2 ** 48 - 1;

export async function insertNotices(db: Db, notices: readonly NewNotice[]): Promise<void> {
  const rows = notices.map(({ kind, mailId, to, createdAt }) => ({
    id: randomInt(1, MAX_ID),
    kind,
    mail_id: mailId,
    recipient: to,
    created_at: createdAt,
    next_attempt_at: createdAt,
  }));
  for (const chunk of chunksOf(rows)) await db.insertInto('notices').values(chunk).execute();
}
