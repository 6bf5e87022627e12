// The page of one mail: who, how many outside, why, in this order and without scrolling; then recipients, attachments,
// text, and what happened. The decision is always in reach.

import type { VNode } from 'preact';
import type { Facts } from '../../guard/facts.ts';
import type { Finding } from '../../guard/verdict.ts';
import { asksToHold } from '../../guard/verdict.ts';
import { fullTime, isNear, timeLeft } from '../moments.ts';
import { showLine, showText } from '../shown.ts';
import { statusOf } from '../status.ts';
import type { SignedVisit } from '../visit.ts';
import { BurstCard } from './burst-card.tsx';
import { CountsText } from './counts-text.tsx';
import { DecisionBar } from './decision-bar.tsx';
import { FilesCard } from './files-card.tsx';
import { FindingCard } from './finding-card.tsx';
import { HeaderCard } from './header-card.tsx';
import { JudgementCard } from './judgement-card.tsx';
import { Layout } from './layout.tsx';
import { LegalCard } from './legal-card.tsx';
import type { MailShown } from './mail-shown.ts';
import { Address, Time, timeZoneOf } from './parts.tsx';
import { RecipientsCard } from './recipients-card.tsx';
import { StandingLines } from './standing-lines.tsx';
import { TextCard } from './text-card.tsx';
import { TimelineCard } from './timeline-card.tsx';

type Props = { readonly visit: SignedVisit; readonly shown: MailShown };

function Crumbs({ visit, shown: { detail } }: Props): VNode {
  const { words, at } = visit;
  const { mail, recipients } = detail;
  const isHeld = mail.state === 'held';
  const live = recipients.filter(({ state }) => state !== 'dropped');
  const undelivered = live.filter(({ state }) => state === 'refused' || state === 'expired').length;
  const status = statusOf(mail, { recipients: live.length, undelivered }, words);
  return (
    <p class="crumbs">
      <a href={isHeld ? '/held' : '/recent'}>← {isHeld ? words.menu.held : words.menu.recent}</a>
      <span class={`status ${status.tone}`}>{status.text}</span>
      {isHeld && mail.deadline !== null && (
        <span class={isNear(mail.deadline, at) ? 'when near' : 'when'}>
          <Time visit={visit} at={mail.deadline}>
            {timeLeft(mail.deadline, at, words)}
          </Time>
          <span class="wide">{`, ${words.time.afterwards}`}</span>
        </span>
      )}
    </p>
  );
}

function Author({ visit, shown: { detail } }: Props): VNode {
  const { mail, facts } = detail;
  const address = mail.author ?? mail.reversePath;
  const name = facts?.content.header.from.find((mailbox) => mailbox.address === mail.author)?.name ?? null;
  return (
    <span class="author">
      {name !== null && <bdi class="person">{showLine(name, 60)}</bdi>}{' '}
      {address === null ? visit.words.people.unknownSender : <Address address={address} />}
    </span>
  );
}

/** Who → how many. */
function Summary(props: Props): VNode {
  const { visit, shown } = props;
  return (
    <p class="summary">
      <Author {...props} />
      {' →\u00a0'}
      <CountsText visit={visit} counts={shown.counts} />
    </p>
  );
}

/** Why a press of this visitor did nothing. */
function Missed({ visit, shown }: Props): VNode | null {
  const { decide, refusal } = visit.words;
  const { missed, detail } = shown;
  if (missed === null || missed === 'ended') return null;
  return (
    <div class="notice bad" role="alert">
      <b>{missed === 'changed' ? decide.changed : refusal[missed]}</b>{' '}
      {missed === 'changed' ? decide.changedHint : decide.refusedHint}{' '}
      <a href={`/held/${detail.mail.id}`}>{decide.lookAgain}</a>
    </div>
  );
}

/** What was decided, by whom, with what comment; or that this visitor came too late. */
function Outcome({ visit, shown }: Props): VNode | null {
  const { words, language } = visit;
  const { decision, decidedAt, comment } = shown.detail.mail;
  const { missed, next } = shown;
  if (decision === null || decidedAt === null) return null;
  const by = words.decision[decision].by(
    showLine(shown.decidedBy ?? words.actor.unknown, 60),
    fullTime(decidedAt, timeZoneOf(visit), language),
  );
  return (
    <div class={missed === 'ended' ? 'notice bad' : `notice ${decision}`} role="status">
      {missed === 'ended' && <b>{words.decide.tooLate}. </b>}
      {by} {missed === 'ended' && words.decide.tooLateHint}
      {comment !== null && comment !== '' && <blockquote>{showText(comment)}</blockquote>}
      {next !== null && (
        <a class="button" href={`/held/${next}`}>
          {words.decide.next}
        </a>
      )}
    </div>
  );
}

