// All recipients, files and findings of a mail, page by page, for a mail whose own page shows only the first of them.

import { page, redirect, say } from '../answers.ts';
import { openLink } from '../confirm-link.ts';
import { findVisible, recordLook } from '../gather-mail.ts';
import { maySee } from '../may.ts';
import { pageOf } from '../page-query.ts';
import { attachmentsOf } from '../pages/files-card.tsx';
import { FilesPage, ReasonsPage, RecipientsPage } from '../pages/whole-pages.tsx';
import { groupRecipients } from '../recipient-groups.ts';
import { type Answer, isSigned, type SignedVisit, type Visit } from '../visit.ts';

export async function showRecipients(visit: SignedVisit): Promise<Answer> {
  const detail = await findVisible(visit);
  const n = pageOf(visit);
  if (detail === null || n === null) return say(visit, 'notFound');
  await recordLook(visit, detail, false);
  const groups = groupRecipients(detail, visit.ports.rules());
  return page(RecipientsPage({ visit, detail, groups, page: n, back: `/held/${detail.mail.id}` }));
}

export async function showFiles(visit: SignedVisit): Promise<Answer> {
  const detail = await findVisible(visit);
  const n = pageOf(visit);
  if (detail === null || n === null) return say(visit, 'notFound');
  await recordLook(visit, detail, false);
  const places = detail.facts?.content.personalPlaces ?? [];
  const files = attachmentsOf(detail.facts?.content.files ?? [], places);
  return page(FilesPage({ visit, detail, files, places, page: n, back: `/held/${detail.mail.id}` }));
}

export async function showReasons(visit: SignedVisit): Promise<Answer> {
  const detail = await findVisible(visit);
  const n = pageOf(visit);
  if (detail === null || n === null) return say(visit, 'notFound');
  await recordLook(visit, detail, false);
  return page(ReasonsPage({ visit, detail, page: n, back: `/held/${detail.mail.id}` }));
}

/** The same recipients for whoever has the link of a notice. */
export async function showLinkRecipients(visit: Visit): Promise<Answer> {
  const opened = await openLink(visit);
  const n = pageOf(visit);
  if (opened === null || n === null) return say(visit, 'notFound', 410);
  const { detail } = opened;
  if (isSigned(visit) && maySee({ visit, detail })) return redirect(`/held/${detail.mail.id}/recipients`);
  const groups = groupRecipients(detail, visit.ports.rules());
  return page(
    RecipientsPage({ visit, detail, groups, page: n, back: `/confirm/${visit.params.token ?? ''}` }),
  );
}
