// The same for several held mails: the bar below the list, the page that asks once more, and what came of it.

import type { VNode } from 'preact';
import { type AskedGrant, askedGrant, type Refusal } from '../../guard/holds/hold.ts';
import { sentenceOf } from '../../guard/sentences.ts';
import type { Grant } from '../../guard/verdict.ts';
import { asksToHold } from '../../guard/verdict.ts';
import type { MailDetail } from '../../store/store.ts';
import { groupByGrant } from '../grant-groups.ts';
import { showLine } from '../shown.ts';
import type { SignedVisit } from '../visit.ts';
import { CsrfField, Layout } from './layout.tsx';
import { Address } from './parts.tsx';

export type Deed = 'remind' | 'return' | 'release';
/** `why` null: it was done. */
export type SeveralOutcome = {
  readonly detail: MailDetail;
  readonly why: Refusal | null;
  /** Whether nothing else was asked for. */
  readonly isSent: boolean;
};

/** Seen while something is chosen. */
export function SeveralBar({ visit }: { readonly visit: SignedVisit }): VNode {
  const { list } = visit.words;
  const deeds: readonly Deed[] = visit.ports.rules().policy.holds.releaseSeveral
    ? ['remind', 'return', 'release']
    : ['remind', 'return'];
  return (
    <form id="several" method="get" action="/held/several" class="several-bar">
      <span class="quiet">{list.chosen}</span>
      {deeds.map((deed) => (
        <button
          type="submit"
          name="do"
          value={deed}
          class={deed === 'return' ? 'button caution' : deed === 'release' ? 'button primary' : 'button'}
        >
          {list.several[deed].button}
        </button>
      ))}
    </form>
  );
}

function Mail({ visit, detail }: { readonly visit: SignedVisit; readonly detail: MailDetail }): VNode {
  const { words, language } = visit;
  const { mail, recipients, verdict } = detail;
  const author = mail.author ?? mail.reversePath;
  const labels = (verdict?.findings ?? [])
    .filter(asksToHold)
    .map((finding) => showLine(sentenceOf(finding, language).label, 60));
  return (
    <>
      <a href={`/held/${mail.id}`}>
        <bdi>{showLine(mail.subject, 120).trim() || words.people.noSubject}</bdi>
      </a>
      <span class="way">
        {author === null ? words.people.unknownSender : <Address address={author} />}
        {' → '}
        {words.people.recipients(recipients.length)}
      </span>
      <span class="quiet">{labels.join(' · ')}</span>
    </>
  );
}

type Props = { readonly visit: SignedVisit; readonly deed: Deed; readonly mails: readonly MailDetail[] };

function seenOf({ mail }: MailDetail): string {
  return [mail.id, mail.sha256, mail.envelopeSha256, mail.revision].join(' ');
}

type FormProps = Props & { readonly asks: AskedGrant | null };

/** One deed for the mails that it names. `asks`: the grant that is given to them, when it is one. */
function DeedForm({ visit, deed, mails, asks }: FormProps): VNode {
  const { list, decide, grants } = visit.words;
  const { lead, now } = list.several[deed];
  const isOneOfTwo = asks?.isLast === false;
  const field = `comment-${asks?.grant ?? deed}`;
  return (
    <form method="post" action="/held/several" class="card">
      <CsrfField visit={visit} />
      <input type="hidden" name="do" value={deed} />
      {asks !== null && (
        <>
          <input type="hidden" name="grant" value={asks.grant} />
          <h2>{grants[asks.grant].title}</h2>
        </>
      )}
      <p>{isOneOfTwo ? decide.oneMore : lead}</p>
      <ul class="several-mails">
        {mails.map((detail) => (
          <li>
            <input type="hidden" name="mail" value={seenOf(detail)} />
            <Mail visit={visit} detail={detail} />
          </li>
        ))}
      </ul>
      {deed !== 'remind' && (
        <>
          <label for={field}>{decide.comment}</label>
          <textarea id={field} name="comment" rows={3} maxLength={2000} />
        </>
      )}
      <button type="submit" class={deed === 'return' ? 'button caution' : 'button primary'}>
        {isOneOfTwo ? grants[asks.grant].now(mails.length) : now(mails.length)}
      </button>
    </form>
  );
}

export function SeveralPage({ visit, deed, mails }: Props): VNode {
  const { list } = visit.words;
  const { title } = list.several[deed];
  return (
    <Layout visit={visit} title={title} current="held">
      <section class="narrow several">
        <h1>
          {title}
          <span class="count">{mails.length}</span>
        </h1>
        {mails.length === 0 ? (
          <p class="nothing">{list.severalNone}</p>
        ) : deed === 'release' ? (
          groupByGrant(mails, ({ hold }) => hold && askedGrant(hold)).map(({ mails: some, ...asks }) => (
            <DeedForm visit={visit} deed={deed} mails={some} asks={asks} />
          ))
        ) : (
          <DeedForm visit={visit} deed={deed} mails={mails} asks={null} />
        )}
        <p>
          <a href="/held">{list.back}</a>
        </p>
      </section>
    </Layout>
  );
}

type DoneProps = Pick<Props, 'visit' | 'deed'> & {
  readonly outcomes: readonly SeveralOutcome[];
  /** Which one was given, when the deed is one. */
  readonly grant: Grant | null;
};

export function SeveralDonePage({ visit, deed, grant, outcomes }: DoneProps): VNode {
  const { list, refusal, grants } = visit.words;
  const { done: sent, title } = list.several[deed];
  const isAllSent = outcomes.every(({ why, isSent }) => why !== null || isSent);
  const done = grant === null || isAllSent ? sent : grants[grant].done;
  const count = outcomes.filter(({ why }) => why === null).length;
  return (
    <Layout visit={visit} title={title} current="held">
      <section class="narrow several">
        <h1>{title}</h1>
        <p class={count === outcomes.length ? 'notice release' : 'notice bad'} role="status">
          {`${done}: ${list.severalDone(count, outcomes.length)}`}
        </p>
        <ul class="card several-mails">
          {outcomes.map(({ detail, why }) => (
            <li>
              <Mail visit={visit} detail={detail} />
              <span>
                <span class={why === null ? 'tag good' : 'tag bad'}>
                  {why === null ? done : refusal[why]}
                </span>
              </span>
            </li>
          ))}
        </ul>
        <p>
          <a class="button primary" href="/held">
            {list.back}
          </a>
        </p>
      </section>
    </Layout>
  );
}
