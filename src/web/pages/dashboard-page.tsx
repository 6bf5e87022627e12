// For administrators and auditors: what waits now, how much is asked of people, and what came of it. No names.

import type { VNode } from 'preact';
import type { Reality } from '../../guard/what-if/forecast.ts';
import type { DecisionCount } from '../../store/figures.ts';
import type { Backlog } from '../../store/store.ts';
import type { DayCount } from '../day-counts.ts';
import { span } from '../moments.ts';
import { PERIODS } from '../tuning-query.ts';
import type { SignedVisit } from '../visit.ts';
import { DayChart } from './day-chart.tsx';
import { Layout } from './layout.tsx';
import { Time } from './parts.tsx';
import { share } from './trial-result.tsx';

/** Of all mail: what the product promises at most to ask. */
const AIMS = { sender: 0.01, supervisor: 0.002 } as const;
const AIM_TEXT = { sender: '1\u00a0%', supervisor: '0.2\u00a0%' } as const;

type Props = {
  readonly visit: SignedVisit;
  readonly days: number;
  readonly mode: 'observe' | 'hold';
  readonly backlog: Backlog;
  readonly asked: Reality;
  readonly byDay: readonly DayCount[];
  readonly decisions: readonly DecisionCount[];
  readonly waitSeconds: number | null;
  /** null: not for this visitor. */
  readonly quick: { readonly all: number; readonly quick: number } | null;
};

function Now({ visit, backlog: { held, queued, mostAttempts } }: Props): VNode {
  const { dashboard } = visit.words;
  return (
    <section class="card">
      <h2>{dashboard.now}</h2>
      <dl class="tiles">
        <div>
          <dt>{dashboard.heldNow}</dt>
          <dd>
            <a href="/held">{held.count}</a>
            {held.oldestAt !== null && (
              <span class="quiet">
                {dashboard.oldest} <Time visit={visit} at={held.oldestAt} />
              </span>
            )}
          </dd>
        </div>
        <div>
          <dt>{dashboard.queue}</dt>
          <dd>
            {queued.count}
            {queued.oldestAt !== null && (
              <span class="quiet">
                {dashboard.oldestQueued} <Time visit={visit} at={queued.oldestAt} />
                {mostAttempts > 0 && ` · ${dashboard.tries} ${mostAttempts}`}
              </span>
            )}
          </dd>
        </div>
      </dl>
    </section>
  );
}

function Share({ visit, mode, asked: { mails, tally }, byDay }: Props): VNode {
  const { dashboard } = visit.words;
  return (
    <section class="card">
      <h2>{dashboard.share}</h2>
      {mode === 'observe' && <p class="quiet">{dashboard.observe}</p>}
      <table class="numbers">
        <thead>
          <tr>
            <th scope="col">{dashboard.who}</th>
            <th scope="col">{dashboard.mails}</th>
            <th scope="col">{dashboard.part}</th>
            <th scope="col">{dashboard.aim}</th>
          </tr>
        </thead>
        <tbody>
          {(['sender', 'supervisor'] as const).map((who) => {
            const isAbove = mails > 0 && tally[who] / mails > AIMS[who];
            return (
              <tr>
                <th scope="row">{dashboard[who]}</th>
                <td>{tally[who]}</td>
                <td>
                  <b>{share(tally[who], mails)}</b>
                </td>
                <td>
                  {dashboard.atMost(AIM_TEXT[who])}
                  <span class={isAbove ? 'aim above' : 'aim within'}>
                    {isAbove ? dashboard.above : dashboard.within}
                  </span>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p class="quiet">{visit.words.dashboard.mails + visit.words.colon + mails}</p>
      <DayChart visit={visit} byDay={byDay} />
    </section>
  );
}

function Ended({ visit, decisions, waitSeconds, quick }: Props): VNode {
  const { dashboard } = visit.words;
  const sum = (decision: DecisionCount['decision'], isRepaired?: boolean) =>
    decisions
      .filter((one) => one.decision === decision && (isRepaired ?? one.isRepaired) === one.isRepaired)
      .reduce((all, { count }) => all + count, 0);
  const rows = [
    [dashboard.confirmed, sum('release', false)],
    [dashboard.repaired, sum('release', true)],
    [dashboard.returned, sum('return')],
    [dashboard.withdrawn, sum('withdraw')],
    [dashboard.expired, sum('expire')],
  ] as const;
  return (
    <section class="card">
      <h2>{dashboard.ended}</h2>
      <dl class="tiles">
        {rows.map(([name, count]) => (
          <div>
            <dt>{name}</dt>
            <dd>{count}</dd>
          </div>
        ))}
        <div>
          <dt>{dashboard.wait}</dt>
          <dd>
            {waitSeconds === null ? (
              <span class="quiet">{dashboard.noWait}</span>
            ) : (
              span(waitSeconds * 1000, visit.words)
            )}
          </dd>
        </div>
        {quick !== null && (
          <div class="row">
            <dt>{dashboard.quick}</dt>
            <dd>
              {dashboard.quickOf(quick.quick, quick.all)}
              <span class="quiet">{dashboard.quickHint}</span>
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}

export function DashboardPage(props: Props): VNode {
  const { visit, days } = props;
  const { dashboard, tuning } = visit.words;
  return (
    <Layout visit={visit} title={dashboard.title} current="dashboard" style="tuning.css">
      <div class="tuning">
        <h1>{dashboard.title}</h1>
        <p class="quiet">{dashboard.lead}</p>
        <Now {...props} />
        <nav class="periods" aria-label={tuning.period}>
          {PERIODS.map((period) => (
            <a href={`/dashboard?days=${period}`} aria-current={period === days ? 'page' : undefined}>
              {tuning.days(period)}
            </a>
          ))}
        </nav>
        <Share {...props} />
        <Ended {...props} />
      </div>
    </Layout>
  );
}
