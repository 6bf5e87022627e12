// What somebody asks of the audit: days, an event, a person, a mail. It comes from a link that anybody may write, so
// everything is checked; the same fields make the link again. Pure.

import { z } from 'zod';
import { dayNumber, dayOf } from '../guard/calendar/days.ts';
import { instantAt } from '../guard/calendar/zone.ts';
import type { EventFilter } from '../store/event-store.ts';
import { EVENT_TYPES } from '../store/event-type.ts';
import { parseMailId } from '../store/mail-id.ts';

const day = z.union([z.literal(''), z.iso.date()]).default('');

export const auditQuery = z.object({
  from: day,
  until: day,
  type: z.union([z.literal(''), z.enum(EVENT_TYPES)]).default(''),
  actor: z.string().trim().max(200).default(''),
  mail: z.string().trim().max(60).default(''),
  page: z.coerce.number().int().min(1).max(2000).default(1),
});

export type AuditFields = z.output<typeof auditQuery>;

/** null when it is not understood. */
export function parseAudit(fields: unknown): AuditFields | null {
  const parsed = auditQuery.safeParse(fields);
  if (!parsed.success) return null;
  const { mail } = parsed.data;
  return mail === '' || parseMailId(mail) !== null ? parsed.data : null;
}

/** `actors`: the ids that the typed name stands for. Days are those of the company's clock, the last one included. */
export function filterOf(fields: AuditFields, timezone: string, actors: readonly string[]): EventFilter {
  const { from, until, type } = fields;
  const mailId = parseMailId(fields.mail);
  const startOf = (text: string) => new Date(instantAt(text, 0, timezone)).toISOString();
  return {
    ...(from !== '' && { since: startOf(from) }),
    ...(until !== '' && { before: startOf(dayOf(dayNumber(until) + 1)) }),
    ...(type !== '' && { type }),
    ...(fields.actor !== '' && { actors }),
    ...(mailId !== null && { mailId }),
  };
}

/** The link to a page of the same events. */
export function auditHref(fields: AuditFields, page: number): string {
  const given = Object.entries({ ...fields, page: page === 1 ? '' : String(page) }).filter(
    ([, value]) => value !== '',
  );
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
  return given.length === 0 ? '/audit' : `/audit?${search}`;
}
