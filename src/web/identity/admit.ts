// Somebody for whom a provider or a directory vouches becomes a user, with the role that their groups give them today.
// Every sign-in, and every try, is an event of the audit.

import { randomUUID } from 'node:crypto';
import type { EventType, UserRow } from '../../store/store.ts';
import type { Visit } from '../visit.ts';
import type { Person } from './person.ts';
import { roleOf } from './roles.ts';

/** `no-role`: none of the groups opens the pages. */
export async function admit(
  { ports, language, at }: Visit,
  person: Person,
  source: 'oidc' | 'ldap',
): Promise<UserRow | 'no-role'> {
  const role = roleOf(person.groups, ports.identity.roles);
  if (role === null) return 'no-role';
  return ports.store.putExternalUser({
    id: randomUUID(),
    name: person.name.slice(0, 64),
    address: person.address,
    role,
    source,
    subject: person.subject,
    passwordHash: null,
    language,
    createdAt: at.toISOString(),
  });
}

async function record(
  { ports, at, client }: Visit,
  type: EventType,
  actor: { kind: 'user' | 'client'; id: string },
  detail: Readonly<Record<string, string>>,
): Promise<void> {
  ports.log({ event: type, level: type === 'signed-in' ? 'info' : 'warn', client });
  await ports.store.addEvent({
    type,
    mailId: null,
    at: at.toISOString(),
    actor: { ...actor, via: 'web' },
    detail: { client, ...detail },
  });
}

export function recordSignIn(visit: Visit, { id, source, role }: UserRow): Promise<void> {
  return record(visit, 'signed-in', { kind: 'user', id }, { source, role });
}

export function recordFailure(visit: Visit): Promise<void> {
  return record(visit, 'sign-in-failed', { kind: 'client', id: visit.client }, {});
}
