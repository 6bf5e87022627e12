// The audit as somebody asks for it: events by what they look for, the state of the chains, events to take away. Asked by
// the pages and by programs; verifying and taking are events themselves.

import { EXPORTS, type ExportFormat } from '../relay/audit-formats.ts';
import { exportEvents } from '../relay/export-events.ts';
import type { EventRow } from '../store/store.ts';
import { type AuditFields, filterOf } from './audit-query.ts';
import { actorOf, type SignedVisit, tokenDetail } from './visit.ts';

/** Of each chain: about a second's work, whatever the log has grown to. The command walks all. */
const VERIFIED_AT_ONCE = 20_000;

export type ChainState = {
  /** null: never yet. */
  readonly at: string | null;
  readonly checked: number;
  readonly firstBad: string | null;
};

/** A name stands for the user who has it, and for itself: programs, clients, accounts of the machine. */
async function wantedEvents({ ports }: SignedVisit, fields: AuditFields) {
  const user = fields.actor === '' ? null : await ports.store.findUser(fields.actor);
  const actors = user === null ? [fields.actor] : [fields.actor, user.id];
  return filterOf(fields, ports.rules().organization.timezone, actors);
}

/** One page of them, newest first, and whether there are more. */
export async function findAudit(
  visit: SignedVisit,
  fields: AuditFields,
  pageSize: number,
): Promise<{ readonly events: readonly EventRow[]; readonly hasMore: boolean }> {
  const filter = await wantedEvents(visit, fields);
  const offset = (fields.page - 1) * pageSize;
  const found = await visit.ports.store.findEvents({ ...filter, limit: pageSize + 1, offset });
  return { events: found.slice(0, pageSize), hasMore: found.length > pageSize };
}

/** When the chains were last verified from here, as the audit itself says. */
export async function chainState({ ports }: SignedVisit): Promise<ChainState> {
  const [last] = await ports.store.findEvents({ type: 'audit-verified', limit: 1 });
  if (last === undefined) return { at: null, checked: 0, firstBad: null };
  const { checked, firstBad } = last.detail;
  return { at: last.at, checked: Number(checked), firstBad: firstBad === null ? null : String(firstBad) };
}

export async function verifyChains(visit: SignedVisit): Promise<ChainState> {
  const { ports, at } = visit;
  const { ok, checked, firstBad } = await ports.store.verifyEvents(VERIFIED_AT_ONCE);
  await ports.store.addEvent({
    type: 'audit-verified',
    mailId: null,
    at: at.toISOString(),
    actor: actorOf(visit),
    detail: { checked, firstBad, newest: VERIFIED_AT_ONCE, ...tokenDetail(visit) },
  });
  if (!ok) ports.log({ event: 'audit-broken', level: 'error', error: String(firstBad) });
  return { at: at.toISOString(), checked, firstBad };
}

/** As a file; all pages of them, oldest first. */
export async function takeEvents(visit: SignedVisit, fields: AuditFields, format: ExportFormat) {
  const { ports, at } = visit;
  const { store, version } = ports;
  const filter = await wantedEvents(visit, fields);
  const text = await exportEvents({ store, actor: actorOf(visit), at, format, version, filter });
  const { type, ending } = EXPORTS[format];
  return { type, name: `audit-${at.toISOString().slice(0, 10)}.${ending}`, text };
}
