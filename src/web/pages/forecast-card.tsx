// What a change of policy was expected to do, beside what came of it.

import type { VNode } from 'preact';
import { compareForecast } from '../../guard/what-if/forecast.ts';
import type { Watched } from '../../relay/forecast-change.ts';
import type { PolicyVersion } from '../../store/policy-version.ts';
import type { SignedVisit } from '../visit.ts';
import { Time } from './parts.tsx';
import { share } from './trial-result.tsx';

export type WatchedChange = { readonly version: PolicyVersion; readonly watched: Watched };

type Props = WatchedChange & { readonly visit: SignedVisit };

export function ForecastTable({ visit, version, watched }: Props): VNode {
  const { forecast: words } = visit.words.policy;
  const { forecast } = version;
  if (forecast === null) return <p class="quiet">{words.pending}</p>;
  const { reality, until, stage } = watched;
  const { expected, held, verdict } = compareForecast(forecast, reality);
  return (
    <>
      <p>
        <b>{words.verdict[verdict]}</b>
      </p>
      <table class="numbers">
        <thead>
          <tr>
            <td />
            <th scope="col">{words.expected}</th>
            <th scope="col">{words.held}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{words.share}</th>
            <td>{share(forecast.after.held, forecast.mails)}</td>
            <td>{share(reality.tally.held, reality.mails)}</td>
          </tr>
          <tr>
            <th scope="row">{words.heldMails}</th>
            <td>{expected.toFixed(expected < 10 ? 1 : 0)}</td>
            <td>{held}</td>
          </tr>
          <tr>
            <th scope="row">{words.mails}</th>
            <td>–</td>
            <td>{reality.mails}</td>
          </tr>
        </tbody>
      </table>
      <p class="quiet">
        {`${words.atChange} (${forecast.mails})${visit.words.colon}${words.before} ${share(forecast.before.held, forecast.mails)}, ${words.after} ${share(forecast.after.held, forecast.mails)}`}
      </p>
      <p class="quiet">
        {words.stage[stage]} <Time visit={visit} at={until} />
      </p>
    </>
  );
}

export function ForecastCard({
  visit,
  changes,
}: {
  readonly visit: SignedVisit;
  readonly changes: readonly WatchedChange[];
}): VNode {
  const { policy } = visit.words;
  return (
    <section class="card">
      <h2>{policy.forecast.title}</h2>
      <p class="quiet hint">{policy.forecast.lead}</p>
      {changes.length === 0 && <p class="quiet">{policy.forecast.none}</p>}
      {changes.map((change) => (
        <section>
          <h3>
            <a href={`/policy/versions/${change.version.n}`}>{policy.version(change.version.n)}</a>
          </h3>
          <ForecastTable visit={visit} {...change} />
        </section>
      ))}
    </section>
  );
}
