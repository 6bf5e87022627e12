// Ending sessions, one's own or somebody else's, with their event of the audit. Asked by the pages and by programs; who
// may, has been asked before.

import type { UserRow } from '../store/store.ts';
import { actorOf, type SignedVisit } from './visit.ts';

async function record(visit: SignedVisit, of: Pick<UserRow, 'id'>, count: number): Promise<void> {
  const { ports, at } = visit;
  await ports.store.addEvent({
    type: 'sessions-ended',
    mailId: null,
    at: at.toISOString(),
    actor: actorOf(visit),
    detail: { userId: of.id, count },
  });
}

/** All of `user`'s but the one that asks; returns how many. */
export async function endSessionsOf(visit: SignedVisit, user: UserRow): Promise<number> {
  const { ports, session } = visit;
  const kept = user.id === visit.user.id && session !== null ? { kept: session } : {};
  const count = await ports.store.dropSessions({ userId: user.id, ...kept });
  await record(visit, user, count);
  return count;
}

/** One of the visitor's own; false when it is none. */
export async function dropSessionOf(visit: SignedVisit, idHash: string): Promise<boolean> {
  const { ports, user, at } = visit;
  const own = await ports.store.listSessions({ userId: user.id, now: at.toISOString() });
  if (!own.some((one) => one.idHash === idHash)) return false;
  await ports.store.dropSession(idHash);
  await record(visit, user, 1);
  return true;
}
