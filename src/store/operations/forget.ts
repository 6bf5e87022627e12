// What history no longer needs: rows past their time, and addresses that turned out not to exist.

import { type AddrSpec, addressKey } from '../../guard/address.ts';
import { MEMORY_MINUTES, minutesBefore } from '../../guard/recent.ts';
import { forgottenBefore } from '../../guard/recorded-history.ts';
import type { Db } from '../schema.ts';
import { type Context, chunksOf } from './context.ts';

/** Drops what no answer would use any more. Called by the sweep from time to time. */
export async function dropForgotten(db: Db, _ctx: Context, now: string): Promise<void> {
  const since = forgottenBefore(now);
  await db.deleteFrom('contacts').where('last_at', '<', since).execute();
  await db.deleteFrom('domain_counts').where('last_at', '<', since).execute();
  await db.deleteFrom('disclosures').where('last_at', '<', since).execute();
  await db.deleteFrom('learned_names').where('last_at', '<', since).execute();
  await db.deleteFrom('recent_mails').where('at', '<', minutesBefore(now, MEMORY_MINUTES)).execute();
  await db.deleteFrom('recent_recipients').where('at', '<', minutesBefore(now, 60)).execute();
}

/** Un-learns addresses that a hop says do not exist: the next mail to one is a first contact again. */
export async function unlearn(db: Db, _ctx: Context, addresses: readonly AddrSpec[]): Promise<void> {
  for (const chunk of chunksOf([...new Set(addresses.map(addressKey))].sort())) {
    await db.deleteFrom('contacts').where('recipient', 'in', chunk).execute();
    await db.deleteFrom('learned_names').where('kind', '=', 'person').where('subject', 'in', chunk).execute();
  }
}
