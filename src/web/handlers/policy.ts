// The policy in force with its figures, and each of its versions. Nothing here changes anything.

import { z } from 'zod';
import { checkFigures } from '../../relay/check-figures.ts';
import { watchChange } from '../../relay/forecast-change.ts';
import type { PolicyVersion } from '../../store/policy-version.ts';
import { page, say } from '../answers.ts';
import { PolicyPage, type ShownVersion } from '../pages/policy-page.tsx';
import { PolicyVersionPage } from '../pages/policy-version-page.tsx';
import { diffPolicies } from '../policy-diff.ts';
import { lastDays } from '../try-policy.ts';
import type { Answer, SignedVisit } from '../visit.ts';

export const DAYS = 30;
/** So many versions are listed, and the latest changes of them held against their forecasts. */
const LISTED = 20;
const WATCHED = 3;

async function withName({ ports }: SignedVisit, version: PolicyVersion): Promise<string | null> {
  const { kind, id } = version.actor;
  if (kind !== 'user') return null;
  return (await ports.store.getUser(id))?.name ?? id;
}

async function shown<T extends PolicyVersion>(visit: SignedVisit, version: T): Promise<T & ShownVersion> {
  return { ...version, by: await withName(visit, version) };
}

/** `next`: the version that came after it. */
async function watch({ ports, at }: SignedVisit, version: PolicyVersion, next: PolicyVersion | null) {
  return { version, watched: await watchChange(ports, version, next, at.toISOString()) };
}

export async function showPolicy(visit: SignedVisit): Promise<Answer> {
  const { ports } = visit;
  const versions = await ports.store.listPolicyVersions(LISTED);
  const forecast = versions.filter((version) => version.forecast !== null).slice(0, WATCHED);
  const [figures, listed, changes] = await Promise.all([
    checkFigures(ports, lastDays(visit, DAYS)),
    Promise.all(versions.map((version) => shown(visit, version))),
    Promise.all(
      forecast.map((version) => watch(visit, version, versions[versions.indexOf(version) - 1] ?? null)),
    ),
  ]);
  const { policy } = ports.rules();
  return page(PolicyPage({ visit, policy, versions: listed, figures, days: DAYS, changes }));
}

/** The number of a version, out of a link or a form. */
export const versionNumber = z.coerce.number().pipe(z.int().min(1).max(1_000_000));

export async function showVersion(visit: SignedVisit): Promise<Answer> {
  const { store } = visit.ports;
  const n = versionNumber.safeParse(visit.params.n);
  const asked = z.object({ with: versionNumber.optional() }).safeParse(visit.query);
  const version = n.success ? await store.findPolicyVersion(n.data) : null;
  if (version === null) return say(visit, 'notFound');
  if (!asked.success) return say(visit, 'bad');
  const base = await store.findPolicyVersion(asked.data.with ?? version.n - 1);
  if (base === null && asked.data.with !== undefined) return say(visit, 'notFound');
  const next = await store.findPolicyVersion(version.n + 1);
  const known = (await store.listPolicyVersions(LISTED)).map((one) => one.n);
  return page(
    PolicyVersionPage({
      visit,
      version: await shown(visit, version),
      base: base?.n ?? null,
      diff: base === null ? [] : diffPolicies(base.policy, version.policy),
      change: version.forecast === null ? null : await watch(visit, version, next),
      known,
    }),
  );
}
