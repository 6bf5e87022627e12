// What a tried value would have done: numbers, its curve, the mails that it changes, and the lines for the policy.

import type { VNode } from 'preact';
import type { CheckId } from '../../guard/checks-list.ts';
import type { Action } from '../../guard/verdict.ts';
import type { TriedOut } from '../try-policy.ts';
import { keyOf } from '../tuning-query.ts';
import type { SignedVisit } from '../visit.ts';
import { Lines } from './parts.tsx';
import { Changed, Numbers } from './trial-result.tsx';
import { TuningChart } from './tuning-chart.tsx';

export type Trial = TriedOut & {
  readonly check: CheckId;
  readonly setting: string;
  readonly present: number | string;
  readonly value: number | string;
};

type Props = { readonly visit: SignedVisit; readonly days: number; readonly trial: Trial };

/** A value as people call it: an action by its name, a number as it is. */
function valueText({ visit }: Pick<Props, 'visit'>, value: number | string): string {
  const { actions } = visit.words.tuning;
  return typeof value === 'string' && value in actions ? actions[value as Action] : String(value);
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
      <Changed visit={visit} trial={trial} />
      <section class="card">
        <h2>{tuning.copy}</h2>
        <p class="quiet hint">{tuning.copyHint}</p>
        <Lines text={`checks:\n  ${check}: { ${setting}: ${value} }`} />
      </section>
    </>
  );
}