type ReasonsProps = {
  readonly visit: SignedVisit;
  readonly findings: readonly Finding[];
  readonly facts: Facts | null;
  readonly allHref: string;
};

/** So many pieces of evidence for all reasons together; of each at least a few. */
const MOST_EVIDENCE = 24;
const LEAST_EVIDENCE = 3;

function Reasons({
  visit,
  findings,
  facts,
  isHeld,
  allHref,
}: ReasonsProps & { readonly isHeld: boolean }): VNode {
  const { mail } = visit.words;
  const reasons = findings.filter(asksToHold);
  const noticed = findings.filter((finding) => !asksToHold(finding));
  const most = Math.max(LEAST_EVIDENCE, Math.floor(MOST_EVIDENCE / findings.length));
  const cards = (some: readonly Finding[]) =>
    some.map((finding) => (
      <FindingCard visit={visit} finding={finding} facts={facts} most={most} allHref={allHref} />
    ));
  return (
    <section class="reasons">
      <h2 class={reasons.length > 0 ? 'unseen' : ''}>
        {reasons.length === 0 ? mail.passed : isHeld ? mail.reasons(reasons.length) : mail.reasonsWere}
      </h2>
      {cards(reasons)}
      {noticed.length > 0 && (
        <details class="fold noticed">
          <summary>{mail.alsoSeen(noticed.length)}</summary>
          {cards(noticed)}
        </details>
      )}
    </section>
  );
}

/** For those who have to act when a mail that is under way or delivered turns out to be wrong. */
function IncidentLink({ visit, shown: { detail } }: Props): VNode | null {
  const { user, words } = visit;
  const { id, state } = detail.mail;
  const isOut = state === 'queued' || state === 'done';
  if (!isOut || (user.role !== 'admin' && user.role !== 'auditor')) return null;
  return (
    <section class="card">
      <p>
        <a href={`/held/${id}/incident`}>{words.incident.link}</a>
      </p>
      <p class="quiet hint">{words.incident.linkHint}</p>
    </section>
  );
}

export function MailPage(props: Props): VNode {
  const { visit, shown } = props;
  const { mail, facts, verdict } = shown.detail;
  const isHeld = mail.state === 'held';
  const subject = showLine(mail.subject, 200).trim() || visit.words.people.noSubject;
  const places = facts?.content.personalPlaces ?? [];
  return (
    <Layout visit={visit} title={subject} current={isHeld ? 'held' : 'recent'} hasBar={isHeld}>
      <div class="mail-head">
        <Crumbs {...props} />
        <h1>
          <bdi>{subject}</bdi>
        </h1>
        <Summary {...props} />
        <Missed {...props} />
        <Outcome {...props} />
        <StandingLines {...props} />
      </div>
      <div class="columns">
        <div class="wide-column">
          <BurstCard visit={visit} shown={shown} />
          <Reasons
            visit={visit}
            findings={verdict?.findings ?? []}
            facts={facts}
            isHeld={isHeld}
            allHref={`/held/${mail.id}/reasons`}
          />
          <LegalCard visit={visit} detail={shown.detail} />
          {facts !== null && (
            <FilesCard
              visit={visit}
              files={facts.content.files}
              places={places}
              allHref={`/held/${mail.id}/files`}
            />
          )}
          <TextCard
            visit={visit}
            text={shown.text}
            place={places.find(({ where }) => where === 'body')}
            allHref={`/held/${mail.id}?text=all#text`}
            openHref={`/held/${mail.id}/open`}
            openUntil={shown.textOpenUntil}
          />
        </div>
        <div class="side-column">
          <RecipientsCard
            visit={visit}
            isReleased={mail.state === 'queued' || mail.state === 'done'}
            groups={shown.groups}
            allHref={`/held/${mail.id}/recipients`}
          />
          <JudgementCard {...props} />
          <IncidentLink {...props} />
          <TimelineCard visit={visit} moments={shown.timeline} />
          <HeaderCard visit={visit} detail={shown.detail} />
        </div>
      </div>
      <DecisionBar {...props} />
    </Layout>
  );
}
