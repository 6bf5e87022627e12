// How a stored mail looks on the command line: as JSON of stable shape, and in words. Used by `held` and `trace`.

import { type Hold, missingGrant } from '../guard/holds/hold.ts';
import type { LegalEstimate } from '../guard/legal/estimate.ts';
import { legalSentence } from '../guard/sentences/legal.ts';
import { type Language, noteOf, sentenceOf } from '../guard/sentences.ts';
import type { Finding, Verdict } from '../guard/verdict.ts';
import type { EventRow, MailDetail, MailSummary } from '../store/store.ts';
import { cut, plain, styled, table } from './output.ts';
import { toldEstimate } from './told-estimate.ts';

/** Everything by ISO times and ids; findings without their raw values. */
export type MailJson = {
  readonly id: string;
  readonly state: string;
  readonly receivedAt: string;
  readonly deadline: string | null;
  readonly subject: string;
  readonly author: string | null;
  readonly reversePath: string | null;
  readonly forwardPaths: readonly string[];
  readonly needs: readonly string[];
  readonly reasons: readonly string[];
  /** How many mails of one burst it stands for as long as they are held; 0: for itself alone. */
  readonly burst: number;
};

const isHeldFor = ({ action }: Finding) => action !== 'off' && action !== 'log';

function reasonsOf(verdict: Verdict | null): readonly Finding[] {
  return (verdict?.findings ?? []).filter(isHeldFor);
}

export function mailJson({
  mail,
  forwardPaths,
  verdict,
  burstSize,
}: Pick<MailSummary, 'mail' | 'forwardPaths' | 'verdict' | 'burstSize'>): MailJson {
  const { id, state, receivedAt, deadline, subject, author, reversePath, needs } = mail;
  const reasons = reasonsOf(verdict).map(({ check }) => check);
  const burst = burstSize > 1 ? burstSize : 0;
  return {
    id,
    state,
    receivedAt,
    deadline,
    subject,
    author,
    reversePath,
    forwardPaths,
    needs,
    reasons,
    burst,
  };
}

/** A mail with what happened to it, and how many held mails of its burst there are, itself included. */
export type MailTold = {
  readonly detail: MailDetail;
  readonly events: readonly EventRow[];
  readonly burstSize: number;
  /** null: it stays in the house, concerns nobody who was found, or what it held is not known any more. */
  readonly estimate: LegalEstimate | null;
};

export function detailJson({ detail, events, burstSize, estimate }: MailTold, language: Language) {
  const { mail, recipients, verdict } = detail;
  const forwardPaths = recipients.map(({ forwardPath }) => forwardPath);
  const { sha256, envelopeSha256, revision, sizeOctets, messageId, decision, decidedBy, decidedAt } = mail;
  const { comment, attempts, nextAttemptAt, lastError } = mail;
  return {
    ...mailJson({ mail, forwardPaths, verdict, burstSize }),
    messageId,
    sizeOctets,
    revision,
    sha256,
    envelopeSha256,
    decided: decision && { decision, by: decidedBy, at: decidedAt, comment },
    delivery: { attempts, nextAttemptAt, lastError },
    recipients: recipients.map(({ forwardPath, state, replyCode, reply, hop, settledAt }) => ({
      forwardPath,
      state,
      replyCode,
      reply,
      hop,
      settledAt,
    })),
    findings: (verdict?.findings ?? []).map((finding) => ({
      check: finding.check,
      severity: finding.severity,
      action: finding.action,
      summary: sentenceOf(finding, language).sentence,
      evidence: finding.evidence,
    })),
    legalEstimate: toldEstimate(estimate, language),
    hold: holdJson(detail.hold),
    events: events.map(({ at, type, actor, detail: said }) => ({ at, type, actor, detail: said })),
  };
}

/** What a hold needs, has been given by whom, and asks for now; null for a mail that was never held. */
function holdJson(hold: Hold | null) {
  if (hold === null) return null;
  const { needs, given, asked, level, step } = hold;
  const asks = hold.state === 'held' ? missingGrant(hold) : null;
  return { needs, given, asks, asked, level, deadline: step.deadline };
}

