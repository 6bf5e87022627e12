// Who may see which mail, and what a person may do about one: the state machine of holds says it. Asked by every handler
// that touches a mail.

import { isSender, ownAddresses, senderAuthority, soleIdentity } from '../guard/holds/entitlement.ts';
import type { Decider } from '../guard/holds/hold.ts';
import { type Outlook, outlookOf } from '../guard/holds/outlook.ts';
import { holdContext, originOf } from '../relay/hold-context.ts';
import type { ListQuery, MailDetail, UserRow } from '../store/store.ts';
import type { SignedVisit } from './visit.ts';

/** What a press of a button may ask for. */
export const CHOICES = ['return', 'withdraw', 'escalate', 'release'] as const;
export type Choice = (typeof CHOICES)[number];

/**
 * A user as the state machine knows them, whether they press a button or a program asks for them. A delegate decides by
 * standing in for somebody, never by the role alone.
 */
export function deciderOf({ user, token }: Pick<SignedVisit, 'user' | 'token'>): Decider {
  const { name, address, role } = user;
  const via = token === null ? 'session' : 'api';
  return { account: name, address, role: role === 'delegate' ? 'sender' : role, via };
}

type Asked = { readonly visit: SignedVisit; readonly detail: MailDetail };

function contextOf({ visit, detail }: Asked) {
  return holdContext(visit.ports, visit.at.toISOString(), detail.facts);
}

/** Whether the mail is theirs to confirm or withdraw: as its sender, or standing in for them today. */
export function isOwn(asked: Asked): boolean {
  const { visit, detail } = asked;
  const { mail, facts, hold } = detail;
  const by = deciderOf(visit);
  if (hold !== null) return senderAuthority(hold, by, contextOf(asked)).kind === 'may';
  return isSender(originOf({ ...mail, facts }, visit.ports.rules()), by, visit.ports.people());
}

/** What would come of each act; null for a mail that is not held. */
export function outlookFor(asked: Asked): Outlook | null {
  const { visit, detail } = asked;
  const { mail, hold } = detail;
  if (mail.state !== 'held' || hold === null) return null;
  return outlookOf(hold, deciderOf(visit), contextOf(asked));
}

/** Senders see their own mail and what they are asked to decide; everybody else sees all. */
export function maySee(asked: Asked): boolean {
  if (asked.visit.user.role !== 'sender' || isOwn(asked)) return true;
  const outlook = outlookFor(asked);
  return outlook !== null && (outlook.grant === null || outlook.return === null);
}

/** Auditors see what was found and what was decided, not what people wrote. */
export function mayRead({ role }: Pick<UserRow, 'role'>): boolean {
  return role !== 'auditor';
}

/** Which mails a list may show: of a sender their own and what they are asked to decide, of everybody else all. */
export function listScope(visit: SignedVisit): Pick<ListQuery, 'by' | 'asked'> {
  const { user, ports } = visit;
  if (user.role !== 'sender') return {};
  const decider = deciderOf(visit);
  const people = ports.people();
  return { by: ownAddresses(decider, people), asked: soleIdentity(decider, people) };
}

/** What is open to a person, the careful one first: senders withdraw, others return. */
export function choicesFor(asked: Asked): readonly Choice[] {
  const outlook = outlookFor(asked);
  if (outlook === null || asked.visit.user.role === 'auditor') return [];
  const unfit: Choice = isOwn(asked) ? 'return' : 'withdraw';
  const actOf = (choice: Choice) => (choice === 'release' ? 'grant' : choice);
  return CHOICES.filter((choice) => choice !== unfit && outlook[actOf(choice)] === null);
}
