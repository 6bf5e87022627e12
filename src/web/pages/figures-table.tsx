// What every check did in a period and what came of it, and what that suggests: on the tuning page and on the policy's.

import type { VNode } from 'preact';
import type { Policy } from '../../guard/policy.ts';
import { type CheckFigures, suggest } from '../../guard/what-if/suggest.ts';
import type { SignedVisit } from '../visit.ts';
import { Lines } from './parts.tsx';

type Props = {
  readonly visit: SignedVisit;
  readonly policy: Policy;
  readonly figures: readonly CheckFigures[];
  readonly days: number;
};

/** Each with its numbers, the lines of the policy that it means, and a link that tries it. */
export function Suggestions({ visit, policy, figures, days }: Props): VNode | null {
  const { tuning, policy: words } = visit.words;
  const suggested = suggest(figures, policy);
  if (suggested.length === 0) return null;
  return (
    <section class="card">
      <h2>
        {words.suggestions} <span class="quiet">{tuning.days(days)}</span>
      </h2>
      {suggested.map(({ kind, figures: { check, held, wrong, missed }, action }) => (
        <div class="note">
          <p>{words.suggestion[kind](tuning.checks[check], kind === 'missed' ? missed : held, wrong)}</p>
          <Lines text={`checks:\n  ${check}: { action: ${action} }`} />
          <p>
            <a href={`/tuning?days=${days}&key=${check}.action&value=${action}`}>{words.suggestionTry}</a>
          </p>
        </div>
      ))}
    </section>
  );
}

export function FiguresTable({ visit, policy, figures, days }: Props): VNode {
  const { tuning } = visit.words;
  const shown = figures.filter(({ found, held, wrong }) => found + held + wrong > 0);
  return (
    <section class="card">
      <h2>
        {tuning.figures} <span class="quiet">{tuning.days(days)}</span>
      </h2>
      <p class="quiet hint">{shown.length === 0 ? tuning.noMails : tuning.figuresHint}</p>
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
                    <a href="/help/checks">{tuning.checks[check]}</a>
                    <span class="quiet asks">{tuning.actions[policy.checks[check].action]}</span>
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
