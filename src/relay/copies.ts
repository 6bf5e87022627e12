// Finds the earlier copies of a mail that a server before us has split; see guard/copies.ts. Called by accept.ts.

import { addressKey } from '../guard/address.ts';
import { copiesSince, recipientsOfCopies } from '../guard/copies.ts';
import type { Store } from '../store/store.ts';
import { fieldsOf } from './header-block.ts';
import type { InspectPorts } from './inspect.ts';
import type { Submission } from './ports.ts';

export function copiesIn(store: Store): NonNullable<InspectPorts['earlierCopies']> {
  return async (content, envelope, now) => {
    const { messageId } = content.header;
    const { reversePath } = envelope;
    if (messageId === null || reversePath === null) return [];
    const earlier = await store.findCopies({ messageId, reversePath, since: copiesSince(now) });
    return recipientsOfCopies(content, envelope, earlier);
  };
}

/** The same for all copies of a mail; null for one that is known to have none. */
export function copyKey({ reversePath, octets }: Submission): string | null {
  const messageId = fieldsOf(octets).find(([name]) => name === 'message-id')?.[1];
  if (reversePath === null || messageId === undefined) return null;
  return `${addressKey(reversePath)} ${messageId.trim()}`;
}
