// An auditor opens the text of one mail, with a reason.

import { redirect, say } from '../answers.ts';
import { openText } from '../break-glass.ts';
import { findVisible } from '../gather-mail.ts';
import type { Answer, SignedVisit } from '../visit.ts';

export async function openMailText(visit: SignedVisit): Promise<Answer> {
  const detail = await findVisible(visit);
  if (detail === null) return say(visit, 'notFound');
  return (await openText(visit, detail)) ? redirect(`/held/${detail.mail.id}#text`) : say(visit, 'bad');
}
