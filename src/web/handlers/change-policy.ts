// Trying another policy, applying it where the pages may, and taking one along as a file. What was tried is what is
// applied; whoever was overtaken is told and keeps what they wrote.

import { z } from 'zod';
import { page, redirect, say } from '../answers.ts';
import { type Draft, PolicyEditPage } from '../pages/policy-edit-page.tsx';
import { tryWhole } from '../policies.ts';
import { type Answer, actorOf, type SignedVisit } from '../visit.ts';
import { DAYS, versionNumber } from './policy.ts';

export const MAX_POLICY_OCTETS = 512 * 1024;

/** Browsers send CR LF. */
const yaml = z
  .string()
  .max(MAX_POLICY_OCTETS)
  .transform((text) => text.replaceAll('\r\n', '\n'));
const draftForm = z.strictObject({ csrf: z.string(), base: versionNumber, yaml });
const downloadForm = z.union([
  z.strictObject({ csrf: z.string(), version: versionNumber }),
  draftForm.transform(({ csrf, yaml }) => ({ csrf, yaml })),
]);

/** The editor, with the version in force in it or the one that `from` names. */
export async function editPolicy(visit: SignedVisit): Promise<Answer> {
  const { store } = visit.ports;
  const asked = z.object({ from: versionNumber.optional() }).safeParse(visit.query);
  if (!asked.success) return say(visit, 'bad');
  const newest = await store.newestPolicy();
  const from = asked.data.from === undefined ? newest : await store.findPolicyVersion(asked.data.from);
  if (newest === null || from === null) return say(visit, 'notFound');
  return page(PolicyEditPage({ visit, draft: { yaml: from.yaml, base: newest.n }, days: DAYS }));
}

async function tryDraft(visit: SignedVisit, draft: Draft, told?: 'overtaken' | 'same'): Promise<Answer> {
  const { ports } = visit;
  const parsed = ports.policies.parse(draft.yaml);
  if (parsed.kind === 'faulty') {
    const { problems } = parsed;
    return page(PolicyEditPage({ visit, draft, days: DAYS, problems }), 400);
  }
  const trial = await tryWhole(visit, parsed.policy, DAYS);
  const status = told === undefined ? 200 : 409;
  return page(PolicyEditPage({ visit, draft, days: DAYS, trial, ...(told && { told }) }), status);
}

export async function tryPolicyText(visit: SignedVisit): Promise<Answer> {
  const form = draftForm.safeParse(visit.form);
  return form.success ? tryDraft(visit, form.data) : say(visit, 'bad');
}

export async function applyPolicy(visit: SignedVisit): Promise<Answer> {
  const { ports } = visit;
  const form = draftForm.safeParse(visit.form);
  if (!form.success || !ports.policies.isOnPages) return say(visit, 'bad');
  const { yaml, base } = form.data;
  const { kind } = await ports.policies.apply({ yaml, base, actor: actorOf(visit) });
  if (kind === 'applied') return redirect('/policy?applied=1');
  if (kind === 'faulty') return tryDraft(visit, form.data);
  const newest = await ports.store.newestPolicy();
  return tryDraft(visit, { yaml, base: newest?.n ?? base }, kind);
}

export async function downloadPolicy(visit: SignedVisit): Promise<Answer> {
  const form = downloadForm.safeParse(visit.form);
  if (!form.success) return say(visit, 'bad');
  const asked = form.data;
  const text =
    'yaml' in asked ? asked.yaml : (await visit.ports.store.findPolicyVersion(asked.version))?.yaml;
  if (text === undefined) return say(visit, 'notFound');
  return { kind: 'download', name: 'policy.yaml', type: 'application/yaml; charset=utf-8', text };
}
