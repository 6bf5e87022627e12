// Mails, findings and outcomes as the API tells them: stored rows → the shapes of schemas.ts. Pure.

import { askedGrant } from '../../guard/holds/hold.ts';
import { type Language, noteOf, sentenceOf } from '../../guard/sentences.ts';
import { asksToHold, type Finding, type Verdict } from '../../guard/verdict.ts';
import type { ActResult } from '../../relay/act-on-hold.ts';
import type { MailDetail, MailRow, MailSummary } from '../../store/store.ts';
import { judgementsFor } from '../judgements.ts';
import type { MailShown, ShownText } from '../pages/mail-shown.ts';
import type { ApiFinding, ApiMail, ApiMailDetail, ApiOutcome } from './schemas.ts';

const contentOf = ({ sha256, envelopeSha256, revision }: MailRow) => ({ sha256, envelopeSha256, revision });

function decidedOf({ decision, decidedBy, decidedAt, comment }: MailRow) {
  return decision === null ? null : { decision, by: decidedBy, at: decidedAt, comment };
}

const reasonsOf = (verdict: Verdict | null) =>
  (verdict?.findings ?? []).filter(asksToHold).map(({ check }) => check);

export function tellMail({
  mail,
  forwardPaths,
  verdict,
  asks,
  undelivered,
  burstSize,
}: MailSummary): ApiMail {
  const { id, state, subject, author, reversePath, messageId, sizeOctets, receivedAt, deadline, needs } =
    mail;
  return {
    id,
    state,
    content: contentOf(mail),
    subject,
    author,
    reversePath,
    messageId,
    sizeOctets,
    receivedAt,
    deadline,
    needs: [...needs],
    asks,
    reasons: reasonsOf(verdict),
    decided: decidedOf(mail),
    recipients: [...forwardPaths],
    undelivered,
    burst: burstSize > 1 ? burstSize : 0,
  };
}

/** A mail by itself, as a list would have it. */
function summaryOf({ mail, recipients, verdict, hold }: MailDetail, burstSize: number): MailSummary {
  const live = recipients.filter(({ state }) => state !== 'dropped');
  const undelivered = live.filter(({ state }) => state === 'refused' || state === 'expired').length;
  return {
    mail,
    forwardPaths: live.map(({ forwardPath }) => forwardPath),
    undelivered,
    burstSize,
    verdict,
    asks: hold === null ? null : askedGrant(hold),
  };
}

export function tellFinding(finding: Finding, language: Language): ApiFinding {
  const { check, severity, action, evidence } = finding;
  return {
    check,
    severity,
    action,
    ...sentenceOf(finding, language),
    evidence: evidence.map((one) => ({
      kind: one.kind,
      value: one.value,
      note: noteOf(finding, one, language),
    })),
  };
}

function filesOf({ facts }: MailDetail): ApiMailDetail['files'] {
  const places = new Map(facts?.content.personalPlaces.map((place) => [place.where, place]));
  return (facts?.content.files ?? []).map((file) => ({
    path: file.path,
    type: file.type,
    sizeOctets: file.sizeOctets,
    isInline: file.inline,
    protection: file.protection,
    isReadable: file.readable,
    hasMacros: file.hasMacros,
    isScript: file.isScript,
    isProgram: file.isProgram,
    persons: places.get(file.path)?.persons ?? 0,
    kinds: (places.get(file.path)?.kinds ?? []).map(({ kind, count }) => ({ kind, count })),
  }));
}

function addresseesOf({ groups }: Pick<MailShown, 'groups'>): ApiMailDetail['addressees'] {
  return groups.flatMap(({ side, organization, isNew, recipients }) =>
    recipients.map(({ row, name, shownIn }) => ({
      address: row.forwardPath,
      name,
      side,
      organization,
      isNew,
      shownIn,
      state: row.state,
      replyCode: row.replyCode,
      reply: row.reply,
      hop: row.hop,
      settledAt: row.settledAt,
    })),
  );
}

function holdOf({ detail, standing }: Pick<MailShown, 'detail' | 'standing'>): ApiMailDetail['hold'] {
  if (detail.hold === null) return null;
  const { given, asks } = standing;
  return {
    needs: [...detail.hold.needs],
    given: given.map(({ grant, name, onBehalfOf, at }) => ({ grant, by: name, onBehalfOf, at })),
    asks: asks === null ? null : { ...asks, names: [...asks.names] },
  };
}

export function tellText(text: ShownText): NonNullable<ApiMailDetail['text']> {
  if (text.kind !== 'text') return { kind: text.kind, text: '', length: 0, isCut: false };
  const { pieces, length, isCut } = text;
  return { kind: 'text', text: pieces.map((piece) => piece.text).join(''), length, isCut };
}

export function tellDetail(
  shown: Omit<MailShown, 'text' | 'missed'>,
  text: ShownText | null,
  language: Language,
): ApiMailDetail {
  const { detail, standing, timeline, burst, said } = shown;
  const { attempts, nextAttemptAt, lastError } = detail.mail;
  return {
    ...tellMail(summaryOf(detail, burst.length)),
    findings: (detail.verdict?.findings ?? []).map((finding) => tellFinding(finding, language)),
    files: filesOf(detail),
    addressees: addresseesOf(shown),
    hold: holdOf(shown),
    open: {
      decisions: [...standing.choices],
      repair: standing.mayRepair,
      judgements: [...judgementsFor(detail)],
      whyNot: standing.whyNot,
    },
    timeline: timeline.map(({ type, at, text: line, by }) => ({ type, at, text: line, by })),
    delivery: { attempts, nextAttemptAt, lastError },
    judgement: said?.judgement ?? null,
    text: text === null ? null : tellText(text),
  };
}

export function tellOutcome({ mail, hold }: Extract<ActResult, { kind: 'done' }>): ApiOutcome {
  return {
    id: mail.id,
    state: mail.state,
    content: contentOf(mail),
    asks: askedGrant(hold),
    decided: decidedOf(mail),
  };
}
