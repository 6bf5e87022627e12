// Held mails a day as bars, drawn on the server; the table says the same to whoever does not see them.

import type { VNode } from 'preact';
import type { DayCount } from '../day-counts.ts';
import type { SignedVisit } from '../visit.ts';
import { ceilingOf } from './tuning-chart.tsx';

const [WIDTH, HEIGHT] = [640, 200];
const [LEFT, RIGHT, TOP, BOTTOM] = [44, 8, 12, 28];
const GAP = 2;

type Props = { readonly visit: SignedVisit; readonly byDay: readonly DayCount[] };

/** `2026-11-24` as people write it. */
function dayText({ language }: SignedVisit, day: string): string {
  const locale = language === 'ja' ? 'ja-JP' : 'en-GB';
  const format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'short', day: 'numeric' });
  return format.format(new Date(day));
}

function Table({ visit, byDay }: Props): VNode {
  const { dashboard, tuning } = visit.words;
  return (
    <details>
      <summary>{tuning.asTable}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{dashboard.day}</th>
            <th scope="col">{dashboard.mails}</th>
            <th scope="col">{tuning.row.held}</th>
            <th scope="col">{dashboard.sender}</th>
            <th scope="col">{dashboard.supervisor}</th>
          </tr>
        </thead>
        <tbody>
          {byDay.map(({ day, mails, tally }) => (
            <tr>
              <th scope="row">{dayText(visit, day)}</th>
              <td>{mails}</td>
              <td>{tally.held}</td>
              <td>{tally.sender}</td>
              <td>{tally.supervisor}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

export function DayChart({ visit, byDay }: Props): VNode {
  const { dashboard, tuning } = visit.words;
  const ceiling = Math.max(2, ceilingOf(Math.max(...byDay.map(({ tally }) => tally.held))));
  // Even: half of it stands at a line, and there is no half of a mail.
  const top = ceiling + (ceiling % 2);
  const step = (WIDTH - LEFT - RIGHT) / byDay.length;
  const y = (held: number) => HEIGHT - BOTTOM - (held / top) * (HEIGHT - TOP - BOTTOM);
  const bar = (n: number, count: number, kind: string) => (
    <rect
      class={kind}
      x={(LEFT + n * step).toFixed(1)}
      y={y(count).toFixed(1)}
      width={Math.max(1, step - GAP).toFixed(1)}
      height={(HEIGHT - BOTTOM - y(count)).toFixed(1)}
    />
  );
  const [first, last] = [byDay[0], byDay.at(-1)];
  return (
    <figure class="chart">
      <figcaption>{dashboard.chart}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={dashboard.chart}>
        {[0, 0.5, 1].map((part) => (
          <g class="grid">
            <line x1={LEFT} x2={WIDTH - RIGHT} y1={y(part * top)} y2={y(part * top)} />
            <text x={LEFT - 6} y={y(part * top) + 4} text-anchor="end">
              {Number((part * top).toPrecision(2))}
            </text>
          </g>
        ))}
        {byDay.map(({ tally }, n) => (
          <>
            {tally.held > 0 && bar(n, tally.held, 'held-bar')}
            {tally.supervisor > 0 && bar(n, tally.supervisor, 'supervisor-bar')}
          </>
        ))}
        {first !== undefined && last !== undefined && (
          <>
            <text x={LEFT} y={HEIGHT - 8}>
              {dayText(visit, first.day)}
            </text>
            <text x={WIDTH - RIGHT} y={HEIGHT - 8} text-anchor="end">
              {dayText(visit, last.day)}
            </text>
          </>
        )}
      </svg>
      <p class="legend quiet">
        <span class="part key-held-bar">{tuning.row.held}</span>
        <span class="part key-supervisor-bar">{tuning.row.supervisor}</span>
      </p>
      <Table visit={visit} byDay={byDay} />
    </figure>
  );
}
