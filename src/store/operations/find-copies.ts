// The latest mails with one Message-ID and one reverse-path: perhaps copies of one mail that a server has split.

import type { AddrSpec } from '../../guard/address.ts';
import { addressKey } from '../../guard/address.ts';
import type { Facts } from '../../guard/facts.ts';
import type { Db } from '../schema.ts';
import { statement } from '../statement.ts';
import { type Context, storable } from './context.ts';
import { itemOfCopies } from './item-of-copies.ts';
import { openFacts } from './mail-rows.ts';

/** Each copy tells of those before it: a few of the latest tell of all. */
const MAX_COPIES = 5;

export type CopiesWanted = {
  readonly messageId: string;
  readonly reversePath: AddrSpec;
  /** Received at or after. */
  readonly since: string;
};

type Wanted = { readonly messageKey: string; readonly reverseKey: string; readonly since: string };

const findRows = statement((db, { messageKey, reverseKey, since }: Wanted) =>
  db
    .selectFrom('mails')
    .select(['id', 'revision', 'wrapped_key', 'facts'])
    .where('message_key', '=', messageKey)
    .where('reverse_key', '=', reverseKey)
    .where('origin', '=', 'submitted')
    .where('received_at', '>=', since)
    .orderBy('received_at', 'desc')
    .limit(MAX_COPIES),
);

/** Newest first. */
export async function findCopies(
  db: Db,
  ctx: Context,
  { messageId, reversePath, since }: CopiesWanted,
): Promise<readonly Facts[]> {
  const { rows } = await findRows(db, {
    messageKey: storable(messageId).toLowerCase(),
    reverseKey: addressKey(reversePath),
    since,
  });
  return rows.flatMap((row) => openFacts(row, ctx, row.facts) ?? []);
}

/** Makes the held copies that came before part of the item. */
export async function joinCopies(db: Db, { messageId, reversePath, since }: CopiesWanted): Promise<void> {
  await db
    .updateTable('mails')
    .set({ burst: itemOfCopies(reversePath, messageId) })
    .where('message_key', '=', storable(messageId).toLowerCase())
    .where('reverse_key', '=', addressKey(reversePath))
    .where('state', '=', 'held')
    .where('burst', 'is', null)
    .where('received_at', '>=', since)
    .execute();
}
