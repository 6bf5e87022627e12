// Deciding about a held mail by the API, repairing it, and saying afterwards whether the hold was right. Each binds to
// exactly what was looked at, as on the pages.

import { z } from 'zod';
import { CHECK_IDS } from '../../guard/checks-list.ts';
import { GRANTS } from '../../guard/verdict.ts';
import { operationsSchema } from '../../message/rewrite/operations.ts';
import { JUDGEMENTS } from '../../store/judgement-row.ts';
import type { MailDetail } from '../../store/store.ts';
import { decide } from '../decide.ts';
import { findVisible } from '../gather-mail.ts';
import { commentOf, RETURN_REASONS } from '../handlers/decision-fields.ts';
import { judgementsFor, sayJudgement } from '../judgements.ts';
import { CHOICES } from '../may.ts';
import { suggestionsFor } from '../repair-suggestions.ts';
import { mayConfirm, offerRepair, orderRepair, whyNoRepair } from '../repairs.ts';
import type { SignedVisit } from '../visit.ts';
import { mailParams } from './mails.ts';
import { invalid, noRepair, notFound, type Problem, refusedBy } from './problem.ts';
import { apiRoute, DONE, done, refuse } from './route.ts';
import { API_SCHEMAS } from './schemas.ts';
import { tellFinding, tellOutcome } from './tell.ts';
import { DECIDERS, SIGNED } from './who.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const content = z
  .strictObject({ sha256, envelopeSha256: sha256, revision: z.int().min(1) })
  .describe('`content` of the mail as you looked at it');

const decideMail = apiRoute({
  method: 'POST',
  path: '/mails/:id/decisions',
  name: 'decideMail',
  summary: 'Release, return, withdraw, escalate or remind',
  scope: 'decide',
  roles: DECIDERS,
  params: mailParams,
  body: z.strictObject({
    decision: z.enum([...CHOICES, 'remind']),
    content,
    grant: z
      .enum(GRANTS)
      .optional()
      .describe('which grant a release is meant to give; no other is given instead'),
    reasons: z.array(z.enum(RETURN_REASONS)).max(RETURN_REASONS.length).default([]),
    comment: z.string().max(4000).default('').describe('is told to the sender'),
  }),
  answer: API_SCHEMAS.Outcome,
  async handle(visit, { body }) {
    const detail = await findVisible(visit);
    if (detail === null) return refuse(notFound(visit.words));
    const { decision, grant, reasons, comment } = body;
    const said = commentOf(visit, { reason: reasons, comment });
    const deed = { deed: decision, saw: body.content, comment: said, ...(grant && { grant }) };
    const result = await decide(visit, detail, deed);
    if (result.kind === 'unknown') return refuse(notFound(visit.words));
    if (result.kind === 'refused') return refuse(refusedBy(visit, result.why, result.mail));
    return done(tellOutcome(result));
  },
});

type Found = { readonly detail: MailDetail } | { readonly problem: Problem };

async function findRepairable(visit: SignedVisit): Promise<Found> {
  const detail = await findVisible(visit);
  if (detail === null) return { problem: notFound(visit.words) };
  const why = whyNoRepair(visit, detail);
  return why === null ? { detail } : { problem: noRepair(visit, why) };
}

const getRepairOptions = apiRoute({
  method: 'GET',
  path: '/mails/:id/repair',
  name: 'getRepairOptions',
  summary: 'The files of a held mail by their parts, and what the findings suggest to repair',
  scope: 'decide',
  roles: DECIDERS,
  params: mailParams,
  answer: API_SCHEMAS.RepairOptions,
  async handle(visit) {
    const found = await findRepairable(visit);
    if ('problem' in found) return refuse(found.problem);
    const parts = await visit.ports.repairs.parts(found.detail.mail.id);
    const { hidesRecipients, corrections, protect } = suggestionsFor(found.detail, parts);
    return done({
      files: parts.map(({ id, ...file }) => ({ part: id, ...file })),
      suggested: [
        ...(hidesRecipients ? [{ op: 'to-bcc', addresses: null }] : []),
        ...corrections,
        ...(protect.length > 0 ? [{ op: 'protect-attachment', parts: protect }] : []),
      ],
    });
  },
});

