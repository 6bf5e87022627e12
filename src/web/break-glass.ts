// An auditor sees what was found and decided; the text of a mail only after saying why, for this mail, in this session, for
// a while. Each opening is an event with its reason; what is open is read from these events and nowhere else.

import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { EventRow, MailDetail } from '../store/store.ts';
import { actorOf, type SignedVisit, tokenDetail } from './visit.ts';

const OPEN_MS = 15 * 60_000;
export const LEAST_REASON = 10;
export const LONGEST_REASON = 500;

export const openReason = z.string().trim().min(LEAST_REASON).max(LONGEST_REASON);

/** Enough to know the session, or the token of a program, again; too little to be one. */
function sessionMark({ session, token }: SignedVisit): string {
  return createHash('sha256')
    .update(session ?? token?.id ?? '')
    .digest('hex')
    .slice(0, 16);
}

/** Until when the text is open to this visitor; null: it is not. `events` are those of the mail. */
export function openUntil(visit: SignedVisit, events: readonly EventRow[]): string | null {
  const mark = sessionMark(visit);
  const opened = events.findLast(
    ({ type, actor, detail }) =>
      type === 'text-opened' && actor.id === visit.user.id && detail.session === mark,
  );
  if (opened === undefined) return null;
  const until = Date.parse(opened.at) + OPEN_MS;
  return until > visit.at.getTime() ? new Date(until).toISOString() : null;
}

/** Until when it is open. `reason`: as {@link openReason} takes it. */
export async function openText(visit: SignedVisit, { mail }: MailDetail, reason: string): Promise<string> {
  const { ports, at, client } = visit;
  await ports.store.addEvent({
    type: 'text-opened',
    mailId: mail.id,
    at: at.toISOString(),
    actor: actorOf(visit),
    detail: {
      reason,
      client,
      revision: mail.revision,
      session: sessionMark(visit),
      minutes: OPEN_MS / 60_000,
      ...tokenDetail(visit),
    },
  });
  ports.log({ event: 'text-opened', level: 'warn', mailId: mail.id });
  return new Date(at.getTime() + OPEN_MS).toISOString();
}
