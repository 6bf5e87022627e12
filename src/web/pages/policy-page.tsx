// For administrators and auditors: the policy in force, what it does, what came of its changes, and all its versions.

import type { VNode } from 'preact';
import type { Policy } from '../../guard/policy.ts';
import type { CheckFigures } from '../../guard/what-if/suggest.ts';
import type { PolicyVersion } from '../../store/policy-version.ts';
import { showLine } from '../shown.ts';
import type { SignedVisit } from '../visit.ts';
import { FiguresTable, Suggestions } from './figures-table.tsx';
import { ForecastCard, type WatchedChange } from './forecast-card.tsx';
import { CsrfField, Layout } from './layout.tsx';
import { Time } from './parts.tsx';

/** With the name of whoever applied it; null: it was read from the configuration. */
export type ShownVersion = PolicyVersion & { readonly by: string | null };

type Props = {
  readonly visit: SignedVisit;
  readonly policy: Policy;
  /** Newest first; the first one is in force. */
  readonly versions: readonly ShownVersion[];
  readonly figures: readonly CheckFigures[];
  readonly days: number;
  readonly changes: readonly WatchedChange[];
};

export function VersionLine({ visit, version }: { visit: SignedVisit; version: ShownVersion }): VNode {
  const { policy } = visit.words;
  return (
    <>
      <span class="part">
        <Time visit={visit} at={version.at} />
      </span>
      <span class="part">
        {version.by === null ? policy.bySystem : `${policy.by} ${showLine(version.by, 64)}`}
      </span>
    </>
  );
}

/** A policy as a file, whoever wrote it. */
export function DownloadForm({ visit, n }: { visit: SignedVisit; n: number }): VNode {
  return (
    <form method="post" action="/policy/download">
      <CsrfField visit={visit} />
      <input type="hidden" name="version" value={n} />
      <button type="submit" class="button">
        {visit.words.policy.download}
      </button>
    </form>
  );
}

function InForce({ visit, policy, versions: [newest] }: Props): VNode {
  const { policy: words } = visit.words;
  const { isOnPages } = visit.ports.policies;
  return (
    <section class="card">
      <h2>{newest === undefined ? words.inForce : `${words.version(newest.n)} · ${words.inForce}`}</h2>
      {newest !== undefined && (
        <p class="quiet">
          {`${words.since} `}
          <VersionLine visit={visit} version={newest} />
        </p>
      )}
      <p>{words.mode[policy.mode]}</p>
      <p class="quiet">{isOnPages ? words.kept.pages : words.kept.config}</p>
      {newest !== undefined && (
        <div class="buttons">
          {visit.user.role === 'admin' && (
            <a class="button primary" href="/policy/edit">
              {words.change}
            </a>
          )}
          <DownloadForm visit={visit} n={newest.n} />
        </div>
      )}
    </section>
  );
}

export function PolicyPage(props: Props): VNode {
  const { visit, policy, versions, figures, days, changes } = props;
  const { policy: words } = visit.words;
  return (
    <Layout visit={visit} title={words.title} current="policy" style="tuning.css">
      <div class="tuning">
        <h1>{words.title}</h1>
        <p class="quiet">{words.lead}</p>
        {visit.query.applied === '1' && (
          <p class="notice release" role="status">
            {words.applied}
          </p>
        )}
        <InForce {...props} />
        <Suggestions visit={visit} policy={policy} figures={figures} days={days} />
        <FiguresTable visit={visit} policy={policy} figures={figures} days={days} />
        <ForecastCard visit={visit} changes={changes} />
        <section class="card">
          <h2>{words.versions}</h2>
          <ul class="rows">
            {versions.map((version) => (
              <li>
                <p>
                  <a href={`/policy/versions/${version.n}`}>{words.version(version.n)}</a>{' '}
                  {version === versions[0] && <span class="tag">{words.inForce}</span>}
                </p>
                <p class="quiet">
                  <VersionLine visit={visit} version={version} />
                </p>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </Layout>
  );
}