const previewRepair = apiRoute({
  method: 'POST',
  path: '/mails/:id/repair/preview',
  name: 'previewRepair',
  summary: 'What would come of a repair; nothing is stored',
  scope: 'decide',
  roles: DECIDERS,
  params: mailParams,
  body: z.strictObject({ operations: operationsSchema }),
  answer: API_SCHEMAS.RepairPreview,
  async handle(visit, { body: { operations } }) {
    const found = await findRepairable(visit);
    if ('problem' in found) return refuse(found.problem);
    const { nonce, offer } = await offerRepair(visit, found.detail, operations);
    if (offer.kind === 'unknown') return refuse(notFound(visit.words));
    if (offer.kind === 'refused') return refuse(noRepair(visit, offer.why));
    return done({
      nonce,
      digest: offer.digest,
      content: { ...offer.saw },
      needs: [...offer.needs],
      mayConfirm: mayConfirm(visit, found.detail, offer.needs[0]),
      removedSignatures: [...offer.removedSignatures],
      headersBefore: [...offer.headersBefore],
      mails: offer.mails.map(({ envelope, headersAfter, signedBy, verdict }) => ({
        recipients: [...envelope.forwardPaths],
        headersAfter: [...headersAfter],
        signedBy,
        action: verdict.action,
        findings: verdict.findings.map((finding) => tellFinding(finding, visit.language)),
      })),
    });
  },
});

const storeRepair = apiRoute({
  method: 'POST',
  path: '/mails/:id/repair',
  name: 'storeRepair',
  summary: 'Store exactly what a preview showed',
  scope: 'decide',
  roles: DECIDERS,
  params: mailParams,
  body: z.strictObject({
    operations: operationsSchema,
    nonce: z.string().regex(/^[0-9a-f]{32}$/),
    digest: sha256,
    content,
    confirm: z
      .boolean()
      .default(false)
      .describe('give the sender’s confirmation at once, where it is yours to give'),
  }),
  answer: API_SCHEMAS.Repaired,
  async handle(visit, { body }) {
    const found = await findRepairable(visit);
    if ('problem' in found) return refuse(found.problem);
    const { content: saw, ...wanted } = body;
    const result = await orderRepair(visit, found.detail, { ...wanted, saw });
    if (result.kind === 'unknown') return refuse(notFound(visit.words));
    if (result.kind === 'refused') return refuse(noRepair(visit, result.why));
    const { mailId, linked, sent, passphrase } = result;
    return done({ id: mailId, linked: [...linked], sent: [...sent], passphrase });
  },
});

const putJudgement = apiRoute({
  method: 'PUT',
  path: '/mails/:id/judgement',
  name: 'putJudgement',
  summary:
    'Say whether the hold was right, or that a mail should have been held; changes nothing about the mail',
  scope: 'decide',
  roles: SIGNED,
  params: mailParams,
  body: z.strictObject({
    judgement: z.enum(JUDGEMENTS),
    checks: z.array(z.enum(CHECK_IDS)).max(CHECK_IDS.length).default([]).describe('which reasons; none: all'),
  }),
  async handle(visit, { body: { judgement, checks } }) {
    const detail = await findVisible(visit);
    if (detail === null) return refuse(notFound(visit.words));
    const open = judgementsFor(detail);
    if (!open.includes(judgement)) {
      return refuse(invalid(visit.words, [{ path: 'body/judgement', message: open.join(', ') }]));
    }
    await sayJudgement(visit, detail, judgement, checks);
    return DONE;
  },
});

export const DEED_ROUTES = [decideMail, getRepairOptions, previewRepair, storeRepair, putJudgement];
