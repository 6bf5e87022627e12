// What a courier needs to deliver mails that it has claimed, small octets with it: asked of whoever reads, so that those who write
// do not wait for it. Nobody else changes a mail while its lease lasts.

import type { Db } from '../schema.ts';
import { IntegrityError, type MailDetail, type MailId } from '../store.ts';
import type { Context } from './context.ts';
import { detailsOf, type FromRow } from './find-mails.ts';
import { openHoldOf, openText, toMailRow } from './mail-rows.ts';
import { readOctets } from './octets.ts';

/** A mail of so many octets goes along, while all together are not more than a piece of a large one. */
const SMALL_OCTETS = 16 * 1024;
const MAX_OCTETS = 256 * 1024;

/** The verdict is not opened: no courier asks for it. */
export type ClaimedMail = Omit<MailDetail, 'facts' | 'verdict'> & {
  /** JSON, as it was sealed. */
  readonly facts: string | null;
  /** null: they are to be asked for. */
  readonly octets: Uint8Array | null;
};

/** Without what is sealed where that is damaged: delivering needs none of it, and one row must not stop the others. */
const toClaimed: FromRow<ClaimedMail> = (row, recipients, ctx) => {
  try {
    const facts = row.facts === null ? null : openText(row, ctx, 'facts', row.facts);
    return {
      mail: toMailRow(row, ctx),
      recipients,
      facts,
      hold: openHoldOf(row, ctx, row.hold),
      octets: null,
    };
  } catch (error) {
    if (!(error instanceof IntegrityError)) throw error;
    return { mail: toMailRow(row, ctx, ''), recipients, facts: null, hold: null, octets: null };
  }
};

/** null: they are damaged, which whoever asks for them is told. */
async function octetsOf(db: Db, ctx: Context, id: MailId): Promise<Uint8Array | null> {
  try {
    return (await readOctets(db, ctx, { id, revision: null, n: 0, from: 0 })).octets;
  } catch (error) {
    if (!(error instanceof IntegrityError)) throw error;
    return null;
  }
}

/** The mails of `ids`, in that order; unknown ids are left out. */
export async function readClaimed(
  db: Db,
  ctx: Context,
  ids: readonly MailId[],
): Promise<readonly ClaimedMail[]> {
  const claimed: ClaimedMail[] = [];
  let room = MAX_OCTETS;
  for (const one of await detailsOf(db, ctx, ids, toClaimed)) {
    const { id, sizeOctets } = one.mail;
    const octets = sizeOctets <= Math.min(SMALL_OCTETS, room) ? await octetsOf(db, ctx, id) : null;
    room -= octets?.length ?? 0;
    claimed.push({ ...one, octets });
  }
  return claimed;
}
