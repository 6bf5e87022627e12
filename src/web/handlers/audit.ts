// The audit as pages: events by what somebody looks for, the state of the chains, and the events to take away.

import { z } from 'zod';
import { EXPORT_FORMATS, EXPORTS } from '../../relay/audit-formats.ts';
import { exportEvents } from '../../relay/export-events.ts';
import { page, redirect, say } from '../answers.ts';
import { type AuditFields, filterOf, parseAudit } from '../audit-query.ts';
import { AuditPage, type ChainState } from '../pages/audit-page.tsx';
import { namesOf, userIdsOf } from '../timeline.ts';
import { type Answer, actorOf, type SignedVisit } from '../visit.ts';

/** A page stays below 30 KB. */
const PAGE_SIZE = 15;
/** Of each chain: about a second's work, whatever the log has grown to. The command walks all. */
const VERIFIED_AT_ONCE = 20_000;

/** A name stands for the user who has it, and for itself: programs, clients, accounts of the machine. */
async function wantedEvents({ ports }: SignedVisit, fields: AuditFields) {
  const user = fields.actor === '' ? null : await ports.store.findUser(fields.actor);
  const actors = user === null ? [fields.actor] : [fields.actor, user.id];
  return filterOf(fields, ports.rules().organization.timezone, actors);
}

/** When the chains were last verified from here, as the audit itself says. */
async function chainState({ ports }: SignedVisit): Promise<ChainState> {
  const [last] = await ports.store.findEvents({ type: 'audit-verified', limit: 1 });
  if (last === undefined) return { at: null, checked: 0, firstBad: null };
  const { checked, firstBad } = last.detail;
  return { at: last.at, checked: Number(checked), firstBad: firstBad === null ? null : String(firstBad) };
}

export async function showAudit(visit: SignedVisit): Promise<Answer> {
  const { store } = visit.ports;
  const fields = parseAudit(visit.query);
  if (fields === null) return say(visit, 'bad');
  const filter = await wantedEvents(visit, fields);
  const offset = (fields.page - 1) * PAGE_SIZE;
  const [found, chains] = await Promise.all([
    store.findEvents({ ...filter, limit: PAGE_SIZE + 1, offset }),
    chainState(visit),
  ]);
  const events = found.slice(0, PAGE_SIZE);
  const users = await Promise.all(userIdsOf(events).map((id) => store.getUser(id)));
  const hasMore = found.length > PAGE_SIZE;
  return page(AuditPage({ visit, fields, events, names: namesOf(users), hasMore, chains }));
}

export async function verifyAudit(visit: SignedVisit): Promise<Answer> {
  const { ports, at } = visit;
  const { ok, checked, firstBad } = await ports.store.verifyEvents(VERIFIED_AT_ONCE);
  const detail = { checked, firstBad, newest: VERIFIED_AT_ONCE };
  await ports.store.addEvent({
    type: 'audit-verified',
    mailId: null,
    at: at.toISOString(),
    actor: actorOf(visit),
    detail,
  });
  if (!ok) ports.log({ event: 'audit-broken', level: 'error', error: String(firstBad) });
  return redirect('/audit');
}

const exportForm = z.object({ format: z.enum(EXPORT_FORMATS) });

export async function exportAudit(visit: SignedVisit): Promise<Answer> {
  const { ports, at } = visit;
  const form = exportForm.safeParse(visit.form);
  const fields = parseAudit(visit.form);
  if (!form.success || fields === null) return say(visit, 'bad');
  const { format } = form.data;
  const { store, version } = ports;
  const filter = await wantedEvents(visit, fields);
  const text = await exportEvents({ store, actor: actorOf(visit), at, format, version, filter });
  const { type, ending } = EXPORTS[format];
  return { kind: 'download', type, name: `audit-${at.toISOString().slice(0, 10)}.${ending}`, text };
}
