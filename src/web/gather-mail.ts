// Gathers what the page of one mail shows. Asked by the handlers that show a mail and that decide about one.

import { parseMailId } from '../store/mail-id.ts';
import type { MailDetail, MailId, MailSummary, UserRow } from '../store/store.ts';
import { openUntil } from './break-glass.ts';
import { readText } from './mail-text.ts';
import { listScope, maySee } from './may.ts';
import type { MailShown } from './pages/mail-shown.ts';
import { countOf, groupRecipients } from './recipient-groups.ts';
import { standingOf } from './standing.ts';
import { namesOf, timelineOf, userIdsOf } from './timeline.ts';
import { actorOf, type SignedVisit, tokenDetail } from './visit.ts';

const EVENTS_SHOWN = 500;

/**
 * A mail this visitor may see; null for one they may not and for none at all, which look the same. Mails of ours are for
 * nobody: in a notice stands the number by which somebody else decides.
 */
export async function findVisible(visit: SignedVisit): Promise<MailDetail | null> {
  const id = parseMailId(visit.params.id ?? '');
  const detail = id === null ? null : await visit.ports.store.findMail(id);
  if (detail === null || detail.mail.origin !== 'submitted') return null;
  return maySee({ visit, detail }) ? detail : null;
}

async function usersOf({ ports }: SignedVisit, ids: readonly string[]): Promise<readonly (UserRow | null)[]> {
  return Promise.all(ids.map((id) => ports.store.getUser(id)));
}

async function findNext(visit: SignedVisit, { mail }: MailDetail): Promise<MailId | null> {
  if (mail.state === 'held') return null;
  const scope = listScope(visit);
  const [next] = await visit.ports.store.listMails({ states: ['held'], limit: 1, ...scope });
  return next?.mail.id ?? null;
}

/** So many mails are decided on at once; of a longer burst the rest follows. */
export const MAX_BURST = 200;

/** The held mails of its burst that this visitor may see, those due first; empty for a mail that stands alone. */
export async function burstOf(visit: SignedVisit, { mail }: MailDetail): Promise<readonly MailSummary[]> {
  if (mail.burst === null || mail.state !== 'held') return [];
  const wanted = { states: ['held'], burst: mail.burst, limit: MAX_BURST, ...listScope(visit) } as const;
  const found = await visit.ports.store.listMails(wanted);
  return found.length > 1 ? found : [];
}

/** Every look at a mail is an event of the audit, written before anything is shown. */
export async function recordLook(visit: SignedVisit, { mail }: MailDetail, withText: boolean): Promise<void> {
  const { ports, at, client } = visit;
  await ports.store.addEvent({
    type: 'viewed',
    mailId: mail.id,
    at: at.toISOString(),
    actor: actorOf(visit),
    detail: { client, revision: mail.revision, withText, ...tokenDetail(visit) },
  });
}

type Asked = { readonly wholeText: boolean; readonly missed: MailShown['missed'] };

/** Everything but the text. */
export async function gatherAround(
  visit: SignedVisit,
  detail: MailDetail,
): Promise<Omit<MailShown, 'text' | 'missed'>> {
  const { ports, words } = visit;
  const { mail, facts } = detail;
  const events = await ports.store.listEvents({ mailId: mail.id, limit: EVENTS_SHOWN });
  const textOpenUntil = openUntil(visit, events);
  const decider = mail.decidedBy === null ? [] : [mail.decidedBy];
  const ids = [...new Set([...userIdsOf(events), ...decider])];
  const [users, next, burst, judgements] = await Promise.all([
    usersOf(visit, ids),
    findNext(visit, detail),
    burstOf(visit, detail),
    ports.store.listJudgements({ mailId: mail.id, limit: 20 }),
  ]);
  const names = namesOf(users);
  const groups = groupRecipients(detail, ports.rules());
  return {
    detail,
    groups,
    counts: countOf(groups, facts),
    textOpenUntil,
    timeline: timelineOf(events, names, words),
    standing: standingOf(visit, detail),
    burst,
    decidedBy: mail.decidedBy === null ? null : (names.get(mail.decidedBy) ?? mail.decidedBy),
    next,
    said: judgements.find(({ userId }) => userId === visit.user.id) ?? null,
  };
}

export async function gatherMail(visit: SignedVisit, detail: MailDetail, asked: Asked): Promise<MailShown> {
  const around = await gatherAround(visit, detail);
  const isOpen = around.textOpenUntil !== null;
  const text = await readText(visit, detail, { whole: asked.wholeText, isOpen });
  return { ...around, text, missed: asked.missed };
}
