// What somebody says afterwards about a hold, or about a mail that was not held. It changes nothing about the mail.

import { z } from 'zod';
import { CHECK_IDS } from '../../guard/checks-list.ts';
import { JUDGEMENTS } from '../../store/judgement-row.ts';
import { redirect, say } from '../answers.ts';
import { findVisible } from '../gather-mail.ts';
import { judgementsFor, sayJudgement } from '../judgements.ts';
import type { Answer, SignedVisit } from '../visit.ts';

const check = z.enum(CHECK_IDS);
const judgementForm = z.strictObject({
  csrf: z.string(),
  judgement: z.enum(JUDGEMENTS),
  check: z.union([z.array(check).max(CHECK_IDS.length), check.transform((one) => [one])]).default([]),
});

export async function judgeHold(visit: SignedVisit): Promise<Answer> {
  const detail = await findVisible(visit);
  if (detail === null) return say(visit, 'notFound');
  const form = judgementForm.safeParse(visit.form);
  if (!form.success || !judgementsFor(detail).includes(form.data.judgement)) return say(visit, 'bad');
  await sayJudgement(visit, detail, form.data.judgement, form.data.check);
  return redirect(`/held/${detail.mail.id}#judgement`);
}
