// The page behind the link of a notice: the mail, why it waits, and a form that wants the number of the notice.

import type { VNode } from 'preact';
import { missingGrant } from '../../guard/holds/hold.ts';
import { sentenceOf } from '../../guard/sentences.ts';
import type { Finding } from '../../guard/verdict.ts';
import { asksToHold } from '../../guard/verdict.ts';
import type { Opened } from '../confirm-link.ts';
import type { ConfirmMistake } from '../handlers/confirm-mail.ts';
import type { Choice } from '../may.ts';
import { fullTime, timeLeft } from '../moments.ts';
import { countOf, groupRecipients } from '../recipient-groups.ts';
import { showLine, showText } from '../shown.ts';
import type { Visit } from '../visit.ts';
import { CountsText } from './counts-text.tsx';
import { ConfirmBoxes, ReturnFields, SeenFields } from './decision-fields.tsx';
import { Layout } from './layout.tsx';
import { Address, SeverityMark, Time, timeZoneOf } from './parts.tsx';
import { RecipientsCard } from './recipients-card.tsx';

type Props = { readonly visit: Visit; readonly opened: Opened; readonly mistake: ConfirmMistake | null };

const DIGITS = { sender: 6, supervisor: 4 } as const;

function NumberField({ visit, opened, decision }: Omit<Props, 'mistake'> & { decision: Choice }): VNode {
  const { link } = visit.words;
  const digits = DIGITS[opened.link.purpose];
  const id = `number-${decision}`;
  return (
    <>
      <label for={id}>{link.number(digits)}</label>
      <p class="hint" id={`${id}-hint`}>
        {link.numberHint}
      </p>
      <input
        id={id}
        name="number"
        required
        inputMode="numeric"
        pattern={`\\s*[0-9０-９]{${digits}}\\s*`}
        maxLength={digits + 4}
        autocomplete="one-time-code"
        aria-describedby={`${id}-hint`}
      />
    </>
  );
}

function textsOf({ visit, opened }: Omit<Props, 'mistake'>, decision: Choice) {
  const { decide } = visit.words;
  const count = opened.detail.recipients.filter(({ state }) => state !== 'dropped').length;
  if (decision === 'return') return { label: decide.return, lead: decide.returnLead, now: decide.returnNow };
  if (decision === 'withdraw') {
    return { label: decide.withdraw, lead: decide.withdrawLead, now: decide.withdrawNow };
  }
  const { hold } = opened.detail;
  const isLast = hold === null || hold.given.length === hold.needs.length - 1;
  if (!isLast) return opened.link.purpose === 'sender' ? decide.confirmFirst : decide.approveFirst;
  return { label: decide.release, lead: decide.releaseLead, now: decide.releaseNow(count) };
}

function ChoiceForm(props: Omit<Props, 'mistake'> & { readonly decision: Choice }): VNode {
  const { visit, opened, decision } = props;
  const { link, detail } = opened;
  const { label, lead, now } = textsOf(props, decision);
  const tone = decision === 'release' ? 'primary' : 'caution';
  const groups = groupRecipients(detail, visit.ports.rules());
  const grant = detail.hold === null ? null : missingGrant(detail.hold);
  return (
    <section class="card">
      <h2>{label.replace(/…$/, '')}</h2>
      <form method="post" action={visit.url}>
        <SeenFields visit={visit} detail={detail} decision={decision} grant={grant} />
        <p>{lead}</p>
        {decision === 'release' && link.purpose === 'sender' && (
          <ConfirmBoxes visit={visit} detail={detail} groups={groups} />
        )}
        {decision === 'return' && <ReturnFields visit={visit} />}
        <NumberField visit={visit} opened={opened} decision={decision} />
        <button type="submit" class={`button ${tone}`}>
          {now}
        </button>
      </form>
    </section>
  );
}

