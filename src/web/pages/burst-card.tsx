// A burst as one item: how many mails, to how many people, three samples, and one press for all that are listed. The
// press counts for exactly these mails as they were listed.

import type { VNode } from 'preact';
import type { MailSummary } from '../../store/store.ts';
import { showLine } from '../shown.ts';
import type { SignedVisit } from '../visit.ts';
import { CsrfField } from './layout.tsx';
import type { MailShown } from './mail-shown.ts';
import { Address } from './parts.tsx';

type Props = { readonly visit: SignedVisit; readonly shown: MailShown };

const SAMPLES = 3;
const DECISIONS = ['release', 'return'] as const;

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
      {DECISIONS.filter((decision) => standing.choices.includes(decision)).map((decision) => (
        <form method="post" action={`/held/${detail.mail.id}/burst`}>
          <CsrfField visit={visit} />
          <input type="hidden" name="decision" value={decision} />
          {burst.map((member) => (
            <input type="hidden" name="seen" value={seenOf(member)} />
          ))}
          <button type="submit">{words[decision](burst.length)}</button>
        </form>
      ))}
      {standing.choices.length > 0 && <p class="quiet">{words.hint}</p>}
    </section>
  );
}
