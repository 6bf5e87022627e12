// The lists of held and of recent mail.

import { z } from 'zod';
import type { MailState } from '../../guard/states.ts';
import type { ListQuery } from '../../store/store.ts';
import { page, say } from '../answers.ts';
import { listQuery, MAX_SEARCH } from '../list-query.ts';
import { ListPage, type ListProps } from '../pages/list-page.tsx';
import type { Answer, SignedVisit } from '../visit.ts';

/** A page stays below 30 KB. */
const PAGE_SIZE = 15;

const listForm = z.object({
  q: z.string().max(MAX_SEARCH).default(''),
  page: z.coerce.number().int().min(1).max(2000).default(1),
});

const STATES: Readonly<Record<ListProps['kind'], readonly MailState[]>> = {
  held: ['held'],
  recent: ['queued', 'done', 'cancelled'],
};

async function showList(visit: SignedVisit, kind: ListProps['kind']): Promise<Answer> {
  const form = listForm.safeParse(visit.query);
  if (!form.success) return say(visit, 'bad');
  const search = form.data.q.trim();
  const common = { visit, kind, search, page: form.data.page };
  const asked = listQuery(visit, STATES[kind], search);
  const none = { ...common, mails: [], total: null, hasMore: false };
  if (asked.kind === 'mistake') return page(ListPage({ ...none, mistake: asked.mistake }), 400);
  const query = { ...asked.query, areBurstsOne: true };
  return page(ListPage({ ...common, mistake: null, ...(await findPage(visit, query, common)) }));
}

type Place = Pick<ListProps, 'kind' | 'search' | 'page'>;

async function findPage({ ports }: SignedVisit, query: Omit<ListQuery, 'limit'>, place: Place) {
  const { store } = ports;
  const asked = { ...query, limit: PAGE_SIZE + 1, offset: (place.page - 1) * PAGE_SIZE };
  const [found, total] = await Promise.all([
    store.listMails(asked),
    place.kind === 'held' && place.search === '' ? store.countMails(query) : null,
  ]);
  return { mails: found.slice(0, PAGE_SIZE), total, hasMore: found.length > PAGE_SIZE };
}

export function showHeld(visit: SignedVisit): Promise<Answer> {
  return showList(visit, 'held');
}

export function showRecent(visit: SignedVisit): Promise<Answer> {
  return showList(visit, 'recent');
}
