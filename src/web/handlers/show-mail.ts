// The page of one mail. Every look at it is an event of the audit, written before anything is shown.

import { page, say } from '../answers.ts';
import { findVisible, gatherMail } from '../gather-mail.ts';
import { MailPage } from '../pages/mail-page.tsx';
import type { Answer, SignedVisit } from '../visit.ts';

export async function showMail(visit: SignedVisit): Promise<Answer> {
  const { ports, at, user, client } = visit;
  const detail = await findVisible(visit);
  if (detail === null) return say(visit, 'notFound');
  const shown = await gatherMail(visit, detail, { wholeText: visit.query.text === 'all', missed: null });
  const { mail } = detail;
  await ports.store.addEvent({
    type: 'viewed',
    mailId: mail.id,
    at: at.toISOString(),
    actor: { kind: 'user', id: user.id, via: 'web' },
    detail: { client, revision: mail.revision, withText: shown.text.kind === 'text' },
  });
  return page(MailPage({ visit, shown }));
}
