// A decision about a held mail. It counts only for what was seen: the form carries the digests of octets and envelope
// and the revision. Of several people one decides; the others are shown what was decided.

import { z } from 'zod';
import type { MailDetail } from '../../store/store.ts';
import { page, redirect, say } from '../answers.ts';
import { MAX_BOXES } from '../confirm-boxes.ts';
import { eventsOf, findVisible, gatherMail, grantOf } from '../gather-mail.ts';
import { isFirstOfTwo } from '../grants.ts';
import { decisionsFor } from '../may.ts';
import { RETURN_REASONS } from '../pages/decision-bar.tsx';
import { MailPage } from '../pages/mail-page.tsx';
import type { Answer, SignedVisit } from '../visit.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const reason = z.enum(RETURN_REASONS);

const decisionForm = z.strictObject({
  csrf: z.string(),
  sha256,
  envelopeSha256: sha256,
  revision: z.coerce.number().int().min(1),
  decision: z.enum(['release', 'return', 'withdraw']),
  reason: z.union([z.array(reason).max(RETURN_REASONS.length), reason.transform((one) => [one])]).default([]),
  comment: z.string().max(4000).default(''),
  /** The boxes a sender has ticked. That all are is the browser's to see to: they are a help, not a proof. */
  confirmed: z.union([z.array(z.string().max(500)).max(MAX_BOXES), z.string().max(500)]).optional(),
});

type Form = z.output<typeof decisionForm>;

/** The ticked reasons in the words of who ticked them, then what was typed. */
function commentOf({ words }: SignedVisit, form: Form): string | null {
  const ticked = form.reason.map((one) => words.decide.reasons[one]).join(' / ');
  const comment = [ticked, form.comment.trim()].filter((part) => part !== '').join('\n');
  return comment === '' ? null : comment;
}

async function showMissed(visit: SignedVisit, missed: 'tooLate' | 'changed'): Promise<Answer> {
  const detail = await findVisible(visit);
  if (detail === null) return say(visit, 'notFound');
  return page(MailPage({ visit, shown: await gatherMail(visit, detail, { wholeText: false, missed }) }), 409);
}

/** The first of two approvals: recorded, nothing is sent. Only the second person's release decides. */
async function grantFirst(visit: SignedVisit, { mail }: MailDetail, saw: Seen): Promise<Answer> {
  const isSame =
    saw.sha256 === mail.sha256 &&
    saw.envelopeSha256 === mail.envelopeSha256 &&
    saw.revision === mail.revision;
  if (!isSame) return showMissed(visit, 'changed');
  await visit.ports.store.addEvent({
    type: 'granted',
    mailId: mail.id,
    at: visit.at.toISOString(),
    actor: actorOf(visit),
    detail: { ...saw },
  });
  return redirect(`/held/${mail.id}`);
}

type Seen = Pick<Form, 'sha256' | 'envelopeSha256' | 'revision'>;

const actorOf = ({ user }: SignedVisit) => ({ kind: 'user', id: user.id, via: 'web' }) as const;

export async function decideMail(visit: SignedVisit): Promise<Answer> {
  const detail = await findVisible(visit);
  if (detail === null) return say(visit, 'notFound');
  const form = decisionForm.safeParse(visit.form);
  if (!form.success) return say(visit, 'bad');
  const { mail } = detail;
  const { decision, sha256: octets, envelopeSha256, revision } = form.data;
  const saw = { sha256: octets, envelopeSha256, revision };
  if (mail.state !== 'held') return showMissed(visit, 'tooLate');
  if (!decisionsFor(visit.user, mail).includes(decision)) return say(visit, 'notFound');
  const grant = mail.needs.includes('second-supervisor')
    ? grantOf(detail, await eventsOf(visit, mail.id))
    : null;
  if (isFirstOfTwo(mail, decision, grant, visit.user)) return grantFirst(visit, detail, saw);
  const comment = commentOf(visit, form.data);
  const result = await visit.ports.decide({ mailId: mail.id, decision, actor: actorOf(visit), comment, saw });
  if (result.kind === 'unknown') return say(visit, 'notFound');
  if (result.kind === 'done') return redirect(`/held/${mail.id}`);
  return showMissed(visit, result.kind === 'changed' ? 'changed' : 'tooLate');
}
