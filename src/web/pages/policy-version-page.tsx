// One version of the policy: what changed with it, what came of that, and the way back to it.

import type { VNode } from 'preact';
import type { PolicyText } from '../../store/policy-version.ts';
import type { DiffLine } from '../policy-diff.ts';
import type { SignedVisit } from '../visit.ts';
import { DiffLines } from './diff-lines.tsx';
import { ForecastTable, type WatchedChange } from './forecast-card.tsx';
import { Layout } from './layout.tsx';
import { Lines } from './parts.tsx';
import { DownloadForm, type ShownVersion, VersionLine } from './policy-page.tsx';

type Props = {
  readonly visit: SignedVisit;
  readonly version: ShownVersion & PolicyText;
  /** Which one it is compared with; null: it is the first. */
  readonly base: number | null;
  readonly diff: readonly DiffLine[];
  readonly change: WatchedChange | null;
  /** Numbers of the versions, newest first. */
  readonly known: readonly number[];
};

function CompareForm({ visit, version, base, known }: Props): VNode {
  const { policy } = visit.words;
  return (
    <form class="compare" method="get" action={`/policy/versions/${version.n}`}>
      <label>
        <span>{policy.compareWith}</span>
        <select name="with">
          {known
            .filter((n) => n !== version.n)
            .map((n) => (
              <option value={n} selected={n === base}>
                {policy.version(n)}
              </option>
            ))}
        </select>
      </label>
      <button type="submit" class="button">
        {policy.compare}
      </button>
    </form>
  );
}

export function PolicyVersionPage(props: Props): VNode {
  const { visit, version, base, diff, change, known } = props;
  const { policy: words } = visit.words;
  const isInForce = known[0] === version.n;
  return (
    <Layout visit={visit} title={words.version(version.n)} current="policy" style="tuning.css">
      <div class="tuning">
        <p>
          <a href="/policy">{words.title}</a>
        </p>
        <h1>
          {words.version(version.n)} {isInForce && <span class="tag">{words.inForce}</span>}
        </h1>
        <p class="quiet">
          <VersionLine visit={visit} version={version} />
        </p>
        <div class="buttons">
          {visit.user.role === 'admin' && !isInForce && (
            <a class="button" href={`/policy/edit?from=${version.n}`}>
              {words.rollBack}
            </a>
          )}
          <DownloadForm visit={visit} n={version.n} />
        </div>
        <section class="card">
          <h2>{base === null ? words.first : words.changedFrom(base)}</h2>
          {base !== null && <DiffLines visit={visit} lines={diff} />}
          {known.length > 1 && <CompareForm {...props} />}
        </section>
        {change !== null && (
          <section class="card">
            <h2>{words.forecast.title}</h2>
            <ForecastTable visit={visit} {...change} />
          </section>
        )}
        <section class="card">
          <h2>{words.text}</h2>
          <Lines text={version.yaml} />
        </section>
      </div>
    </Layout>
  );
}
