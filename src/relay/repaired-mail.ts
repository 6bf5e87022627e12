// What a repaired mail has besides its octets. Pure. Called by auto-repair.ts and repair.ts.

import { type AddrSpec, addressKey } from '../guard/address.ts';
import type { NewRecipient } from '../store/store.ts';

/** The recipients of the repaired envelope: those who stay keep what the client asked for, RFC 3461. */
export function recipientsFor(
  before: readonly NewRecipient[],
  forwardPaths: readonly AddrSpec[],
): readonly NewRecipient[] {
  const known = new Map(before.map((recipient) => [addressKey(recipient.forwardPath), recipient]));
  return forwardPaths.map((forwardPath) => {
    const { notify = null, orcpt = null } = known.get(addressKey(forwardPath)) ?? {};
    return { forwardPath, notify, orcpt };
  });
}
