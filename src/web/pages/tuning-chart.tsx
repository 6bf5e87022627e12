// Held a day against the value of a threshold, drawn on the server. Every point is a link that tries its value; the
// table says the same to whoever does not see it.

import type { VNode } from 'preact';
import type { WhatIf } from '../../relay/what-if.ts';
import type { SignedVisit } from '../visit.ts';

type Props = {
  readonly visit: SignedVisit;
  readonly name: string;
  readonly curve: WhatIf['curve'];
  readonly days: number;
  readonly present: number;
  readonly tried: number;
  readonly hrefOf: (value: number) => string;
};

const [WIDTH, HEIGHT] = [640, 240];
const [LEFT, RIGHT, TOP, BOTTOM] = [44, 12, 14, 34];

/** A round number at or above the highest point. */
export function ceilingOf(most: number): number {
  if (most <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  return [1, 2, 5, 10].map((step) => step * power).find((round) => round >= most) ?? most;
}

export const perDay = (count: number, days: number) => (count / days).toFixed(count / days < 10 ? 1 : 0);

export function TuningChart({ visit, name, curve, days, present, tried, hrefOf }: Props): VNode {
  const { tuning } = visit.words;
  const top = ceilingOf(Math.max(...curve.map(({ tally }) => tally.held)) / days);
  const x = (n: number) =>
    curve.length === 1 ? LEFT : LEFT + (n * (WIDTH - LEFT - RIGHT)) / (curve.length - 1);
  const y = (held: number) => HEIGHT - BOTTOM - (held / days / top) * (HEIGHT - TOP - BOTTOM);
  const line = (pick: 'held' | 'supervisor') =>
    curve.map(({ tally }, n) => `${x(n).toFixed(1)},${y(tally[pick]).toFixed(1)}`).join(' ');
  return (
    <figure class="chart">
      <figcaption>{tuning.chart(name)}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`}>
        <title>{tuning.chart(name)}</title>
        {[0, 0.5, 1].map((part) => (
          <g class="grid">
            <line x1={LEFT} x2={WIDTH - RIGHT} y1={y(part * top * days)} y2={y(part * top * days)} />
            <text x={LEFT - 6} y={y(part * top * days) + 4} text-anchor="end">
              {Number((part * top).toPrecision(2))}
            </text>
          </g>
        ))}
        <polyline class="supervisor" points={line('supervisor')} />
        <polyline class="held" points={line('held')} />
        {curve.map(({ value, tally }, n) => (
          <a href={hrefOf(value)} aria-label={`${value}: ${perDay(tally.held, days)} ${tuning.perDay}`}>
            <rect x={x(n) - 14} y={TOP} width="28" height={HEIGHT - TOP} fill="transparent" />
            <circle
              class={value === tried ? 'tried' : value === present ? 'present' : undefined}
              cx={x(n)}
              cy={y(tally.held)}
              r={value === tried || value === present ? 7 : 4}
            />
            <text x={x(n)} y={HEIGHT - 12} text-anchor="middle">
              {value}
            </text>
          </a>
        ))}
      </svg>
      <p class="legend quiet">
        <span class="part key-held">{tuning.row.held}</span>
        <span class="part key-supervisor">{tuning.row.supervisor}</span>
        <span class="part key-present">{`${tuning.now}: ${present}`}</span>
        <span class="part key-tried">{`${tuning.tried}: ${tried}`}</span>
      </p>
      <details>
        <summary>{tuning.asTable}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{tuning.value}</th>
              <th scope="col">{`${tuning.row.held} (${tuning.perDay})`}</th>
              <th scope="col">{tuning.row.sender}</th>
              <th scope="col">{tuning.row.supervisor}</th>
            </tr>
          </thead>
          <tbody>
            {curve.map(({ value, tally }) => (
              <tr>
                <th scope="row">{value}</th>
                <td>{perDay(tally.held, days)}</td>
                <td>{perDay(tally.sender, days)}</td>
                <td>{perDay(tally.supervisor, days)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
