// A mail went out wrong: what is to be done, prepared. Read only: the fields are in the link, the look is recorded.

import { z } from 'zod';
import { apologyDrafts, reportItems } from '../../guard/legal/incident-texts.ts';
import { incidentOf } from '../../relay/incident.ts';
import { page, say } from '../answers.ts';
import { findVisible, recordLook } from '../gather-mail.ts';
import { localMinute, minuteOf } from '../local-minute.ts';
import { IncidentPage } from '../pages/incident-page.tsx';
import type { Answer, SignedVisit } from '../visit.ts';

const incidentQuery = z.object({
  aware: z.union([z.literal(''), localMinute]).default(''),
  wrongful: z.union([z.literal(''), z.literal('1')]).default(''),
  page: z.coerce.number().int().min(1).max(1000).default(1),
});

export async function showIncident(visit: SignedVisit): Promise<Answer> {
  const { ports, language, at } = visit;
  const detail = await findVisible(visit);
  if (detail === null) return say(visit, 'notFound');
  const asked = incidentQuery.safeParse(visit.query);
  if (!asked.success) return say(visit, 'bad');
  const rules = ports.rules();
  const { timezone } = rules.organization;
  const { aware, wrongful } = asked.data;
  const awareAt = aware === '' ? at.toISOString() : minuteOf(aware, timezone);
  const kit = incidentOf(detail, rules, { awareAt, isWrongful: wrongful === '1' });
  if (kit === null) return say(visit, 'notFound');
  await recordLook(visit, detail, false);
  const items = reportItems(kit, language);
  const drafts = apologyDrafts(kit, language);
  return page(
    IncidentPage({ visit, kit, items, drafts, isWrongful: wrongful === '1', page: asked.data.page }),
  );
}
