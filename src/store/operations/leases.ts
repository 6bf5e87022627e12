// Who delivers a queued mail: a lease with an end and a token that grows with every claim (fencing). A claimer that
// dies loses its lease by time; one that comes back late holds an old token and can write nothing.

import { sql } from 'kysely';
import type { MailState } from '../../guard/states.ts';
import type { DueMail, Lease } from '../lease.ts';
import type { Db } from '../schema.ts';
import { statement } from '../statement.ts';
import type { MailId } from '../store.ts';
import type { Context } from './context.ts';

type Claim = {
  readonly owner: string;
  readonly now: string;
  readonly leaseUntil: string;
  readonly limit: number;
  /** Larger ones are left; null: none is. */
  readonly maxOctets: number | null;
};

/** Written out, not bound: else no database knows that the index of queued mails will do. */
const QUEUED = sql.lit<MailState>('queued');

/** Mails queued, due and without a living lease, the longest waiting first. */
function dueMails(db: Db, ctx: Context, { now, limit, maxOctets }: Claim) {
  const all = db
    .selectFrom('mails')
    .select(['id', 'lease_owner'])
    .where('state', '=', QUEUED)
    .where('next_attempt_at', '<=', now)
    .where((where) => where.or([where('lease_until', 'is', null), where('lease_until', '<', now)]))
    .orderBy('next_attempt_at')
    .limit(limit);
  const due = maxOctets === null ? all : all.where('size_octets', '<=', maxOctets);
  return ctx.adapter.claimClause(due).execute();
}

type Ours = { readonly ids: readonly MailId[]; readonly owner: string; readonly until: string };

const leaseMails = statement((db, { ids, owner, until }: Ours) =>
  db
    .updateTable('mails')
    .set(({ eb }) => ({ lease_owner: owner, lease_until: until, lease_token: eb('lease_token', '+', 1) }))
    .where('id', 'in', ids)
    .returning(['id', 'lease_token']),
);

/** A mail that is the claimer's now. */
export type Claimed = { readonly id: MailId } & Pick<DueMail, 'lease' | 'isTakenOver'>;

/** In the order in which they were due. */
export async function claimDueMail(db: Db, ctx: Context, claim: Claim): Promise<readonly Claimed[]> {
  const { owner, leaseUntil: until } = claim;
  const due = await dueMails(db, ctx, claim);
  if (due.length === 0) return [];
  const ids = due.map(({ id }) => id);
  const { rows } = await leaseMails(db, { ids, owner, until });
  const tokens = new Map(rows.map(({ id, lease_token }) => [id, lease_token]));
  return due.flatMap(({ id, lease_owner }) => {
    const token = tokens.get(id);
    return token === undefined
      ? []
      : [{ id, lease: { owner, until, token }, isTakenOver: lease_owner !== null }];
  });
}

/** Sets the lease's columns if it is still ours. */
async function setLease(
  db: Db,
  id: MailId,
  lease: Lease,
  set: { readonly lease_owner: string | null; readonly lease_until: string | null },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('mails')
    .set(set)
    .where('id', '=', id)
    .where('state', '=', 'queued')
    .where('lease_owner', '=', lease.owner)
    .where('lease_token', '=', lease.token)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** The longer lease, or null when it is no longer ours. */
export async function renewLease(
  db: Db,
  _ctx: Context,
  { id, lease, until }: { readonly id: MailId; readonly lease: Lease; readonly until: string },
): Promise<Lease | null> {
  const isOurs = await setLease(db, id, lease, { lease_owner: lease.owner, lease_until: until });
  return isOurs ? { ...lease, until } : null;
}

export async function releaseLease(
  db: Db,
  _ctx: Context,
  { id, lease }: { readonly id: MailId; readonly lease: Lease },
): Promise<void> {
  await setLease(db, id, lease, { lease_owner: null, lease_until: null });
}

/** Everybody who holds a lease. */
export async function listLeaseOwners(db: Db): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('mails')
    .select('lease_owner')
    .distinct()
    .where('state', '=', QUEUED)
    .where('lease_until', 'is not', null)
    .execute();
  return rows.flatMap(({ lease_owner }) => lease_owner ?? []);
}

/** Their mails are due again at once; whoever claims one learns that it was left behind. */
export async function endLeases(
  db: Db,
  _ctx: Context,
  { owners }: { readonly owners: readonly string[] },
): Promise<void> {
  await db
    .updateTable('mails')
    .set({ lease_until: null })
    .where('state', '=', QUEUED)
    .where('lease_owner', 'in', owners)
    .execute();
}

export async function nextDueAt(db: Db): Promise<string | null> {
  const first = await db
    .selectFrom('mails')
    .select('next_attempt_at')
    .where('state', '=', QUEUED)
    .where('lease_until', 'is', null)
    .where('next_attempt_at', 'is not', null)
    .orderBy('next_attempt_at')
    .limit(1)
    .executeTakeFirst();
  return first?.next_attempt_at ?? null;
}
