// The buttons that are always in reach. Each opens a sheet that says what will happen; the button in it decides. Two
// taps and no script: what a reviewer sends cannot be called back.

import type { ComponentChildren, VNode } from 'preact';
import type { Decision } from '../../guard/states.ts';
import { confirmBoxes } from '../confirm-boxes.ts';
import { shortTime } from '../moments.ts';
import { showLine } from '../shown.ts';
import type { SignedVisit } from '../visit.ts';
import { CountsText } from './counts-text.tsx';
import { CsrfField } from './layout.tsx';
import type { MailShown } from './mail-shown.ts';
import { timeZoneOf } from './parts.tsx';

type Props = { readonly visit: SignedVisit; readonly shown: MailShown };
type Open = Exclude<Decision, 'expire'>;

export const RETURN_REASONS = ['recipients', 'bcc', 'encrypt', 'content'] as const;

/** What was seen: the decision counts for exactly these octets, this envelope and this revision. */
function SeenFields({ visit, shown, decision }: Props & { readonly decision: Open }): VNode {
  const { mail } = shown.detail;
  return (
    <>
      <CsrfField visit={visit} />
      <input type="hidden" name="sha256" value={mail.sha256} />
      <input type="hidden" name="envelopeSha256" value={mail.envelopeSha256} />
      <input type="hidden" name="revision" value={String(mail.revision)} />
      <input type="hidden" name="decision" value={decision} />
    </>
  );
}

function ReturnFields({ visit }: Pick<Props, 'visit'>): VNode {
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

/** The browser does not send the form before all are ticked; it needs no script for that. */
function ConfirmBoxes({ visit, shown }: Props): VNode {
  const { words, language } = visit;
  const { detail, groups } = shown;
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

type SheetProps = Props & {
  readonly decision: Open;
  readonly label: string;
  readonly lead: string;
  readonly now: string;
  readonly tone: string;
  readonly children?: ComponentChildren;
};

function Sheet({ visit, shown, decision, label, lead, now, tone, children }: SheetProps): VNode {
  return (
    <details name="decide" class={`choice ${decision}`}>
      <summary class={`button ${tone}`}>{label}</summary>
      <form method="post" action={`/held/${shown.detail.mail.id}/decision`} class="sheet">
        <SeenFields visit={visit} shown={shown} decision={decision} />
        <p>{lead}</p>
        {children}
        <button type="submit" class={`button ${tone}`}>
          {now}
        </button>
      </form>
    </details>
  );
}

function Choice({ visit, shown, decision }: Props & { readonly decision: Decision }): VNode | null {
  const { decide } = visit.words;
  const common = { visit, shown };
  if (decision === 'expire') return null;
  if (decision === 'return') {
    const texts = { label: decide.return, lead: decide.returnLead, now: decide.returnNow };
    return (
      <Sheet {...common} {...texts} decision={decision} tone="caution">
        <ReturnFields visit={visit} />
      </Sheet>
    );
  }
  if (decision === 'withdraw') {
    const texts = { label: decide.withdraw, lead: decide.withdrawLead, now: decide.withdrawNow };
    return <Sheet {...common} {...texts} decision={decision} tone="caution" />;
  }
  const count = shown.detail.recipients.length;
  const texts = shown.isFirstOfTwo
    ? { label: decide.approve, lead: decide.approveLead, now: decide.approveNow }
    : { label: decide.release, lead: decide.releaseLead, now: decide.releaseNow(count) };
  return (
    <Sheet {...common} {...texts} decision={decision} tone="primary">
      <p>
        <CountsText visit={visit} counts={shown.counts} />
      </p>
      {shown.isOwn && <ConfirmBoxes visit={visit} shown={shown} />}
    </Sheet>
  );
}

/** Why this visitor cannot decide, or what stands in the way of sending at once. */
function Remark({ visit, shown }: Props): VNode {
  const { decide } = visit.words;
  const { grant, decisions, isOwn } = shown;
  const time = (at: string) => shortTime(at, timeZoneOf(visit), visit.language);
  if (grant !== null)
    return <p class="remark">{decide.approvedBy(showLine(grant.name, 40), time(grant.at))}</p>;
  if (shown.isFirstOfTwo) return <p class="remark">{decide.firstOfTwo}</p>;
  if (isOwn && !decisions.includes('release')) return <p class="remark">{decide.ownNeedsOther}</p>;
  return (
    <p class={decisions.length === 0 ? 'remark' : 'remark wide'}>
      {decisions.length === 0 ? decide.readOnly : decide.notSent}
    </p>
  );
}

export function DecisionBar({ visit, shown }: Props): VNode | null {
  if (shown.detail.mail.state !== 'held') return null;
  return (
    <section class="decide" aria-labelledby="decide">
      <h2 id="decide" class="unseen">
        {visit.words.decide.title}
      </h2>
      <Remark visit={visit} shown={shown} />
      {shown.decisions.length > 0 && (
        <div class="choices">
          {shown.decisions.map((decision) => (
            <Choice visit={visit} shown={shown} decision={decision} />
          ))}
        </div>
      )}
    </section>
  );
}
