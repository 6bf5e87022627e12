// For administrators and auditors: what every check did, and a value to try on it. Changes nothing by itself.

import type { ComponentChildren, VNode } from 'preact';
import { CHECK_IDS, type CheckId } from '../../guard/checks-list.ts';
import type { Policy } from '../../guard/policy.ts';
import { ACTIONS } from '../../guard/verdict.ts';
import type { CheckFigures } from '../../guard/what-if/suggest.ts';
import { keyOf, PERIODS, settingOf, THRESHOLDS } from '../tuning-query.ts';
import type { SignedVisit } from '../visit.ts';
import { FiguresTable, Suggestions } from './figures-table.tsx';
import { Layout } from './layout.tsx';
import { type Trial, TrialSection } from './tuning-trial.tsx';

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

export function TuningPage(props: Props): VNode {
  const { visit, days, trial, policy, figures } = props;
  const { tuning } = visit.words;
  return (
    <Layout visit={visit} title={tuning.title} current="tuning" style="tuning.css">
      <div class="tuning">
        <h1>{tuning.title}</h1>
        <p class="quiet">{tuning.lead}</p>
        {trial === null ? (
          figures !== null && (
            <>
              <Suggestions visit={visit} days={days} policy={policy} figures={figures} />
              <FiguresTable visit={visit} days={days} policy={policy} figures={figures} />
            </>
          )
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
