// What a tried policy would have done, in numbers, and the past mails that it changes with what really happened.

import type { VNode } from 'preact';
import { FATES } from '../../guard/what-if/fate.ts';
import type { Tally } from '../../guard/what-if/tally.ts';
import type { TriedOut } from '../try-policy.ts';
import type { SignedVisit } from '../visit.ts';
import { Address, Time } from './parts.tsx';
import { perDay } from './tuning-chart.tsx';

const SHOWN_MAILS = 50;

type Props = { readonly visit: SignedVisit; readonly days: number; readonly trial: TriedOut };

export const share = (part: number, all: number) =>
  all === 0 ? '–' : `${((part * 100) / all).toFixed(2)}\u00a0%`;

export function Numbers({ visit, days, trial: { result, lookSeconds } }: Props): VNode {
  const { tuning } = visit.words;
  const { mails, now, tried } = result;
  const minutes = lookSeconds === null ? null : ((tried.held - now.held) * lookSeconds) / 60 / days;
  const rows: readonly (keyof Tally)[] = ['held', 'sender', 'supervisor', 'rejected'];
  return (
    <>
      <table class="numbers">
        <thead>
          <tr>
            <td />
            <th scope="col">{tuning.now}</th>
            <th scope="col">{tuning.tried}</th>
            <th scope="col">{tuning.perDay}</th>
            <th scope="col">{tuning.shareOfAll}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              <th scope="row">{tuning.row[row]}</th>
              <td>{now[row]}</td>
              <td>
                <b>{tried[row]}</b>
              </td>
              <td>{`${perDay(now[row], days)} → ${perDay(tried[row], days)}`}</td>
              <td>{`${share(now[row], mails)} → ${share(tried[row], mails)}`}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="quiet">{tuning.budget}</p>
      <p class="quiet">
        {minutes === null || lookSeconds === null
          ? tuning.noLooks
          : tuning.minutes(
              tuning.minutesUnit(`${minutes > 0 ? '+' : ''}${minutes.toFixed(1)}`),
              Math.round(lookSeconds),
            )}
      </p>
    </>
  );
}

export function Changed({ visit, trial: { changed } }: Omit<Props, 'days'>): VNode {
  const { tuning, people } = visit.words;
  const counts = FATES.map(
    (fate) => [fate, changed.filter((mail) => mail.fate === fate).length] as const,
  ).filter(([, n]) => n > 0);
  const newest = changed.slice(-SHOWN_MAILS).reverse();
  return (
    <section class="card">
      <h2>{changed.length === 0 ? tuning.unchanged : tuning.changed(changed.length)}</h2>
      {counts.length > 0 && (
        <p>
          {`${tuning.really}${visit.words.colon}`}
          {counts.map(([fate, n]) => `${tuning.fates[fate]} ${n}`).join(people.comma)}
        </p>
      )}
      {newest.length < changed.length && <p class="quiet">{tuning.newest(newest.length)}</p>}
      <ul class="rows">
        {newest.map(({ mailId, receivedAt, author, now, tried, fate }) => (
          <li>
            <p>
              <a href={`/held/${mailId}`}>
                <Time visit={visit} at={receivedAt} />
              </a>{' '}
              {author === null ? people.unknownSender : <Address address={author} />}
            </p>
            <p class="quiet">
              <span class="part">{`${tuning.actions[now]} → ${tuning.actions[tried]}`}</span>
              <span class="part">{`${tuning.really}${visit.words.colon}${tuning.fates[fate]}`}</span>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
