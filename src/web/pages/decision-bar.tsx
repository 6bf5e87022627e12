// The buttons that are always in reach. Each opens a sheet that says what will happen; the button in it decides. Two
// taps and no script: what a reviewer sends cannot be called back.

import type { ComponentChildren, VNode } from 'preact';
import type { Choice } from '../may.ts';
import type { SignedVisit } from '../visit.ts';
import { CountsText } from './counts-text.tsx';
import { ConfirmBoxes, ReturnFields, SeenFields } from './decision-fields.tsx';
import type { MailShown } from './mail-shown.ts';

type Props = { readonly visit: SignedVisit; readonly shown: MailShown };

type SheetProps = Props & {
  readonly decision: Choice;
  readonly label: string;
  readonly lead: string;
  readonly now: string;
  readonly tone: string;
  readonly children?: ComponentChildren;
};

function Sheet({ visit, shown, decision, label, lead, now, tone, children }: SheetProps): VNode {
  const grant = shown.standing.asks?.grant ?? null;
  return (
    <details name="decide" class={`choice ${decision}`}>
      <summary class={`button ${tone}`}>{label}</summary>
      <form method="post" action={`/held/${shown.detail.mail.id}/decision`} class="sheet">
        <SeenFields visit={visit} detail={shown.detail} decision={decision} grant={grant} />
        <p>{lead}</p>
        {children}
        <button type="submit" class={`button ${tone}`}>
          {now}
        </button>
      </form>
    </details>
  );
}

/** What giving the grant that is asked for does: the last one sends. */
function releaseTexts({ visit, shown }: Props) {
  const { decide } = visit.words;
  const { asks } = shown.standing;
  const live = shown.detail.recipients.filter(({ state }) => state !== 'dropped');
  const now = decide.releaseNow(live.length);
  if (asks?.grant === 'delay' && asks.isLast) return { ...decide.sendNow, now };
  if (asks?.isLast !== false) return { label: decide.release, lead: decide.releaseLead, now };
  return asks.grant === 'sender' ? decide.confirmFirst : decide.approveFirst;
}

function ChoiceSheet({ visit, shown, decision }: Props & { readonly decision: Choice }): VNode {
  const { decide } = visit.words;
  const common = { visit, shown, decision };
  switch (decision) {
    case 'return':
      return (
        <Sheet
          {...common}
          label={decide.return}
          lead={decide.returnLead}
          now={decide.returnNow}
          tone="caution"
        >
          <ReturnFields visit={visit} />
        </Sheet>
      );
    case 'withdraw':
      return (
        <Sheet
          {...common}
          label={decide.withdraw}
          lead={decide.withdrawLead}
          now={decide.withdrawNow}
          tone="caution"
        />
      );
    case 'escalate':
      return <Sheet {...common} {...decide.escalate} tone="quiet" />;
    case 'release':
      return (
        <Sheet {...common} {...releaseTexts({ visit, shown })} tone="primary">
          <p>
            <CountsText visit={visit} counts={shown.counts} />
          </p>
          {shown.standing.isOwn && <ConfirmBoxes visit={visit} detail={shown.detail} groups={shown.groups} />}
        </Sheet>
      );
  }
}

/** Why this visitor cannot decide, or what stands in the way of sending at once. */
function Remark({ visit, shown }: Props): VNode {
  const { decide, refusal } = visit.words;
  const { choices, whyNot, asks } = shown.standing;
  if (choices.length === 0) return <p class="remark">{decide.readOnly}</p>;
  if (whyNot !== null) return <p class="remark">{refusal[whyNot]}</p>;
  if (asks?.isLast === false) return <p class="remark">{decide.oneMore}</p>;
  return <p class="remark wide">{decide.notSent}</p>;
}

export function DecisionBar({ visit, shown }: Props): VNode | null {
  if (shown.detail.mail.state !== 'held') return null;
  return (
    <section class="decide" aria-labelledby="decide">
      <h2 id="decide" class="unseen">
        {visit.words.decide.title}
      </h2>
      <Remark visit={visit} shown={shown} />
      {shown.standing.choices.length > 0 && (
        <div class="choices">
          {shown.standing.choices.map((decision) => (
            <ChoiceSheet visit={visit} shown={shown} decision={decision} />
          ))}
          {shown.standing.mayRepair && (
            <a class="button" href={`/held/${shown.detail.mail.id}/repair`}>
              {visit.words.repair.open}
            </a>
          )}
        </div>
      )}
    </section>
  );
}
