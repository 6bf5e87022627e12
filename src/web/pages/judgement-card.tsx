// Was it right to hold this mail? Whoever sees it may say so; the checks are measured by it.

import type { VNode } from 'preact';
import { sentenceOf } from '../../guard/sentences.ts';
import { asksToHold } from '../../guard/verdict.ts';
import { judgementsFor } from '../judgements.ts';
import { showLine } from '../shown.ts';
import type { SignedVisit } from '../visit.ts';
import { CsrfField } from './layout.tsx';
import type { MailShown } from './mail-shown.ts';

type Props = { readonly visit: SignedVisit; readonly shown: MailShown };

/** With one reason there is nothing to choose. */
function Reasons({ visit, shown }: Props): VNode | null {
  const reasons = (shown.detail.verdict?.findings ?? []).filter(asksToHold);
  if (reasons.length < 2) return null;
  return (
    <fieldset class="chips">
      <legend>{visit.words.judgement.which}</legend>
      {reasons.map((finding) => (
        <label>
          <input
            type="checkbox"
            name="check"
            value={finding.check}
            checked={shown.said?.checks.includes(finding.check)}
          />
          <span>{showLine(sentenceOf(finding, visit.language).label, 60)}</span>
        </label>
      ))}
    </fieldset>
  );
}

export function JudgementCard({ visit, shown }: Props): VNode | null {
  const { judgement } = visit.words;
  const open = judgementsFor(shown.detail);
  const isMissed = open.includes('missed-hold');
  if (open.length === 0) return null;
  return (
    <details class="card fold judgement" id="judgement" open={shown.said !== null}>
      <summary>{isMissed ? judgement.titleMissed : judgement.title}</summary>
      <form method="post" action={`/held/${shown.detail.mail.id}/judgement`}>
        <CsrfField visit={visit} />
        <p class="quiet hint">{judgement.lead}</p>
        {!isMissed && <Reasons visit={visit} shown={shown} />}
        <div class="buttons">
          {open.map((one) => (
            <button
              type="submit"
              name="judgement"
              value={one}
              class="button"
              aria-pressed={shown.said?.judgement === one}
            >
              {judgement.say[one]}
            </button>
          ))}
        </div>
        {shown.said !== null && (
          <p class="notice" role="status">
            {judgement.said(judgement.say[shown.said.judgement])}
          </p>
        )}
      </form>
    </details>
  );
}
