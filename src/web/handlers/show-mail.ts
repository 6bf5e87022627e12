// The page of one mail. Every look at it is an event of the audit, written before anything is shown.

import { page, say } from '../answers.ts';
import { findVisible, gatherMail, recordLook } from '../gather-mail.ts';
import { MailPage } from '../pages/mail-page.tsx';
import type { Answer, SignedVisit } from '../visit.ts';

export async function showMail(visit: SignedVisit): Promise<Answer> {
  const detail = await findVisible(visit);
  if (detail === null) return say(visit, 'notFound');
  const shown = await gatherMail(visit, detail, { wholeText: visit.query.text === 'all', missed: null });
  await recordLook(visit, detail, shown.text.kind === 'text');
  return page(MailPage({ visit, shown }));
}
