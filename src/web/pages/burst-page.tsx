// All held mails of a burst, page by page, with one press for all that are listed. The press counts for exactly these mails
// as they were listed, and gives exactly the grant that it names.

import type { ComponentChildren, VNode } from 'preact';
import type { Grant } from '../../guard/verdict.ts';
import type { MailDetail, MailSummary } from '../../store/store.ts';
import { groupByGrant } from '../grant-groups.ts';
import { marksOf } from '../listed-mails.ts';
import type { Standing } from '../standing.ts';
import type { SignedVisit } from '../visit.ts';
import { BurstMails, recipientsOf } from './burst-card.tsx';
import { CsrfField } from './layout.tsx';
import { WholePage } from './whole-pages.tsx';

const MAILS_PER_PAGE = 20;

type FormProps = {
  readonly visit: SignedVisit;
  readonly detail: MailDetail;
  readonly decision: 'release' | 'return';
  readonly grant?: Grant;
  readonly mails: readonly MailSummary[];
  readonly children: ComponentChildren;
};

function DecisionForm({ visit, detail, decision, grant, mails, children }: FormProps): VNode {
  return (
    <form method="post" action={`/held/${detail.mail.id}/burst`}>
      <CsrfField visit={visit} />
      <input type="hidden" name="decision" value={decision} />
      {grant !== undefined && (
        <>
          <input type="hidden" name="grant" value={grant} />
          <p class="quiet">{visit.words.grants[grant].title}</p>
        </>
      )}
      <input type="hidden" name="seen" value={marksOf(mails)} />
      <button type="submit" class={decision === 'return' ? 'button caution' : 'button primary'}>
        {children}
      </button>
    </form>
  );
}

type Props = {
  readonly visit: SignedVisit;
  readonly detail: MailDetail;
  readonly page: number;
  readonly burst: readonly MailSummary[];
  readonly standing: Standing;
};

function Decisions({ visit, detail, burst, standing: { choices } }: Props): VNode | null {
  const { burst: words, grants } = visit.words;
  if (!choices.includes('return') && !choices.includes('release')) return null;
  return (
    <section class="card several">
      <p class="quiet">{words.hint(burst.length)}</p>
      {choices.includes('return') && (
        <DecisionForm visit={visit} detail={detail} decision="return" mails={burst}>
          {words.return(burst.length)}
        </DecisionForm>
      )}
      {choices.includes('release') &&
        groupByGrant(burst, ({ asks }) => asks).map(({ grant, isLast, mails }) => (
          <DecisionForm visit={visit} detail={detail} decision="release" grant={grant} mails={mails}>
            {isLast ? words.release(mails.length) : grants[grant].now(mails.length)}
          </DecisionForm>
        ))}
    </section>
  );
}

export function BurstPage(props: Props): VNode {
  const { visit, detail, page, burst } = props;
  const words = visit.words.burst;
  const size = burst[0]?.burstSize ?? 0;
  const start = (page - 1) * MAILS_PER_PAGE;
  return (
    <WholePage
      visit={visit}
      detail={detail}
      page={page}
      back={`/held/${detail.mail.id}`}
      title={words.listTitle}
      path="burst"
      total={burst.length}
      perPage={MAILS_PER_PAGE}
      isNarrow
    >
      {burst.length === 0 ? (
        <p class="nothing">{words.none}</p>
      ) : (
        <>
          <p>{words.lead(recipientsOf(burst))}</p>
          {size > burst.length && <p>{words.first(burst.length, size)}</p>}
          <Decisions {...props} />
          <section class="card">
            <BurstMails visit={visit} mails={burst.slice(start, start + MAILS_PER_PAGE)} />
          </section>
        </>
      )}
    </WholePage>
  );
}
