// The lists: held mail in the order of its deadlines, and mail that has gone its way.

import type { VNode } from 'preact';
import type { MailSummary, UserRole } from '../../store/store.ts';
import type { Mistake } from '../search-query.ts';
import { showLine } from '../shown.ts';
import type { SignedVisit } from '../visit.ts';
import { watchedHref } from '../watched.ts';
import { Layout } from './layout.tsx';
import { Row } from './list-row.tsx';
import { Pager } from './pager.tsx';
import { SearchForm, SearchMistake } from './search-form.tsx';
import { SeveralBar } from './several-page.tsx';

export type ListProps = {
  readonly visit: SignedVisit;
  readonly kind: 'held' | 'recent';
  readonly mails: readonly MailSummary[];
  /** null: not counted. */
  readonly total: number | null;
  /** As typed. */
  readonly search: string;
  /** What is wrong with it. */
  readonly mistake: Mistake | null;
  readonly page: number;
  readonly hasMore: boolean;
};

function hrefOf({ kind, search }: ListProps, n: number): string {
  const query = new URLSearchParams({
    ...(search === '' ? {} : { q: search }),
    ...(n === 1 ? {} : { page: `${n}` }),
  });
  return `/${kind}${query.size === 0 ? '' : `?${query}`}`;
}

function Nothing({ visit, kind, search }: ListProps): VNode {
  const { list } = visit.words;
  const text = kind === 'held' ? list.none : list.noneRecent;
  return <p class="nothing">{search === '' ? text : list.noneFound(showLine(search, 80))}</p>;
}

const MAY_CHOOSE = new Set<UserRole>(['admin', 'approver', 'delegate']);

type LineProps = ListProps & { readonly isLive: boolean };

/** Says the order, and to our script where to hear of changes; the link appears when something is new. */
function OrderLine({ visit, kind, mails, isLive }: LineProps): VNode {
  const { list } = visit.words;
  const order = mails.length > 0 && <p class="quiet">{kind === 'held' ? list.order : list.newest}</p>;
  if (!isLive) return <div class="order">{order}</div>;
  const shown = mails.map(({ mail }) => mail.id);
  return (
    <div class="order" data-live={watchedHref(visit.at, shown)} data-ended={list.endedMeanwhile}>
      {order}
      <span role="status">
        <a class="fresh" id="fresh" href="/held" hidden>
          {list.fresh(1)}
        </a>
      </span>
    </div>
  );
}

export function ListPage(props: ListProps): VNode {
  const { visit, kind, mails, total, mistake } = props;
  const { list } = visit.words;
  // A search may look for what is not held, and nothing is new on the second page.
  const isLive = kind === 'held' && props.search === '' && props.page === 1;
  const isSender = visit.user.role === 'sender';
  const isChoosable = kind === 'held' && MAY_CHOOSE.has(visit.user.role);
  const title =
    kind === 'held' ? (isSender ? list.heldOwn : list.held) : isSender ? list.recentOwn : list.recent;
  return (
    <Layout visit={visit} title={title} current={kind} hasScript={isLive}>
      <div class="list-head">
        <h1>
          {title}
          {total !== null && <span class="count">{total}</span>}
        </h1>
        <SearchForm visit={visit} action={`/${kind}`} text={props.search} mistake={mistake} />
      </div>
      {mistake !== null ? (
        <SearchMistake visit={visit} mistake={mistake} />
      ) : (
        <>
          <OrderLine {...props} isLive={isLive} />
          {mails.length === 0 ? (
            <Nothing {...props} />
          ) : (
            <ul class="mails">
              {mails.map((mail) => (
                <Row key={mail.mail.id} visit={visit} mail={mail} isChoosable={isChoosable} />
              ))}
            </ul>
          )}
          {isChoosable && mails.length > 0 && <SeveralBar visit={visit} />}
          <Pager visit={visit} page={props.page} hasMore={props.hasMore} href={(n) => hrefOf(props, n)} />
        </>
      )}
    </Layout>
  );
}
