// The parts of a form that decides about a mail, for the page of a mail and for that of a link.

import type { VNode } from 'preact';
import type { Grant } from '../../guard/verdict.ts';
import type { MailDetail } from '../../store/store.ts';
import { confirmBoxes } from '../confirm-boxes.ts';
import { RETURN_REASONS } from '../handlers/decision-fields.ts';
import type { Choice } from '../may.ts';
import type { Group } from '../recipient-groups.ts';
import type { Visit } from '../visit.ts';
import { CsrfField } from './layout.tsx';

type SeenProps = {
  readonly visit: Visit;
  readonly detail: MailDetail;
  readonly decision: Choice;
  /** What a release would give now; null: nothing is asked. */
  readonly grant: Grant | null;
};

/** What was seen: the decision counts for exactly these octets, this envelope and this revision. */
export function SeenFields({ visit, detail: { mail }, decision, grant }: SeenProps): VNode {
  return (
    <>
      <CsrfField visit={visit} />
      <input type="hidden" name="sha256" value={mail.sha256} />
      <input type="hidden" name="envelopeSha256" value={mail.envelopeSha256} />
      <input type="hidden" name="revision" value={String(mail.revision)} />
      <input type="hidden" name="decision" value={decision} />
      {decision === 'release' && grant !== null && <input type="hidden" name="grant" value={grant} />}
    </>
  );
}

export function ReturnFields({ visit }: { readonly visit: Visit }): VNode {
  const { decide } = visit.words;
  return (
    <>
      <fieldset class="chips">
        <legend>{decide.reasonsTitle}</legend>
        {RETURN_REASONS.map((reason) => (
          <label>
            <input type="checkbox" name="reason" value={reason} />
            <span>{decide.reasons[reason]}</span>
          </label>
        ))}
      </fieldset>
      <label for="comment">{decide.comment}</label>
      <textarea id="comment" name="comment" rows={3} maxLength={2000} />
    </>
  );
}

type BoxesProps = {
  readonly visit: Visit;
  readonly detail: MailDetail;
  readonly groups: readonly Group[];
};

/** The browser does not send the form before all are ticked; it needs no script for that. */
export function ConfirmBoxes({ visit, detail, groups }: BoxesProps): VNode {
  const { words, language } = visit;
  return (
    <fieldset class="boxes">
      <legend>{words.confirm.title}</legend>
      {confirmBoxes({ detail, groups, words, language }).map((text) => (
        <label>
          <input type="checkbox" name="confirmed" value={text} required />
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  );
}
