// What the link of a notice opens: the mail, and what the person it was sent to may do about it by the number. Asked by
// the handlers of /confirm.

import type { Decider } from '../guard/holds/hold.ts';
import { type Outlook, outlookOf } from '../guard/holds/outlook.ts';
import { personName } from '../guard/people.ts';
import { holdContext } from '../relay/hold-context.ts';
import { sha256Hex } from '../store/digests.ts';
import type { LinkPurpose, LinkRow } from '../store/link.ts';
import type { MailDetail } from '../store/store.ts';
import type { Choice } from './may.ts';
import type { Visit } from './visit.ts';

export type Opened = {
  readonly link: LinkRow;
  readonly detail: MailDetail;
  readonly choices: readonly Choice[];
  /** Name of who decided; null while nobody has, or the clock did. */
  readonly decidedBy: string | null;
};

/** Of each purpose no more than it is for, whatever the person could do with a session. */
const CHOICES: Readonly<Record<LinkPurpose, readonly Choice[]>> = {
  sender: ['withdraw', 'release'],
  supervisor: ['return', 'release'],
};

/** Who acts by the number of a notice: the person whom it was sent to, with no rights but their own. */
export function linkDecider({ to }: LinkRow): Decider {
  return { account: null, address: to, role: 'sender', via: 'number' };
}

const actOf = (choice: Choice): keyof Outlook => (choice === 'release' ? 'grant' : choice);

function choicesOf(
  { ports, at }: Visit,
  link: LinkRow,
  { mail, hold, facts }: MailDetail,
): readonly Choice[] {
  const isOver = link.triesLeft === 0 || link.expiresAt <= at.toISOString();
  if (isOver || hold === null || mail.state !== 'held') return [];
  const outlook = outlookOf(hold, linkDecider(link), holdContext(ports, at.toISOString(), facts));
  return CHOICES[link.purpose].filter((choice) => outlook[actOf(choice)] === null);
}

async function nameOfDecider({ ports }: Visit, { mail, hold }: MailDetail): Promise<string | null> {
  const user = mail.decidedBy === null ? null : await ports.store.getUser(mail.decidedBy);
  const by = hold?.ended?.by ?? 'clock';
  return user?.name ?? (by === 'clock' ? null : personName(by, ports.people()));
}

/** null: nobody was sent this link. */
export async function openLink(visit: Visit): Promise<Opened | null> {
  const { store } = visit.ports;
  const link = await store.findLink(sha256Hex(visit.params.token ?? ''));
  const detail = link === null ? null : await store.findMail(link.mailId);
  if (link === null || detail === null) return null;
  const decidedBy = await nameOfDecider(visit, detail);
  return { link, detail, choices: choicesOf(visit, link, detail), decidedBy };
}
