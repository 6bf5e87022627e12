// For administrators and auditors: what every check did, and a value to try on it. Changes nothing by itself.

import type { ComponentChildren, VNode } from 'preact';
import { CHECK_IDS, type CheckId } from '../../guard/checks-list.ts';
import type { Policy } from '../../guard/policy.ts';
import { ACTIONS } from '../../guard/verdict.ts';
import type { CheckFigures } from '../../relay/check-figures.ts';
import { keyOf, PERIODS, settingOf, THRESHOLDS } from '../tuning-query.ts';
import type { SignedVisit } from '../visit.ts';
import { Layout } from './layout.tsx';
import { type Trial, TrialSection } from './tuning-trial.tsx';

export type { Trial } from './tuning-trial.tsx';

type Props = {
  readonly visit: SignedVisit;
  readonly days: number;
  readonly policy: Policy;
  readonly trial: Trial | null;
  readonly figures: readonly CheckFigures[] | null;
};

function Periods({ visit, days }: Pick<Props, 'visit' | 'days'>): VNode {
  const { tuning } = visit.words;
  return (
    <label>
      <span>{tuning.period}</span>
      <select name="days">
        {PERIODS.map((period) => (
          <option value={period} selected={period === days}>
            {tuning.days(period)}
          </option>
        ))}
      </select>
    </label>
  );
}

type TryProps = Pick<Props, 'visit' | 'days'> & {
  readonly title: string;
  readonly children: ComponentChildren;
};

function TryForm({ visit, days, title, children }: TryProps): VNode {
  return (
    <form class="card try" method="get" action="/tuning">
      <h2>{title}</h2>
      {children}
      <Periods visit={visit} days={days} />
      <button type="submit" class="button">
        {visit.words.tuning.go}
      </button>
    </form>
  );
}

function ThresholdForm({ visit, days, policy, trial }: Props): VNode {
  const { tuning } = visit.words;
  const checks = [...new Set(THRESHOLDS.map(({ check }) => check))];
  return (
    <TryForm visit={visit} days={days} title={tuning.tryThreshold}>
      <label>
        <span>{tuning.threshold}</span>
        <select name="key">
          {checks.map((check) => (
            <optgroup label={tuning.checks[check]}>
              {THRESHOLDS.filter((one) => one.check === check).map((one) => (
                <option value={keyOf(one)} selected={trial !== null && keyOf(one) === keyOf(trial)}>
                  {`${tuning.checks[check]}: ${tuning.settings[one.setting] ?? one.setting} (${settingOf(policy, one)})`}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      <label>
        <span>{tuning.value}</span>
        <input
          name="value"
          inputmode="numeric"
          pattern="[0-9]+"
          maxlength={6}
          required
          value={typeof trial?.value === 'number' ? String(trial.value) : ''}
        />
      </label>
    </TryForm>
  );
}

function ActionForm({ visit, days, policy, trial }: Props): VNode {
  const { tuning } = visit.words;
  const isTried = (check: CheckId) => trial?.check === check && trial.setting === 'action';
  return (
    <TryForm visit={visit} days={days} title={tuning.tryAction}>
      <label>
        <span>{tuning.check}</span>
        <select name="key">
          {CHECK_IDS.map((check) => (
            <option value={`${check}.action`} selected={isTried(check)}>
              {`${tuning.checks[check]} (${tuning.actions[policy.checks[check].action]})`}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{tuning.action}</span>
        <select name="value">
          {ACTIONS.map((action) => (
            <option value={action} selected={trial?.value === action}>
              {tuning.actions[action]}
            </option>
          ))}
        </select>
      </label>
    </TryForm>
  );
}

function Figures({ visit, days, figures }: Props): VNode | null {
  const { tuning } = visit.words;
  if (figures === null) return null;
  const shown = figures.filter(({ found, held, wrong }) => found + held + wrong > 0);
  return (
    <section class="card">
      <h2>
        {tuning.figures} <span class="quiet">{tuning.days(days)}</span>
      </h2>
      <p class="quiet hint">{shown.length === 0 ? tuning.noMails : tuning.figuresHint}</p>
      {shown
        .filter(({ isRitual }) => isRitual)
        .map(({ check, held }) => (
          <p class="note">
            {tuning.ritual(tuning.checks[check], held)}{' '}
            <a href={`/tuning?days=${days}&key=${check}.action&value=log`}>{tuning.tryLog}</a>
          </p>
        ))}
      {shown.length > 0 && (
        <section class="figures" aria-label={tuning.figures}>
          <table class="numbers">
            <thead>
              <tr>
                <th scope="col">{tuning.check}</th>
                <th scope="col">{tuning.found}</th>
                <th scope="col">{tuning.held}</th>
                <th scope="col">{tuning.prevented}</th>
                <th scope="col">{tuning.confirmed}</th>
                <th scope="col">{tuning.wrong}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map(({ check, found, held, prevented, fates, wrong }) => (
                <tr>
                  <th scope="row">
                    <a href={`/help/checks`}>{tuning.checks[check]}</a>
                  </th>
                  <td>{found}</td>
                  <td>{held}</td>
                  <td>{prevented}</td>
                  <td>{fates.confirmed ?? 0}</td>
                  <td>{wrong}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}

export function TuningPage(props: Props): VNode {
  const { visit, days, trial } = props;
  const { tuning } = visit.words;
  return (
    <Layout visit={visit} title={tuning.title} current="tuning" style="tuning.css">
      <div class="tuning">
        <h1>{tuning.title}</h1>
        <p class="quiet">{tuning.lead}</p>
        {trial === null ? (
          <Figures {...props} />
        ) : (
          <>
            <p>
              <a href={`/tuning?days=${days}`}>{tuning.reset}</a>
            </p>
            <TrialSection visit={visit} days={days} trial={trial} />
          </>
        )}
        <div class="tries">
          <ThresholdForm {...props} />
          <ActionForm {...props} />
        </div>
      </div>
    </Layout>
  );
}
