// The lists of held and of recent mail. Senders get their own mails only, by the query itself.

import { z } from 'zod';
import type { MailState } from '../../guard/states.ts';
import { page, say } from '../answers.ts';
import { ownerScope } from '../may.ts';
import { ListPage, type ListProps } from '../pages/list-page.tsx';
import type { Answer, SignedVisit } from '../visit.ts';

const PAGE_SIZE = 50;

const listQuery = z.object({
  q: z.string().max(200).default(''),
  page: z.coerce.number().int().min(1).max(2000).default(1),
});

const STATES: Readonly<Record<ListProps['kind'], readonly MailState[]>> = {
  held: ['held'],
  recent: ['queued', 'done', 'cancelled'],
};

async function showList(visit: SignedVisit, kind: ListProps['kind']): Promise<Answer> {
  const query = listQuery.safeParse(visit.query);
  if (!query.success) return say(visit, 'bad');
  const { q, page: number } = query.data;
  const search = q.trim();
  const { store } = visit.ports;
  const owner = ownerScope(visit.user);
  const common = { visit, kind, search, page: number };
  if (owner === undefined) return page(ListPage({ ...common, mails: [], total: 0, hasMore: false }));
  const wanted = { states: STATES[kind], origin: 'submitted', ...(owner !== null && { by: owner }) } as const;
  const [found, total] = await Promise.all([
    store.listMails({ ...wanted, search, limit: PAGE_SIZE + 1, offset: (number - 1) * PAGE_SIZE }),
    kind === 'held' && search === '' ? store.countMails(wanted) : null,
  ]);
  const mails = found.slice(0, PAGE_SIZE);
  return page(ListPage({ ...common, mails, total, hasMore: found.length > PAGE_SIZE }));
}

export function showHeld(visit: SignedVisit): Promise<Answer> {
  return showList(visit, 'held');
}

export function showRecent(visit: SignedVisit): Promise<Answer> {
  return showList(visit, 'recent');
}
