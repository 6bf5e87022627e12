// Several mails by the grant that each of them waits for: to give one is a deed of its own, named in its form, and whoever
// confirms in somebody's place does not give their own approval by the same press. Pure.

import type { AskedGrant } from '../guard/holds/hold.ts';

export type GrantGroup<T> = AskedGrant & { readonly mails: readonly T[] };

/** Those that wait for nothing are left out. */
export function groupByGrant<T>(
  mails: readonly T[],
  asksOf: (mail: T) => AskedGrant | null,
): readonly GrantGroup<T>[] {
  const groups = new Map<string, AskedGrant & { readonly mails: T[] }>();
  for (const mail of mails) {
    const asks = asksOf(mail);
    if (asks === null) continue;
    const name = `${asks.grant} ${asks.isLast}`;
    const group = groups.get(name) ?? { ...asks, mails: [] };
    groups.set(name, group);
    group.mails.push(mail);
  }
  return [...groups.values()];
}
