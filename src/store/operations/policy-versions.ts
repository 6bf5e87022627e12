// The versions of the policy. Sealed, for a policy names people; its digest stands in the clear and in the audit.

import type { Forecast } from '../../guard/what-if/forecast.ts';
import type { AddedPolicy, NewPolicyVersion, PolicyText, PolicyVersion } from '../policy-version.ts';
import type { Db, PolicyVersionTable } from '../schema.ts';
import { openWithAny, type SealedPlace, sealWithNewest } from '../seal.ts';
import type { Context } from './context.ts';
import { appendEvents } from './events.ts';

const placeOf = (n: number): SealedPlace => ({ mailId: 'policy', what: 'policy', revision: n, n: 0 });

const COLUMNS = ['n', 'at', 'digest', 'actor_kind', 'actor_id', 'actor_via', 'source', 'forecast'] as const;

function parseForecast(json: string): Forecast {
  return JSON.parse(json) as Forecast;
}

function parseText(json: string): PolicyText {
  return JSON.parse(json) as PolicyText;
}

function versionOf(row: Pick<PolicyVersionTable, (typeof COLUMNS)[number]>): PolicyVersion {
  const { n, at, digest, source, forecast } = row;
  const actor = { kind: row.actor_kind, id: row.actor_id, via: row.actor_via };
  return { n, at, digest, source, actor, forecast: forecast === null ? null : parseForecast(forecast) };
}

export async function listPolicyVersions(
  db: Db,
  _ctx: Context,
  limit: number,
): Promise<readonly PolicyVersion[]> {
  const query = db.selectFrom('policy_versions').select([...COLUMNS]);
  return (await query.orderBy('n', 'desc').limit(limit).execute()).map(versionOf);
}

function openRow(ctx: Context, row: PolicyVersionTable): PolicyVersion & PolicyText {
  return { ...versionOf(row), ...parseText(openWithAny(ctx.keys, placeOf(row.n), row.sealed).toString()) };
}

export async function findPolicyVersion(
  db: Db,
  ctx: Context,
  n: number,
): Promise<(PolicyVersion & PolicyText) | null> {
  const row = await db.selectFrom('policy_versions').selectAll().where('n', '=', n).executeTakeFirst();
  return row === undefined ? null : openRow(ctx, row);
}

export async function newestPolicy(
  db: Db,
  ctx: Context,
  after: number,
): Promise<(PolicyVersion & PolicyText) | null> {
  const newest = db.selectFrom('policy_versions').selectAll().where('n', '>', after);
  const row = await newest.orderBy('n', 'desc').limit(1).executeTakeFirst();
  return row === undefined ? null : openRow(ctx, row);
}

export async function addPolicyVersion(
  db: Db,
  ctx: Context,
  { base, yaml, policy, actor, ...version }: NewPolicyVersion,
): Promise<AddedPolicy> {
  const [newest] = await listPolicyVersions(db, ctx, 1);
  if (base !== null && base !== newest?.n) return { kind: 'overtaken' };
  if (newest !== undefined && newest.digest === version.digest) return { kind: 'same', n: newest.n };
  const n = (newest?.n ?? 0) + 1;
  const text: PolicyText = { yaml, policy };
  const written = await db
    .insertInto('policy_versions')
    .values({
      ...version,
      n,
      actor_kind: actor.kind,
      actor_id: actor.id,
      actor_via: actor.via,
      forecast: null,
      sealed: sealWithNewest(ctx.keys, placeOf(n), Buffer.from(JSON.stringify(text))),
    })
    .onConflict((conflict) => conflict.column('n').doNothing())
    .returning('n')
    .execute();
  if (written.length === 0) return { kind: 'overtaken' };
  if (version.source === 'pages') {
    const detail = {
      version: n,
      base: newest?.n ?? null,
      before: newest?.digest ?? null,
      after: version.digest,
    };
    await appendEvents(db, ctx, [{ type: 'policy-applied', mailId: null, at: version.at, actor, detail }]);
  }
  return { kind: 'added', n };
}

export async function putForecast(
  db: Db,
  _ctx: Context,
  { n, forecast }: { readonly n: number; readonly forecast: Forecast },
): Promise<void> {
  const row = { forecast: JSON.stringify(forecast) };
  await db.updateTable('policy_versions').set(row).where('n', '=', n).execute();
}
