// What a tried value would have done: numbers, chart, and the past mails that it changes with what really happened.

import type { VNode } from 'preact';
import type { CheckId } from '../../guard/checks-list.ts';
import type { Action } from '../../guard/verdict.ts';
import { FATES, type Fate } from '../../guard/what-if/fate.ts';
import type { Tally } from '../../guard/what-if/tally.ts';
import type { ChangedMail, WhatIf } from '../../relay/what-if.ts';
import { keyOf } from '../tuning-query.ts';
import type { SignedVisit } from '../visit.ts';
import { Address, Time } from './parts.tsx';
import { perDay, TuningChart } from './tuning-chart.tsx';

const SHOWN_MAILS = 50;

export type Trial = {
  readonly check: CheckId;
  readonly setting: string;
  readonly present: number | string;
  readonly value: number | string;
  readonly result: WhatIf;
  /** Oldest first. */
  readonly changed: readonly (ChangedMail & { readonly fate: Fate })[];
  /** Median; null when nobody has decided on the pages. */
  readonly lookSeconds: number | null;
};

type Props = { readonly visit: SignedVisit; readonly days: number; readonly trial: Trial };

/** A value as people call it: an action by its name, a number as it is. */
function valueText({ visit }: Pick<Props, 'visit'>, value: number | string): string {
  const { actions } = visit.words.tuning;
  return typeof value === 'string' && value in actions ? actions[value as Action] : String(value);
}

const share = (part: number, all: number) => (all === 0 ? '–' : `${((part * 100) / all).toFixed(2)}\u00a0%`);

function Numbers({ visit, days, trial: { result, lookSeconds } }: Props): VNode {
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

function Changed({ visit, trial: { changed } }: Props): VNode {
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

export function TrialSection({ visit, days, trial }: Props): VNode {
  const { tuning } = visit.words;
  const { check, setting, present, value, result } = trial;
  const name = `${tuning.checks[check]} · ${tuning.settings[setting] ?? setting}`;
  const hrefOf = (next: number | string) => `/tuning?days=${days}&key=${keyOf(trial)}&value=${next}`;
  return (
    <>
      <section class="card">
        <h2>{name}</h2>
        <p>{tuning.from(valueText({ visit }, present), valueText({ visit }, value))}</p>
        <p class="quiet">{tuning.mails(result.mails)}</p>
        {result.purged > 0 && <p class="quiet">{tuning.purged(result.purged)}</p>}
        <Numbers visit={visit} days={days} trial={trial} />
        {typeof present === 'number' && typeof value === 'number' && result.curve.length > 1 && (
          <TuningChart
            visit={visit}
            name={name}
            curve={result.curve}
            days={days}
            present={present}
            tried={value}
            hrefOf={hrefOf}
          />
        )}
      </section>
      <Changed visit={visit} days={days} trial={trial} />
      <section class="card">
        <h2>{tuning.copy}</h2>
        <p class="quiet hint">{tuning.copyHint}</p>
        <pre>{`checks:\n  ${check}: { ${setting}: ${value} }`}</pre>
      </section>
    </>
  );
}
