// One mail in a list: how urgent, what, from whom to whom, why. The whole card is the link.

import type { VNode } from 'preact';
import { sideOf } from '../../guard/organizations.ts';
import { sentenceOf } from '../../guard/sentences.ts';
import type { Finding, Severity } from '../../guard/verdict.ts';
import { asksToHold } from '../../guard/verdict.ts';
import type { MailSummary } from '../../store/store.ts';
import { isNear, timeLeft } from '../moments.ts';
import { showLine } from '../shown.ts';
import { statusOf } from '../status.ts';
import type { SignedVisit } from '../visit.ts';
import { Address, SeverityMark, Time } from './parts.tsx';

const SHOWN_LABELS = 4;

function Labels({ visit, reasons }: { readonly visit: SignedVisit; readonly reasons: readonly Finding[] }) {
  const more = reasons.length - SHOWN_LABELS;
  if (reasons.length === 0) return null;
  return (
    <ul class="labels">
      {reasons.slice(0, SHOWN_LABELS).map((finding) => (
        <li class={finding.severity}>{showLine(sentenceOf(finding, visit.language).label, 60)}</li>
      ))}
      {more > 0 && <li>{visit.words.list.moreReasons(more)}</li>}
    </ul>
  );
}

function Way({
  visit,
  mail: { mail, forwardPaths },
}: {
  readonly visit: SignedVisit;
  readonly mail: MailSummary;
}) {
  const { words, ports } = visit;
  const rules = ports.rules();
  const outside = forwardPaths.filter((address) => sideOf(address, rules) === 'outside');
  const [first] = outside.length > 0 ? outside : forwardPaths;
  const author = mail.author ?? mail.reversePath;
  const others = forwardPaths.length - 1;
  return (
    <p class="way">
      {author === null ? words.people.unknownSender : <Address address={author} />}
      <span class="arrow"> → </span>
      {first !== undefined && <Address address={first} />}
      {others > 0 && <span class="quiet"> {words.people.others(others)}</span>}
    </p>
  );
}

/** Findings come in the order of what they ask for; the colour is that of the worst. */
function worstOf(reasons: readonly Finding[]): Severity | null {
  const severities = new Set(reasons.map(({ severity }) => severity));
  return (['high', 'medium', 'low'] as const).find((severity) => severities.has(severity)) ?? null;
}

type RowProps = {
  readonly visit: SignedVisit;
  readonly mail: MailSummary;
  /** It can be chosen, for what is done to several at once. */
  readonly isChoosable?: boolean;
};

export function Row({ visit, mail: summary, isChoosable }: RowProps): VNode {
  const { mail, verdict } = summary;
  const { words, at } = visit;
  const isHeld = mail.state === 'held';
  const reasons = (verdict?.findings ?? []).filter(asksToHold);
  const severity = worstOf(reasons);
  const delivery = { recipients: summary.forwardPaths.length, undelivered: summary.undelivered };
  const status = statusOf(mail, delivery, words);
  const subject = showLine(mail.subject, 80).trim() || words.people.noSubject;
  return (
    <li id={mail.id} class={`mail ${isHeld ? (severity ?? 'low') : 'past'}`}>
      <p class="facts">
        {isChoosable && isHeld && (
          <label class="choose">
            <input
              type="checkbox"
              name="id"
              value={mail.id}
              form="several"
              aria-label={words.list.choose(showLine(subject, 30))}
            />
          </label>
        )}
        {isHeld && severity !== null && <SeverityMark visit={visit} severity={severity} />}
        <span class={`status ${status.tone}`}>{status.text}</span>
        {summary.burstSize > 1 && <span class="tag">{words.burst.size(summary.burstSize)}</span>}
        <span class={mail.deadline !== null && isNear(mail.deadline, at) ? 'when near' : 'when'}>
          {isHeld && mail.deadline !== null ? (
            <Time visit={visit} at={mail.deadline}>
              {timeLeft(mail.deadline, at, words)}
            </Time>
          ) : (
            <Time visit={visit} at={mail.decidedAt ?? mail.receivedAt} />
          )}
        </span>
      </p>
      <h2>
        <a href={`/held/${mail.id}`}>
          <bdi>{subject}</bdi>
        </a>
      </h2>
      <Way visit={visit} mail={summary} />
      <Labels visit={visit} reasons={reasons} />
    </li>
  );
}
