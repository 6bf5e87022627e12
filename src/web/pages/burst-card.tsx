// A burst as one item: how many mails, to how many people, three samples, and the way to the page that lists them all and
// decides on them.

import type { VNode } from 'preact';
import type { MailSummary } from '../../store/store.ts';
import { showLine } from '../shown.ts';
import type { SignedVisit } from '../visit.ts';
import type { MailShown } from './mail-shown.ts';
import { Address } from './parts.tsx';

const SAMPLES = 3;
const SUBJECT_LENGTH = 80;

type MailsProps = { readonly visit: SignedVisit; readonly mails: readonly MailSummary[] };

/** A row per mail: subject and to whom. */
export function BurstMails({ visit, mails }: MailsProps): VNode {
  return (
    <ul class="several-mails">
      {mails.map(({ mail, forwardPaths: [first, ...others] }) => (
        <li>
          <a href={`/held/${mail.id}`}>
            <bdi>{showLine(mail.subject, SUBJECT_LENGTH).trim() || visit.words.people.noSubject}</bdi>
          </a>
          <span class="way">
            {'→ '}
            {first !== undefined && <Address address={first} />}
            {others.length > 0 && <span class="quiet"> {visit.words.people.others(others.length)}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** To how many different people they go. */
export function recipientsOf(mails: readonly MailSummary[]): number {
  return new Set(mails.flatMap(({ forwardPaths }) => forwardPaths)).size;
}

type Props = { readonly visit: SignedVisit; readonly shown: MailShown };

export function BurstCard({ visit, shown }: Props): VNode | null {
  const { burst, standing, detail } = shown;
  const [first] = burst;
  if (first === undefined) return null;
  const { title, lead, samples, open, show } = visit.words.burst;
  const mayDecide = standing.choices.some((choice) => choice === 'release' || choice === 'return');
  return (
    <section class="card" id="burst">
      <h2>{title(first.burstSize)}</h2>
      <p>{lead(recipientsOf(burst))}</p>
      <h3>{samples}</h3>
      <BurstMails visit={visit} mails={burst.slice(0, SAMPLES)} />
      <p class="all">
        <a class={mayDecide ? 'button' : ''} href={`/held/${detail.mail.id}/burst`}>
          {mayDecide ? open(burst.length) : show(burst.length)}
        </a>
      </p>
    </section>
  );
}
