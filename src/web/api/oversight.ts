// For administrators and auditors by the API: the dashboard's figures, the audit, a mail as an incident, and an auditor's
// look at a text for a reason.

import { z } from 'zod';
import { apologyDrafts, reportItems } from '../../guard/legal/incident-texts.ts';
import { legalSentence } from '../../guard/sentences/legal.ts';
import { EXPORT_FORMATS } from '../../relay/audit-formats.ts';
import { incidentOf } from '../../relay/incident.ts';
import { chainState, findAudit, takeEvents, verifyChains } from '../audit-events.ts';
import { auditQuery, parseAudit } from '../audit-query.ts';
import { openReason, openText } from '../break-glass.ts';
import { dashboardFigures } from '../dashboard-figures.ts';
import { findVisible, recordLook } from '../gather-mail.ts';
import { period } from '../tuning-query.ts';
import type { SignedVisit } from '../visit.ts';
import { mailParams } from './mails.ts';
import { OVERSIGHT_SCHEMAS } from './oversight-schemas.ts';
import { invalid, notFound, tooLarge } from './problem.ts';
import { apiRoute, done, refuse } from './route.ts';
import { AUDITORS, TUNERS } from './who.ts';

const PAGE_SIZE = 100;
/** Characters: an answer is held in memory. The command and the page write as many as there are. */
const MOST_EXPORTED = 16_000_000;

const getDashboard = apiRoute({
  method: 'GET',
  path: '/dashboard',
  name: 'getDashboard',
  summary: 'How much is asked of people, and what came of it',
  scope: 'read',
  roles: TUNERS,
  query: z.strictObject({ days: period.default(30) }),
  answer: OVERSIGHT_SCHEMAS.Dashboard,
  async handle(visit, { query }) {
    const { backlog, asked, quick, decisions, byDay, ...figures } = await dashboardFigures(visit, query.days);
    const { held, queued } = backlog;
    return done({
      ...figures,
      held,
      queued,
      mails: asked.mails,
      asked: asked.tally,
      byDay: [...byDay],
      decisions: [...decisions],
      quickApprovals: quick,
    });
  },
});

const listEvents = apiRoute({
  method: 'GET',
  path: '/audit',
  name: 'listEvents',
  summary: 'Events of the audit, newest first, a hundred to a page',
  scope: 'read',
  roles: TUNERS,
  query: auditQuery.strict(),
  answer: OVERSIGHT_SCHEMAS.Audit,
  async handle(visit, { query }) {
    const fields = parseAudit(query);
    if (fields === null) return refuse(invalid(visit.words, [{ path: 'querystring/mail', message: '' }]));
    const [found, chains] = await Promise.all([findAudit(visit, fields, PAGE_SIZE), chainState(visit)]);
    const events = found.events.map(({ actor, detail, ...event }) => ({
      ...event,
      actor: { ...actor },
      detail: { ...detail },
    }));
    return done({ events, hasMore: found.hasMore, chains });
  },
});

const verifyAudit = apiRoute({
  method: 'POST',
  path: '/audit/verification',
  name: 'verifyAudit',
  summary: 'Verify the newest events of every chain; that you did is an event',
  scope: 'read',
  roles: TUNERS,
  answer: OVERSIGHT_SCHEMAS.AuditChains,
  async handle(visit) {
    return done(await verifyChains(visit));
  },
});

const exportAudit = apiRoute({
  method: 'POST',
  path: '/audit/export',
  name: 'exportAudit',
  summary: 'Events to take away, oldest first; that you took them is an event',
  scope: 'read',
  roles: TUNERS,
  body: auditQuery
    .omit({ page: true })
    .extend({ format: z.enum(EXPORT_FORMATS) })
    .strict(),
  answer: OVERSIGHT_SCHEMAS.AuditExport,
  async handle(visit, { body: { format, ...wanted } }) {
    const fields = parseAudit(wanted);
    if (fields === null) return refuse(invalid(visit.words, [{ path: 'body/mail', message: '' }]));
    const { text: pieces, ...file } = await takeEvents(visit, fields, format);
    let text = '';
    for await (const piece of pieces) {
      text += piece;
      if (text.length > MOST_EXPORTED) return refuse(tooLarge(visit.words));
    }
    return done({ ...file, text });
  },
});

function tellIncident({ language }: SignedVisit, kit: NonNullable<ReturnType<typeof incidentOf>>) {
  const { isDue, persons, uncountedFiles } = kit.estimate;
  const inText = kit.inText && { ...kit.inText, kinds: [...kit.inText.kinds] };
  return {
    ...kit,
    got: [...kit.got],
    missed: [...kit.missed],
    shown: [...kit.shown],
    files: kit.files.map((file) => ({ ...file, kinds: [...file.kinds] })),
    inText,
    estimate: { isDue, persons, uncountedFiles, summary: legalSentence(kit.estimate, language) },
    report: [...reportItems(kit, language)],
    letters: [...apologyDrafts(kit, language)],
  };
}

const getIncident = apiRoute({
  method: 'GET',
  path: '/mails/:id/incident',
  name: 'getIncident',
  summary: 'A mail that went out wrong: who has it, what to report until when, letters to write',
  scope: 'read',
  roles: TUNERS,
  params: mailParams,
  query: z.strictObject({
    aware: z.iso.datetime({ offset: true }).optional().describe('when you became aware of it; default: now'),
    wrongful: z
      .enum(['true', 'false'])
      .default('false')
      .describe('a wrongful purpose is possible: sixty days instead of thirty'),
  }),
  answer: OVERSIGHT_SCHEMAS.Incident,
  async handle(visit, { query: { aware, wrongful } }) {
    const detail = await findVisible(visit);
    if (detail === null) return refuse(notFound(visit.words));
    const awareAt = aware === undefined ? visit.at.toISOString() : new Date(aware).toISOString();
    const isWrongful = wrongful === 'true';
    const kit = incidentOf(detail, visit.ports.rules(), { awareAt, isWrongful });
    if (kit === null) return refuse(notFound(visit.words));
    await recordLook(visit, detail, false);
    return done(tellIncident(visit, kit));
  },
});

const openMailText = apiRoute({
  method: 'POST',
  path: '/mails/:id/text-openings',
  name: 'openMailText',
  summary: 'Open the text of a mail to you for a while, for a reason that stays in the audit',
  scope: 'decide',
  roles: AUDITORS,
  params: mailParams,
  body: z.strictObject({ reason: openReason }),
  answer: OVERSIGHT_SCHEMAS.TextOpened,
  async handle(visit, { body: { reason } }) {
    const detail = await findVisible(visit);
    if (detail === null) return refuse(notFound(visit.words));
    return done({ until: await openText(visit, detail, reason) });
  },
});

export const OVERSIGHT_ROUTES = [
  getDashboard,
  listEvents,
  verifyAudit,
  exportAudit,
  getIncident,
  openMailText,
];
