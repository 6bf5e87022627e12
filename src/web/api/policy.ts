// The policy by the API: what is in force and was, another one tried, and applied where the pages may do so.

import { z } from 'zod';
import { type PolicyProblem, problemText } from '../../relay/live-policy.ts';
import { versionNumber } from '../handlers/policy.ts';
import { findVersion, listVersions, tryWhole } from '../policies.ts';
import { period } from '../tuning-query.ts';
import { actorOf, type SignedVisit } from '../visit.ts';
import { OVERSIGHT_SCHEMAS } from './oversight-schemas.ts';
import { invalid, notFound, problem } from './problem.ts';
import { apiRoute, done, refuse } from './route.ts';
import { ADMINS, TUNERS } from './who.ts';

const MOST_POLICY_OCTETS = 512 * 1024;
/** In JSON every character may take six octets. */
const mostBodyOctets = 3 * MOST_POLICY_OCTETS;
const yaml = z
  .string()
  .max(MOST_POLICY_OCTETS)
  .describe('a whole policy; what it does not name is the default');

const getPolicy = apiRoute({
  method: 'GET',
  path: '/policy',
  name: 'getPolicy',
  summary: 'The policy in force',
  scope: 'read',
  roles: TUNERS,
  answer: OVERSIGHT_SCHEMAS.Policy,
  async handle({ ports }) {
    const newest = await ports.store.newestPolicy();
    const { policy } = ports.rules();
    const { isOnPages } = ports.policies;
    return done({ version: newest?.n ?? null, isOnPages, yaml: newest?.yaml ?? '', policy: { ...policy } });
  },
});

type Listed = Awaited<ReturnType<typeof listVersions>>;

const tellVersion = ({ n, at, digest, source, by, forecast }: Listed['versions'][number]) => ({
  n,
  at,
  digest,
  source,
  by,
  forecast,
});

function tellWatched({ version, watched }: Listed['changes'][number]) {
  const { until, stage, reality } = watched;
  return { n: version.n, until, stage, mails: reality.mails, tally: reality.tally };
}

const listPolicyVersions = apiRoute({
  method: 'GET',
  path: '/policy/versions',
  name: 'listPolicyVersions',
  summary: 'The policies that were in force, newest first, and what came of the latest changes',
  scope: 'read',
  roles: TUNERS,
  answer: OVERSIGHT_SCHEMAS.PolicyVersions,
  async handle(visit) {
    const { versions, changes } = await listVersions(visit);
    return done({ versions: versions.map(tellVersion), watched: changes.map(tellWatched) });
  },
});

const getPolicyVersion = apiRoute({
  method: 'GET',
  path: '/policy/versions/:n',
  name: 'getPolicyVersion',
  summary: 'One version as it was written, and how it differs from another',
  scope: 'read',
  roles: TUNERS,
  params: z.object({ n: versionNumber }),
  query: z.strictObject({ with: versionNumber.optional().describe('default: the one before it') }),
  answer: OVERSIGHT_SCHEMAS.PolicyVersion,
  async handle(visit, { params, query }) {
    const found = await findVersion(visit, params.n, query.with);
    if (found === null) return refuse(notFound(visit.words));
    const { version, base, diff, change } = found;
    const watched = change === null ? null : tellWatched(change);
    return done({ ...tellVersion(version), yaml: version.yaml, base, diff: [...diff], watched });
  },
});

function faulty({ words }: SignedVisit, problems: readonly PolicyProblem[]) {
  return invalid(
    words,
    problems.map((one) => ({ path: 'body/yaml', message: problemText(one) })),
  );
}

const tryPolicy = apiRoute({
  method: 'POST',
  path: '/policy/trial',
  name: 'tryPolicy',
  summary: 'What a whole policy would have done to the mails of the last days; changes nothing',
  scope: 'read',
  roles: ADMINS,
  mostBodyOctets,
  body: z.strictObject({ yaml, days: period.default(30) }),
  answer: OVERSIGHT_SCHEMAS.PolicyTrial,
  async handle(visit, { body }) {
    const parsed = visit.ports.policies.parse(body.yaml);
    if (parsed.kind === 'faulty') return refuse(faulty(visit, parsed.problems));
    const { result, changed, lookSeconds, diff, blind } = await tryWhole(visit, parsed.policy, body.days);
    const { mails, now, tried, purged } = result;
    return done({
      diff: [...diff],
      unforeseeable: [...blind],
      mails,
      now,
      tried,
      changed: changed.map(({ mailId, ...one }) => ({ id: mailId, ...one })),
      purged,
      lookSeconds,
    });
  },
});

const applyPolicy = apiRoute({
  method: 'POST',
  path: '/policy',
  name: 'applyPolicy',
  summary: 'Put a policy in force, where the configuration leaves it to the pages',
  scope: 'admin',
  roles: ADMINS,
  mostBodyOctets,
  body: z.strictObject({
    yaml,
    base: versionNumber.describe(
      'the version that it was made from: refused when another one has come since',
    ),
  }),
  answer: OVERSIGHT_SCHEMAS.PolicyApplied,
  async handle(visit, { body }) {
    const { policies } = visit.ports;
    const { policy } = visit.words;
    if (!policies.isOnPages) return refuse(problem(409, 'in-configuration', policy.kept.config));
    const applied = await policies.apply({ ...body, actor: actorOf(visit) });
    if (applied.kind === 'faulty') return refuse(faulty(visit, applied.problems));
    if (applied.kind === 'applied') return done({ version: applied.n });
    return refuse(problem(409, applied.kind, policy[applied.kind]));
  },
});

export const POLICY_ROUTES = [getPolicy, listPolicyVersions, getPolicyVersion, tryPolicy, applyPolicy];
