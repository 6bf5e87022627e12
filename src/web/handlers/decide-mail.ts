// A decision about a held mail. It counts only for what was seen: the form carries the digests of octets and envelope
// and the revision. Of several people one decides; the others are shown what was decided.

import { z } from 'zod';
import type { Refusal } from '../../guard/holds/hold.ts';
import { GRANTS } from '../../guard/verdict.ts';
import { page, redirect, say } from '../answers.ts';
import { decide, STALE } from '../decide.ts';
import { findVisible, gatherMail } from '../gather-mail.ts';
import { CHOICES } from '../may.ts';
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

/** The page as it is now, and why the press did nothing. */
async function showRefused(visit: SignedVisit, why: Refusal): Promise<Answer> {
  const detail = await findVisible(visit);
  if (detail === null) return say(visit, 'notFound');
  const shown = await gatherMail(visit, detail, { wholeText: false, missed: why });
  return page(MailPage({ visit, shown }), STALE.has(why) ? 409 : 403);
}

export async function decideMail(visit: SignedVisit): Promise<Answer> {
  const detail = await findVisible(visit);
  if (detail === null) return say(visit, 'notFound');
  const form = decisionForm.safeParse(visit.form);
  if (!form.success) return say(visit, 'bad');
  const { sha256, envelopeSha256, revision, decision, grant } = form.data;
  const saw = { sha256, envelopeSha256, revision };
  const comment = commentOf(visit, form.data);
  const result = await decide(visit, detail, { deed: decision, saw, comment, ...(grant && { grant }) });
  if (result.kind === 'unknown') return say(visit, 'notFound');
  return result.kind === 'done' ? redirect(`/held/${detail.mail.id}`) : showRefused(visit, result.why);
}
