// Which role somebody has by the groups that an identity provider or a directory names. Pure.

import type { UserRole } from '../../store/store.ts';

/** The groups of each role; `*` is everybody. */
export type RoleGroups = Readonly<Record<UserRole, readonly string[]>>;

/** The one that may most comes first; `auditor` sees everything but no text, and decides nothing. */
const STRONGEST_FIRST: readonly UserRole[] = ['admin', 'approver', 'delegate', 'auditor', 'sender'];

/** A group's name, or the first name of a distinguished name: `CN=Mail Admins,OU=…` is also `Mail Admins`. */
function namesOf(group: string): readonly string[] {
  const [, first] = /^(?:cn|ou)=((?:[^,\\]|\\.)+),/i.exec(group) ?? [];
  const names = first === undefined ? [group] : [group, first.replace(/\\(.)/g, '$1')];
  return names.map((name) => name.trim().toLowerCase());
}

/** null: none of the groups opens the pages. */
export function roleOf(groups: readonly string[], roles: RoleGroups): UserRole | null {
  const own = new Set(groups.flatMap(namesOf));
  const isIn = (group: string) => group === '*' || own.has(group.trim().toLowerCase());
  return STRONGEST_FIRST.find((role) => roles[role].some(isIn)) ?? null;
}
