// An auditor opens the text of one mail, with a reason.

import { z } from 'zod';
import { redirect, say } from '../answers.ts';
import { openReason, openText } from '../break-glass.ts';
import { findVisible } from '../gather-mail.ts';
import type { Answer, SignedVisit } from '../visit.ts';

const openForm = z.object({ reason: openReason });

export async function openMailText(visit: SignedVisit): Promise<Answer> {
  const detail = await findVisible(visit);
  if (detail === null) return say(visit, 'notFound');
  const form = openForm.safeParse(visit.form);
  if (!form.success) return say(visit, 'bad');
  await openText(visit, detail, form.data.reason);
  return redirect(`/held/${detail.mail.id}#text`);
}
