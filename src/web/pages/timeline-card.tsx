// What happened to the mail, oldest first.

import type { VNode } from 'preact';
import { showLine } from '../shown.ts';
import type { Moment } from '../timeline.ts';
import type { Visit } from '../visit.ts';
import { Time } from './parts.tsx';

type Props = { readonly visit: Visit; readonly moments: readonly Moment[] };

export function TimelineCard({ visit, moments }: Props): VNode | null {
  if (moments.length === 0) return null;
  return (
    <section class="card timeline">
      <h2>{visit.words.mail.timeline}</h2>
      <ol>
        {moments.map(({ at, type, text, by }) => (
          <li class={type}>
            <Time visit={visit} at={at} />
            <span>
              {text} <span class="quiet">{showLine(by, 60)}</span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
