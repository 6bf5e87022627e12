// Gathers what the page of one mail shows. Asked by the handlers that show a mail and that decide about one.

import { parseMailId } from '../store/mail-id.ts';
import type { EventRow, MailDetail, MailId, UserRow } from '../store/store.ts';
import { findGrant, type Grant, isFirstOfTwo } from './grants.ts';
import { readText } from './mail-text.ts';
import { decisionsFor, isOwn, maySee, ownerScope } from './may.ts';
import type { MailShown } from './pages/mail-shown.ts';
import { countOf, groupRecipients } from './recipient-groups.ts';
import { actorName, namesOf, timelineOf, userIdsOf } from './timeline.ts';
import type { SignedVisit } from './visit.ts';

const EVENTS_SHOWN = 500;

/** A mail this visitor may see; null for one they may not and for none at all, which look the same. */
export async function findVisible(visit: SignedVisit): Promise<MailDetail | null> {
  const id = parseMailId(visit.params.id ?? '');
  const detail = id === null ? null : await visit.ports.store.findMail(id);
  return detail !== null && maySee(visit.user, detail.mail) ? detail : null;
}

export function eventsOf({ ports }: SignedVisit, mailId: MailId): Promise<readonly EventRow[]> {
  return ports.store.listEvents({ mailId, limit: EVENTS_SHOWN });
}

export function grantOf({ mail }: MailDetail, events: readonly EventRow[]): Grant | null {
  return mail.state === 'held' && mail.needs.includes('second-supervisor') ? findGrant(mail, events) : null;
}

async function usersOf({ ports }: SignedVisit, ids: readonly string[]): Promise<readonly (UserRow | null)[]> {
  return Promise.all(ids.map((id) => ports.store.getUser(id)));
}

async function findNext(visit: SignedVisit, { mail }: MailDetail): Promise<MailId | null> {
  if (mail.state === 'held') return null;
  const owner = ownerScope(visit.user);
  if (owner === undefined) return null;
  const scope = owner === null ? {} : { by: owner };
  const [next] = await visit.ports.store.listMails({ states: ['held'], limit: 1, ...scope });
  return next?.mail.id ?? null;
}

type Asked = { readonly wholeText: boolean; readonly missed: MailShown['missed'] };

export async function gatherMail(visit: SignedVisit, detail: MailDetail, asked: Asked): Promise<MailShown> {
  const { ports, words, user } = visit;
  const { mail, facts } = detail;
  const events = await eventsOf(visit, mail.id);
  const decider = mail.decidedBy === null ? [] : [mail.decidedBy];
  const grant = grantOf(detail, events);
  const ids = [...new Set([...userIdsOf(events), ...decider])];
  const [users, text, next] = await Promise.all([
    usersOf(visit, ids),
    readText(visit, detail, asked.wholeText),
    findNext(visit, detail),
  ]);
  const names = namesOf(users);
  const groups = groupRecipients(detail, ports.rules());
  const grantedBy = { kind: 'user', id: grant?.userId ?? '', via: 'web' } as const;
  return {
    detail,
    groups,
    counts: countOf(groups, facts),
    text,
    timeline: timelineOf(events, names, words),
    decisions: decisionsFor(user, mail),
    grant: grant === null ? null : { name: actorName(grantedBy, names, words), at: grant.at },
    isFirstOfTwo: isFirstOfTwo(mail, 'release', grant, user),
    isOwn: isOwn(user, mail),
    decidedBy: mail.decidedBy === null ? null : (names.get(mail.decidedBy) ?? mail.decidedBy),
    next,
    missed: asked.missed,
  };
}
