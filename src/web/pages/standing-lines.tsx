// How the hold stands: who has granted what, and what is asked of whom until when.

import type { VNode } from 'preact';
import { shortTime } from '../moments.ts';
import { showLine } from '../shown.ts';
import type { SignedVisit } from '../visit.ts';
import type { MailShown } from './mail-shown.ts';
import { timeZoneOf } from './parts.tsx';

type Props = { readonly visit: SignedVisit; readonly shown: MailShown };

const MOST_NAMES = 5;

export function StandingLines({ visit, shown: { standing } }: Props): VNode | null {
  const { hold, actor, people } = visit.words;
  const { given, asks } = standing;
  if (asks === null) return null;
  const time = (at: string) => shortTime(at, timeZoneOf(visit), visit.language);
  const names = asks.names.slice(0, MOST_NAMES).map((name) => showLine(name, 40));
  const more = asks.names.length - names.length;
  const asked = [...names, ...(more > 0 ? [people.others(more)] : [])].join(hold.comma);
  return (
    <ul class="standing">
      {given.map(({ grant, name, onBehalfOf, at }) => (
        <li>
          {hold.given[grant](showLine(name ?? actor.system, 40), time(at))}
          {onBehalfOf !== null && ` ${hold.onBehalfOf(showLine(onBehalfOf, 40))}`}
        </li>
      ))}
      <li>{hold.asks[asks.grant](asked, time(asks.until))}</li>
    </ul>
  );
}
