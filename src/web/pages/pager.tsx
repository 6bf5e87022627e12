// The way to the previous and the next page of what is longer than one.

import type { VNode } from 'preact';
import type { Visit } from '../visit.ts';

type Props = {
  readonly visit: Visit;
  readonly page: number;
  readonly hasMore: boolean;
  readonly href: (page: number) => string;
};

export function Pager({ visit, page, hasMore, href }: Props): VNode | null {
  const { list } = visit.words;
  if (page === 1 && !hasMore) return null;
  return (
    <nav class="pager" aria-label={list.page(page)}>
      {page > 1 && (
        <a class="button" rel="prev" href={href(page - 1)}>
          {list.earlier}
        </a>
      )}
      <span class="quiet">{list.page(page)}</span>
      {hasMore && (
        <a class="button" rel="next" href={href(page + 1)}>
          {list.later}
        </a>
      )}
    </nav>
  );
}