function Notice({ visit, opened, mistake }: Props): VNode | null {
  const { link: words, refusal } = visit.words;
  const { link, detail } = opened;
  if (detail.mail.state !== 'held') return null;
  const isLocked = link.triesLeft === 0;
  const isOver = link.expiresAt <= visit.at.toISOString();
  const over = isLocked ? words.locked : isOver ? words.expired : null;
  const wrong = mistake === 'wrongNumber' ? words.wrong(link.triesLeft) : mistake && refusal[mistake];
  const text = over ?? wrong;
  if (text === null) return null;
  return (
    <p class="notice bad" role="alert">
      {text} {over !== null && <a href={`/held/${detail.mail.id}`}>{visit.words.signIn.title}</a>}
    </p>
  );
}

/** That nothing has left yet, and how long it waits. */
function NotSent({ visit, opened }: Omit<Props, 'mistake'>): VNode | null {
  const { words, at } = visit;
  const { state, deadline } = opened.detail.mail;
  if (state !== 'held') return null;
  return (
    <p class="not-sent">
      <b>{words.decide.notSent}</b>{' '}
      {deadline !== null && (
        <Time visit={visit} at={deadline}>
          {timeLeft(deadline, at, words)}
        </Time>
      )}
    </p>
  );
}

function Reason({ visit, finding }: { readonly visit: Visit; readonly finding: Finding }): VNode {
  const { label, sentence } = sentenceOf(finding, visit.language);
  return (
    <li class={`finding told ${finding.severity}`}>
      <span class="label">
        <SeverityMark visit={visit} severity={finding.severity} />
        <b>{showLine(label, 120)}</b>
      </span>
      <span class="sentence">{showLine(sentence)}</span>
    </li>
  );
}

/** What has become of the mail, for whoever opens the link afterwards. */
function Outcome({ visit, opened }: Omit<Props, 'mistake'>): VNode | null {
  const { words, language } = visit;
  const { decision, decidedAt, comment } = opened.detail.mail;
  if (decision === null || decidedAt === null) return null;
  const time = fullTime(decidedAt, timeZoneOf(visit), language);
  const name = showLine(opened.decidedBy ?? words.actor.unknown, 60);
  return (
    <div class={`notice ${decision}`} role="status">
      {words.decision[decision].by(name, time)}
      {comment !== null && comment !== '' && <blockquote>{showText(comment)}</blockquote>}
    </div>
  );
}

export function ConfirmPage({ visit, opened, mistake }: Props): VNode {
  const { words } = visit;
  const { detail, choices } = opened;
  const { mail, facts, verdict } = detail;
  const subject = showLine(mail.subject, 300).trim() || words.people.noSubject;
  const groups = groupRecipients(detail, visit.ports.rules());
  const reasons = (verdict?.findings ?? []).filter(asksToHold);
  const author = mail.author ?? mail.reversePath;
  // Whoever comes by the link wants to send; what keeps the mail back stands below.
  const ordered = choices.toSorted((a, b) => Number(b === 'release') - Number(a === 'release'));
  return (
    <Layout visit={visit} title={subject}>
      <div class="mail-head">
        <NotSent visit={visit} opened={opened} />
        <h1>
          <bdi>{subject}</bdi>
        </h1>
        <p class="summary">
          {author === null ? words.people.unknownSender : <Address address={author} />}
          {' →\u00a0'}
          <CountsText visit={visit} counts={countOf(groups, facts)} />
        </p>
        <Notice visit={visit} opened={opened} mistake={mistake} />
        <Outcome visit={visit} opened={opened} />
      </div>
      <div class="link">
        {mail.state === 'held' && (
          <section class="reasons">
            <h2>{words.mail.reasons(reasons.length)}</h2>
            <ul>
              {reasons.map((finding) => (
                <Reason visit={visit} finding={finding} />
              ))}
            </ul>
          </section>
        )}
        <RecipientsCard
          visit={visit}
          isReleased={false}
          groups={groups}
          allHref={`/confirm/${visit.params.token ?? ''}/recipients`}
        />
        {ordered.map((decision) => (
          <ChoiceForm visit={visit} opened={opened} decision={decision} />
        ))}
      </div>
    </Layout>
  );
}
