// What history no longer needs: rows past their time, and addresses that turned out not to exist.

import { sql } from 'kysely';
import { type AddrSpec, addressKey } from '../../guard/address.ts';
import { MEMORY_MINUTES, minutesBefore } from '../../guard/recent.ts';
import { forgottenBefore } from '../../guard/recorded-history.ts';
import type { Db } from '../schema.ts';
import { type Context, chunksOf } from './context.ts';

/** A step is over before anybody who writes to the same rows, or on SQLite at all, has waited long. */
const STEP_ROWS = 2_000;

type Aging = {
  readonly table:
    | 'contacts'
    | 'domain_counts'
    | 'disclosures'
    | 'learned_names'
    | 'recent_mails'
    | 'recent_recipients';
  readonly key: readonly string[];
  readonly time: 'at' | 'last_at';
  /** What is older is dropped. */
  readonly since: string;
};

function agingAt(now: string): readonly Aging[] {
  const since = forgottenBefore(now);
  const recently = minutesBefore(now, MEMORY_MINUTES);
  const lately = minutesBefore(now, 60);
  return [
    { table: 'contacts', key: ['author', 'recipient'], time: 'last_at', since },
    { table: 'domain_counts', key: ['domain'], time: 'last_at', since },
    { table: 'disclosures', key: ['pair'], time: 'last_at', since },
    { table: 'learned_names', key: ['kind', 'subject', 'name'], time: 'last_at', since },
    { table: 'recent_mails', key: ['author', 'mail_id'], time: 'at', since: recently },
    { table: 'recent_recipients', key: ['author', 'recipient'], time: 'at', since: lately },
  ];
}

/** The time is asked twice: a row that was renewed while we waited for it stays. */
async function dropSome(db: Db, { table, key, time, since }: Aging): Promise<number> {
  const columns = sql.join(key.map((column) => sql.ref(column)));
  const isOld = sql`${sql.ref(time)} < ${since}`;
  const { numAffectedRows } = await sql`
    delete from ${sql.table(table)} where ${isOld} and (${columns}) in
      (select ${columns} from ${sql.table(table)} where ${isOld} order by ${sql.ref(time)} limit ${STEP_ROWS})
  `.execute(db);
  return Number(numAffectedRows ?? 0n);
}

/** Drops some of what no answer would use any more; returns how many rows. 0: nothing is left, or another relay is at it. */
export async function forgetStep(db: Db, { adapter }: Context, now: string): Promise<number> {
  if (!(await adapter.isElected(db))) return 0;
  for (const aging of agingAt(now)) {
    const dropped = await dropSome(db, aging);
    if (dropped > 0) return dropped;
  }
  return 0;
}

/** Un-learns addresses that a hop says do not exist: the next mail to one is a first contact again. */
export async function unlearn(db: Db, _ctx: Context, addresses: readonly AddrSpec[]): Promise<void> {
  for (const chunk of chunksOf([...new Set(addresses.map(addressKey))].sort())) {
    await db.deleteFrom('contacts').where('recipient', 'in', chunk).execute();
    await db.deleteFrom('learned_names').where('kind', '=', 'person').where('subject', 'in', chunk).execute();
  }
}
