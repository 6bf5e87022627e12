// A decision about a held mail. It counts only for what was seen: the form carries the digests of octets and envelope
// and the revision. Of several people one decides; the others are shown what was decided.

import { z } from 'zod';
import { type HoldEvent, missingGrant, type Refusal } from '../../guard/holds/hold.ts';
import { GRANTS } from '../../guard/verdict.ts';
import type { MailDetail } from '../../store/store.ts';
import { page, redirect, say } from '../answers.ts';
import { findVisible, gatherMail } from '../gather-mail.ts';
import { CHOICES, deciderOf } from '../may.ts';
import { MailPage } from '../pages/mail-page.tsx';
import type { Answer, SignedVisit } from '../visit.ts';
import { commentFields, commentOf, seenFields } from './decision-fields.ts';

const decisionForm = z.strictObject({
  csrf: z.string(),
  ...seenFields,
  ...commentFields,
  decision: z.enum(CHOICES),
  /** Which grant a release was meant to give; another one is not given instead. */
  grant: z.enum(GRANTS).optional(),
});

type Form = z.output<typeof decisionForm>;

/** Refused because something happened since the page was opened. */
const STALE = new Set<Refusal>(['ended', 'changed', 'not-asked']);

/** The page as it is now, and why the press did nothing. */
async function showRefused(visit: SignedVisit, why: Refusal): Promise<Answer> {
  const detail = await findVisible(visit);
  if (detail === null) return say(visit, 'notFound');
  const shown = await gatherMail(visit, detail, { wholeText: false, missed: why });
  return page(MailPage({ visit, shown }), STALE.has(why) ? 409 : 403);
}

function eventOf(visit: SignedVisit, form: Form, { hold }: MailDetail): HoldEvent {
  const { sha256, envelopeSha256, revision } = form;
  const decides = { by: deciderOf(visit.user), saw: { sha256, envelopeSha256, revision } };
  if (form.decision === 'escalate') return { kind: 'escalate', ...decides };
  const comment = commentOf(visit, form);
  if (form.decision !== 'release') return { kind: form.decision, comment, ...decides };
  const grant = form.grant ?? (hold === null ? null : missingGrant(hold)) ?? 'sender';
  return { kind: 'grant', grant, comment, ...decides };
}

export async function decideMail(visit: SignedVisit): Promise<Answer> {
  const detail = await findVisible(visit);
  if (detail === null) return say(visit, 'notFound');
  const form = decisionForm.safeParse(visit.form);
  if (!form.success) return say(visit, 'bad');
  const { id: mailId } = detail.mail;
  const actor = { kind: 'user', id: visit.user.id, via: 'web' } as const;
  const result = await visit.ports.act({ mailId, event: eventOf(visit, form.data, detail), actor });
  if (result.kind === 'unknown') return say(visit, 'notFound');
  return result.kind === 'done' ? redirect(`/held/${mailId}`) : showRefused(visit, result.why);
}
