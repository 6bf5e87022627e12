// The audit as pages: events by what somebody looks for, the state of the chains, and the events to take away.

import { z } from 'zod';
import { EXPORT_FORMATS } from '../../relay/audit-formats.ts';
import { page, redirect, say } from '../answers.ts';
import { chainState, findAudit, takeEvents, verifyChains } from '../audit-events.ts';
import { parseAudit } from '../audit-query.ts';
import { AuditPage } from '../pages/audit-page.tsx';
import { namesOf, userIdsOf } from '../timeline.ts';
import type { Answer, SignedVisit } from '../visit.ts';

/** A page stays below 30 KB. */
const PAGE_SIZE = 15;

export async function showAudit(visit: SignedVisit): Promise<Answer> {
  const { store } = visit.ports;
  const fields = parseAudit(visit.query);
  if (fields === null) return say(visit, 'bad');
  const [{ events, hasMore }, chains] = await Promise.all([
    findAudit(visit, fields, PAGE_SIZE),
    chainState(visit),
  ]);
  const users = await Promise.all(userIdsOf(events).map((id) => store.getUser(id)));
  return page(AuditPage({ visit, fields, events, names: namesOf(users), hasMore, chains }));
}

export async function verifyAudit(visit: SignedVisit): Promise<Answer> {
  await verifyChains(visit);
  return redirect('/audit');
}

const exportForm = z.object({ format: z.enum(EXPORT_FORMATS) });

export async function exportAudit(visit: SignedVisit): Promise<Answer> {
  const form = exportForm.safeParse(visit.form);
  const fields = parseAudit(visit.form);
  if (!form.success || fields === null) return say(visit, 'bad');
  return { kind: 'download', ...(await takeEvents(visit, fields, form.data.format)) };
}
