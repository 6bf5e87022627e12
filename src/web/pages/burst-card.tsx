// A burst as one item: how many mails, to how many people, three samples, and one press for all that are listed. The
// press counts for exactly these mails as they were listed, and gives exactly the grant that it names.

import type { ComponentChildren, VNode } from 'preact';
import type { Grant } from '../../guard/verdict.ts';
import type { MailDetail, MailSummary } from '../../store/store.ts';
import { groupByGrant } from '../grant-groups.ts';
import { showLine } from '../shown.ts';
import type { SignedVisit } from '../visit.ts';
import { CsrfField } from './layout.tsx';
import type { MailShown } from './mail-shown.ts';
import { Address } from './parts.tsx';

type Props = { readonly visit: SignedVisit; readonly shown: MailShown };

const SAMPLES = 3;

function Mails({ mails, visit }: { readonly mails: readonly MailSummary[]; readonly visit: SignedVisit }) {
  return (
    <ul>
      {mails.map(({ mail, forwardPaths: [first, ...others] }) => (
        <li>
          <a href={`/held/${mail.id}`}>
            <bdi>{showLine(mail.subject, 80).trim() || visit.words.people.noSubject}</bdi>
          </a>
          {' → '}
          {first !== undefined && <Address address={first} />}
          {others.length > 0 && <span class="quiet"> {visit.words.people.others(others.length)}</span>}
        </li>
      ))}
    </ul>
  );
}

/** Id, digests and revision of a listed mail, as decide-burst.ts reads them. */
function seenOf({ mail }: MailSummary): string {
  return [mail.id, mail.sha256, mail.envelopeSha256, String(mail.revision)].join(' ');
}

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
      {mails.map((member) => (
        <input type="hidden" name="seen" value={seenOf(member)} />
      ))}
      <button type="submit">{children}</button>
    </form>
  );
}

export function BurstCard({ visit, shown }: Props): VNode | null {
  const { burst, standing, detail } = shown;
  const words = visit.words.burst;
  if (burst.length === 0) return null;
  const recipients = new Set(burst.flatMap(({ forwardPaths }) => forwardPaths)).size;
  return (
    <section class="card" id="burst">
      <h2>{words.title(burst.length)}</h2>
      <p>{words.lead(recipients)}</p>
      <h3>{words.samples}</h3>
      <Mails visit={visit} mails={burst.slice(0, SAMPLES)} />
      {burst.length > SAMPLES && (
        <details class="fold">
          <summary>{words.all}</summary>
          <Mails visit={visit} mails={burst} />
        </details>
      )}
      {standing.choices.includes('release') &&
        groupByGrant(burst, ({ asks }) => asks).map(({ grant, isLast, mails }) => (
          <DecisionForm visit={visit} detail={detail} decision="release" grant={grant} mails={mails}>
            {isLast ? words.release(mails.length) : visit.words.grants[grant].now(mails.length)}
          </DecisionForm>
        ))}
      {standing.choices.includes('return') && (
        <DecisionForm visit={visit} detail={detail} decision="return" mails={burst}>
          {words.return(burst.length)}
        </DecisionForm>
      )}
      {standing.choices.length > 0 && <p class="quiet">{words.hint}</p>}
    </section>
  );
}
