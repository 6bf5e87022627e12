// Tells an open list of held mails what has changed: how many are new, and which of the shown ones others have decided.
// Nothing of a mail but its id is said.

import { say } from '../answers.ts';
import { listScope } from '../may.ts';
import type { Answer, SignedVisit } from '../visit.ts';
import { parseWatched } from '../watched.ts';

export async function watchHeld(visit: SignedVisit): Promise<Answer> {
  const { ports, user, words } = visit;
  const list = parseWatched(visit.query);
  const scope = listScope(visit);
  if (list === null) return say(visit, 'bad');
  if (scope.by?.length === 0 && scope.asked === null) return say(visit, 'notFound');
  return {
    kind: 'events',
    owner: user.id,
    watch: async () => {
      const { arrived, ended } = await ports.store.heldChanges({ ...list, ...scope });
      return JSON.stringify({ fresh: arrived === 0 ? '' : words.list.fresh(arrived), ended });
    },
  };
}
