// The lists of held and of recent mail. Senders get their own mails and what they are asked to
// decide, by the query itself.

import { z } from 'zod';
import type { MailState } from '../../guard/states.ts';
import type { MailSearch } from '../../store/mail-search.ts';
import type { ListQuery } from '../../store/store.ts';
import { page, say } from '../answers.ts';
import { listScope } from '../may.ts';
import { ListPage, type ListProps } from '../pages/list-page.tsx';
import { parseQuery } from '../search-query.ts';
import type { Answer, SignedVisit } from '../visit.ts';

/** A page stays below 30 KB. */
const PAGE_SIZE = 15;

const listQuery = z.object({
  q: z.string().max(200).default(''),
  page: z.coerce.number().int().min(1).max(2000).default(1),
});

const STATES: Readonly<Record<ListProps['kind'], readonly MailState[]>> = {
  held: ['held'],
  recent: ['queued', 'done', 'cancelled'],
};

async function showList(visit: SignedVisit, kind: ListProps['kind']): Promise<Answer> {
  const form = listQuery.safeParse(visit.query);
  if (!form.success) return say(visit, 'bad');
  const search = form.data.q.trim();
  const common = { visit, kind, search, page: form.data.page };
  const query = parseQuery(search, visit.ports.rules().organization.timezone);
  const none = { ...common, mails: [], total: null, hasMore: false };
  if (query.kind === 'mistake') return page(ListPage({ ...none, mistake: query.mistake }), 400);
  const { states = STATES[kind], search: wanted } = query;
  const filter = { states, origin: 'submitted', areBurstsOne: true, ...listScope(visit) } as const;
  return page(ListPage({ ...common, mistake: null, ...(await findPage(visit, filter, wanted, common)) }));
}

type Filter = Pick<ListQuery, 'states' | 'origin' | 'by' | 'asked' | 'areBurstsOne'>;
type Place = Pick<ListProps, 'kind' | 'search' | 'page'>;

async function findPage({ ports }: SignedVisit, filter: Filter, wanted: MailSearch, place: Place) {
  const { store } = ports;
  const asked = { ...filter, search: wanted, limit: PAGE_SIZE + 1, offset: (place.page - 1) * PAGE_SIZE };
  const [found, total] = await Promise.all([
    store.listMails(asked),
    place.kind === 'held' && place.search === '' ? store.countMails(filter) : null,
  ]);
  return { mails: found.slice(0, PAGE_SIZE), total, hasMore: found.length > PAGE_SIZE };
}

export function showHeld(visit: SignedVisit): Promise<Answer> {
  return showList(visit, 'held');
}

export function showRecent(visit: SignedVisit): Promise<Answer> {
  return showList(visit, 'recent');
}
