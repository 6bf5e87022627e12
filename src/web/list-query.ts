// What a list of mails shows to whom: of a sender their own mails and what they are asked to decide, by the query itself.
// Asked by the lists and by programs.

import type { MailState } from '../guard/states.ts';
import type { ListQuery } from '../store/store.ts';
import { listScope } from './may.ts';
import { type Mistake, parseQuery } from './search-query.ts';
import type { SignedVisit } from './visit.ts';

export const MAX_SEARCH = 200;

export type ListedMails = Pick<ListQuery, 'states' | 'origin' | 'by' | 'asked' | 'search'>;

/** `states`: those of the list, unless the search names others. */
export function listQuery(
  visit: SignedVisit,
  states: readonly MailState[],
  search: string,
):
  | { readonly kind: 'query'; readonly query: ListedMails }
  | { readonly kind: 'mistake'; readonly mistake: Mistake } {
  const parsed = parseQuery(search, visit.ports.rules().organization.timezone);
  if (parsed.kind === 'mistake') return parsed;
  const wanted = { states: parsed.states ?? states, origin: 'submitted', search: parsed.search } as const;
  return { kind: 'query', query: { ...wanted, ...listScope(visit) } };
}
