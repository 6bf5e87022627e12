// The policy with its versions, what its changes were expected to do and did, and another one tried: asked by the pages
// and by programs. Changes nothing.

import type { Policy } from '../guard/policy.ts';
import { unforeseeable } from '../guard/what-if/reach.ts';
import { watchChange } from '../relay/forecast-change.ts';
import type { PolicyVersion } from '../store/policy-version.ts';
import { diffPolicies } from './policy-diff.ts';
import { lastDays, tryPolicy } from './try-policy.ts';
import type { SignedVisit } from './visit.ts';

/** So many versions are listed, and the latest changes of them held against their forecasts. */
const LISTED = 20;
const WATCHED = 3;

async function withName({ ports }: SignedVisit, version: PolicyVersion): Promise<string | null> {
  const { kind, id } = version.actor;
  if (kind !== 'user') return null;
  return (await ports.store.getUser(id))?.name ?? id;
}

async function named<T extends PolicyVersion>(visit: SignedVisit, version: T) {
  return { ...version, by: await withName(visit, version) };
}

/** `next`: the version that came after it. */
async function watch({ ports, at }: SignedVisit, version: PolicyVersion, next: PolicyVersion | null) {
  return { version, watched: await watchChange(ports, version, next, at.toISOString()) };
}

/** Newest first; the first one is in force. */
export async function listVersions(visit: SignedVisit) {
  const versions = await visit.ports.store.listPolicyVersions(LISTED);
  const forecast = versions.filter((version) => version.forecast !== null).slice(0, WATCHED);
  const [listed, changes] = await Promise.all([
    Promise.all(versions.map((version) => named(visit, version))),
    Promise.all(
      forecast.map((version) => watch(visit, version, versions[versions.indexOf(version) - 1] ?? null)),
    ),
  ]);
  return { versions: listed, changes };
}

/** A version beside the one before it, or beside `other`; null: there is none of that number. */
export async function findVersion(visit: SignedVisit, n: number, other: number | undefined) {
  const { store } = visit.ports;
  const version = await store.findPolicyVersion(n);
  if (version === null) return null;
  const base = await store.findPolicyVersion(other ?? version.n - 1);
  if (base === null && other !== undefined) return null;
  const next = await store.findPolicyVersion(version.n + 1);
  return {
    version: await named(visit, version),
    base: base?.n ?? null,
    diff: base === null ? [] : diffPolicies(base.policy, version.policy),
    change: version.forecast === null ? null : await watch(visit, version, next),
    known: (await store.listPolicyVersions(LISTED)).map((one) => one.n),
  };
}

/** Against what is in force: the difference, and what it would have done to the mails of the last days. */
export async function tryWhole(visit: SignedVisit, policy: Policy, days: number) {
  const inForce = visit.ports.rules().policy;
  return {
    ...(await tryPolicy(visit, policy, lastDays(visit, days))),
    diff: diffPolicies(inForce, policy),
    blind: unforeseeable(inForce, policy),
  };
}
