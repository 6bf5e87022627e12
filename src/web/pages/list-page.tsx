// The lists: held mail in the order of its deadlines, and mail that has gone its way. One card per mail, the whole
// card is the link.

import type { VNode } from 'preact';
import { asksToHold } from '../../guard/judge.ts';
import { sideOf } from '../../guard/organizations.ts';
import { sentenceOf } from '../../guard/sentences.ts';
import type { Finding, Severity } from '../../guard/verdict.ts';
import type { MailSummary } from '../../store/store.ts';
import { isNear, timeLeft } from '../moments.ts';
import { showLine } from '../shown.ts';
import { statusOf } from '../status.ts';
import type { SignedVisit } from '../visit.ts';
import { Layout } from './layout.tsx';
import { Address, SeverityMark, Time } from './parts.tsx';

export type ListProps = {
  readonly visit: SignedVisit;
  readonly kind: 'held' | 'recent';
  readonly mails: readonly MailSummary[];
  /** null: not counted. */
  readonly total: number | null;
  readonly search: string;
  readonly page: number;
  readonly hasMore: boolean;
};

const SHOWN_LABELS = 4;

function Labels({ visit, reasons }: { readonly visit: SignedVisit; readonly reasons: readonly Finding[] }) {
  const more = reasons.length - SHOWN_LABELS;
  if (reasons.length === 0) return null;
  return (
    <ul class="labels">
      {reasons.slice(0, SHOWN_LABELS).map((finding) => (
        <li class={finding.severity}>{showLine(sentenceOf(finding, visit.language).label, 60)}</li>
      ))}
      {more > 0 && <li>{visit.words.list.moreReasons(more)}</li>}
    </ul>
  );
}

function Way({
  visit,
  mail: { mail, forwardPaths },
}: {
  readonly visit: SignedVisit;
  readonly mail: MailSummary;
}) {
  const { words, ports } = visit;
  const rules = ports.rules();
  const outside = forwardPaths.filter((address) => sideOf(address, rules) === 'outside');
  const [first] = outside.length > 0 ? outside : forwardPaths;
  const author = mail.author ?? mail.reversePath;
  const others = forwardPaths.length - 1;
  return (
    <p class="way">
      {author === null ? words.people.unknownSender : <Address address={author} />}
      <span class="arrow"> → </span>
      {first !== undefined && <Address address={first} />}
      {others > 0 && <span class="quiet"> {words.people.others(others)}</span>}
    </p>
  );
}

/** Findings come in the order of what they ask for; the colour is that of the worst. */
function worstOf(reasons: readonly Finding[]): Severity | null {
  const severities = new Set(reasons.map(({ severity }) => severity));
  return (['high', 'medium', 'low'] as const).find((severity) => severities.has(severity)) ?? null;
}

function Row({
  visit,
  kind,
  mail: summary,
}: {
  visit: SignedVisit;
  kind: ListProps['kind'];
  mail: MailSummary;
}) {
  const { mail, verdict } = summary;
  const { words, at } = visit;
  const reasons = (verdict?.findings ?? []).filter(asksToHold);
  const severity = worstOf(reasons);
  const delivery = { recipients: summary.forwardPaths.length, undelivered: summary.undelivered };
  const status = statusOf(mail, delivery, words);
  const subject = showLine(mail.subject, 160).trim() || words.people.noSubject;
  return (
    <li class={`mail ${kind === 'held' ? (severity ?? 'low') : 'past'}`}>
      <p class="facts">
        {kind === 'held' && severity !== null && <SeverityMark visit={visit} severity={severity} />}
        <span class={`status ${status.tone}`}>{status.text}</span>
        <span class={mail.deadline !== null && isNear(mail.deadline, at) ? 'when near' : 'when'}>
          {kind === 'held' && mail.deadline !== null ? (
            <Time visit={visit} at={mail.deadline}>
              {timeLeft(mail.deadline, at, words)}
            </Time>
          ) : (
            <Time visit={visit} at={mail.decidedAt ?? mail.receivedAt} />
          )}
        </span>
      </p>
      <h2>
        <a href={`/held/${mail.id}`}>
          <bdi>{subject}</bdi>
        </a>
      </h2>
      <Way visit={visit} mail={summary} />
      <Labels visit={visit} reasons={reasons} />
    </li>
  );
}

function Pager({ visit, kind, page, search, hasMore }: ListProps): VNode | null {
  const { list } = visit.words;
  if (page === 1 && !hasMore) return null;
  const href = (n: number) => {
    const query = new URLSearchParams({
      ...(search === '' ? {} : { q: search }),
      ...(n === 1 ? {} : { page: `${n}` }),
    });
    return `/${kind}${query.size === 0 ? '' : `?${query}`}`;
  };
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

function Nothing({ visit, kind, search }: ListProps): VNode {
  const { list } = visit.words;
  const text = kind === 'held' ? list.none : list.noneRecent;
  return <p class="nothing">{search === '' ? text : list.noneFound(showLine(search, 80))}</p>;
}

function SearchForm({ visit, kind, search }: ListProps): VNode {
  const { list } = visit.words;
  return (
    <search>
      <form method="get" action={`/${kind}`} class="search">
        <input
          type="search"
          name="q"
          value={search}
          aria-label={list.search}
          placeholder={list.search}
          maxLength={200}
        />
        <button type="submit" class="button">
          {list.find}
        </button>
        {search !== '' && <a href={`/${kind}`}>{list.clear}</a>}
      </form>
    </search>
  );
}

export function ListPage(props: ListProps): VNode {
  const { visit, kind, mails, total } = props;
  const { list } = visit.words;
  const isSender = visit.user.role === 'sender';
  const title =
    kind === 'held' ? (isSender ? list.heldOwn : list.held) : isSender ? list.recentOwn : list.recent;
  return (
    <Layout visit={visit} title={title} current={kind}>
      <div class="list-head">
        <h1>
          {title}
          {total !== null && <span class="count">{total}</span>}
        </h1>
        <SearchForm {...props} />
      </div>
      {mails.length === 0 ? (
        <Nothing {...props} />
      ) : (
        <>
          <p class="quiet order">{kind === 'held' ? list.order : list.newest}</p>
          <ul class="mails">
            {mails.map((mail) => (
              <Row key={mail.mail.id} visit={visit} kind={kind} mail={mail} />
            ))}
          </ul>
          <Pager {...props} />
        </>
      )}
    </Layout>
  );
}