function holdRows(hold: Hold | null): readonly (readonly string[])[] {
  if (hold === null) return [];
  const asks = hold.state === 'held' ? missingGrant(hold) : null;
  return [
    ...hold.given.map(({ grant, by, at }) => ['given', `${grant} by ${plain(by)} at ${at}`]),
    ...(asks === null ? [] : [['asks', [asks, ...hold.asked.map(plain)].join(' ')]]),
  ];
}

const SUBJECT_COLUMNS = 40;
const shortTime = (iso: string) => `${iso.slice(0, 16).replace('T', ' ')}Z`;

function recipientsText(forwardPaths: readonly string[]): string {
  const [first = '', ...others] = forwardPaths.map(plain);
  return others.length === 0 ? first : `${first} +${others.length}`;
}

/** One line per mail; times are UTC. */
export function summaryTable(mails: readonly MailSummary[], language: Language): string {
  return table(
    mails.map(({ mail, forwardPaths, verdict, burstSize }) => [
      mail.id,
      shortTime(mail.deadline ?? mail.receivedAt),
      `${plain(mail.author ?? mail.reversePath ?? '<>')} → ${recipientsText(forwardPaths)}`,
      `${cut(plain(mail.subject), SUBJECT_COLUMNS)}${burstSize > 1 ? ` (${burstSize} mails in a row)` : ''}`,
      styled(
        'yellow',
        reasonsOf(verdict)
          .map((finding) => plain(sentenceOf(finding, language).label))
          .join(', '),
      ),
    ]),
  );
}

const EVIDENCE_SHOWN = 10;

function findingLines(finding: Finding, language: Language): readonly string[] {
  const { sentence } = sentenceOf(finding, language);
  const head = `${finding.check} [${finding.action}]  ${plain(sentence)}`;
  const evidence = finding.evidence.slice(0, EVIDENCE_SHOWN).map((one) => {
    const note = plain(noteOf(finding, one, language));
    return `      ${plain(one.value)}${note === '' ? '' : `  (${note})`}`;
  });
  return [`  ${isHeldFor(finding) ? styled('yellow', head) : head}`, ...evidence];
}

/** All there is about one mail, for people. */
export function detailText({ detail, events, burstSize, estimate }: MailTold, language: Language): string {
  const { mail, recipients, verdict } = detail;
  const facts: readonly (readonly string[])[] = [
    [
      styled('bold', mail.id),
      `${mail.state}${mail.needs.length > 0 ? ` (needs: ${mail.needs.join(', ')})` : ''}`,
    ],
    ['subject', plain(mail.subject)],
    ['from', plain(mail.author ?? mail.reversePath ?? '<>')],
    ['received', mail.receivedAt],
    ...(burstSize > 1
      ? [['burst', `one of ${burstSize} held mails sent in a row; --burst decides on all`]]
      : []),
    ...(mail.state === 'held' && mail.deadline !== null ? [['until', mail.deadline]] : []),
    ...holdRows(detail.hold),
    ...(mail.decision === null
      ? []
      : [['decided', `${mail.decision} by ${mail.decidedBy} at ${mail.decidedAt}`]]),
    ...(mail.comment === null ? [] : [['comment', plain(mail.comment)]]),
    ...(mail.lastError === null ? [] : [['last error', plain(mail.lastError)]]),
    ['sha256', `${mail.sha256} (revision ${mail.revision})`],
  ];
  const sent = recipients.map(({ forwardPath, state, reply }) => [
    `  ${plain(forwardPath)}`,
    state,
    plain(reply ?? ''),
  ]);
  const happened = events.map(({ at, type, actor }) => [`  ${at}`, type, `${actor.kind} ${plain(actor.id)}`]);
  const findings = (verdict?.findings ?? []).flatMap((finding) => findingLines(finding, language));
  return [
    table(facts),
    table(sent),
    ...(findings.length > 0 ? [`${findings.join('\n')}\n`] : []),
    ...(estimate === null ? [] : [`  ${legalSentence(estimate, language)}\n`]),
    table(happened),
  ].join('\n');
}
