// Who may see which mail, and who may decide what about it. Pure; asked by every handler that touches a mail.

import { type AddrSpec, addressKey } from '../guard/address.ts';
import type { Decision } from '../guard/states.ts';
import type { MailRow, UserRow } from '../store/store.ts';

type Person = Pick<UserRow, 'role' | 'address'>;
type Owned = Pick<MailRow, 'author' | 'reversePath'>;

export function isOwn({ address }: Person, { author, reversePath }: Owned): boolean {
  if (address === null) return false;
  return [author, reversePath].some((own) => own !== null && addressKey(own) === addressKey(address));
}

/** Senders see their own mail only; everybody else sees all. */
export function maySee(person: Person, mail: Owned): boolean {
  return person.role !== 'sender' || isOwn(person, mail);
}

/** Auditors see what was found and what was decided, not what people wrote. */
export function mayRead({ role }: Person): boolean {
  return role !== 'auditor';
}

/** Whose mails a list may show: null means everybody's, undefined that there are none. */
export function ownerScope({ role, address }: Person): AddrSpec | null | undefined {
  return role === 'sender' ? (address ?? undefined) : null;
}

/** Nobody approves their own mail where a supervisor is asked for, however the roles are wired. */
function needsAnother({ needs }: Pick<MailRow, 'needs'>): boolean {
  return needs.includes('supervisor') || needs.includes('second-supervisor');
}

/** The decisions that are open to a person, the careful one first. */
export function decisionsFor(
  person: Person,
  mail: Owned & Pick<MailRow, 'needs' | 'state'>,
): readonly Decision[] {
  if (mail.state !== 'held' || !maySee(person, mail) || person.role === 'auditor') return [];
  if (isOwn(person, mail)) return needsAnother(mail) ? ['withdraw'] : ['withdraw', 'release'];
  return ['return', 'release'];
}
